// Performs `file.erase`: what was kept as bytes goes with the words that were redacted, and with what replaces it.
import type { FileStore } from '../timeline/port.ts';
import type { Engine } from './engine-port.ts';
import type { Performer } from './performer.ts';
import { reviewFiles } from './review-files.ts';

type Deps = { engine: Pick<Engine, 'questions'>; files: Pick<FileStore, 'erase'> };

/**
 * Files of the redacted message, and of every review that has had its time: drafts quote, and one whose words were redacted
 * while it was made is replaced at once. Bytes that a later one has, too, stay. The same bytes kept of another message go all
 * the same; who redacts a file means the file.
 */
export function fileEraser({ engine, files }: Deps): Performer<'file.erase'> {
  return async ({ stream, payload }) => {
    const cause = await engine.questions.event(payload.event);
    if (!cause) {
      return;
    }
    const { wanted, spared, all } = reviewFiles(await engine.questions.events(stream));
    const gone = [...all].filter((digest) => !wanted.has(digest) && !spared.has(digest));
    const redacted = cause.type === 'entry-redacted' ? cause.data.files : [];
    for (const digest of new Set([...redacted, ...gone])) {
      await files.erase(digest);
    }
  };
}
