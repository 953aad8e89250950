// Performs `file.erase`: what was kept as bytes goes with the words that were redacted.
import type { FileStore } from '../timeline/port.ts';
import type { Engine } from './engine-port.ts';
import type { Performer } from './performer.ts';

type Deps = { engine: Pick<Engine, 'questions'>; files: Pick<FileStore, 'erase'> };

/**
 * Files of the redacted message, and every draft made before the redaction: drafts quote. Bytes that a later draft has, too,
 * stay: it was made without those words. The same bytes kept of another message go all the same; who redacts a file means
 * the file.
 */
export function fileEraser({ engine, files }: Deps): Performer<'file.erase'> {
  return async ({ stream, payload }) => {
    const redaction = await engine.questions.event(payload.event);
    if (redaction?.type !== 'entry-redacted') {
      return;
    }
    const drafts = (await engine.questions.events(stream)).filter(
      (event) => event.type === 'postmortem-drafted',
    );
    const kept = (made: (version: number) => boolean) =>
      drafts.filter(({ version }) => made(version)).flatMap(({ data }) => Object.values(data.files));
    const later = new Set(kept((version) => version > redaction.version));
    const earlier = kept((version) => version < redaction.version).filter((digest) => !later.has(digest));
    for (const digest of new Set([...redaction.data.files, ...earlier])) {
      await files.erase(digest);
    }
  };
}
