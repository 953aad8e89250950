// Performs `file.erase`: what was kept as bytes goes with the words that were redacted, and with the draft that is replaced.
import type { FileStore } from '../timeline/port.ts';
import type { Engine } from './engine-port.ts';
import type { Performer } from './performer.ts';

type Deps = { engine: Pick<Engine, 'questions'>; files: Pick<FileStore, 'erase'> };

/**
 * Files of the redacted message, and every draft made before the event: drafts quote, and one whose words were redacted while
 * it was made is replaced at once. Bytes that a later draft has, too, stay. The same bytes kept of another message go all the
 * same; who redacts a file means the file.
 */
export function fileEraser({ engine, files }: Deps): Performer<'file.erase'> {
  return async ({ stream, payload }) => {
    const cause = await engine.questions.event(payload.event);
    if (cause?.type !== 'entry-redacted' && cause?.type !== 'postmortem-drafted') {
      return;
    }
    const drafts = (await engine.questions.events(stream)).filter(
      (event) => event.type === 'postmortem-drafted',
    );
    const filesOf = (which: (version: number) => boolean) =>
      drafts.filter(({ version }) => which(version)).flatMap(({ data }) => Object.values(data.files));
    const stay = new Set(filesOf((version) => version >= cause.version));
    const gone = filesOf((version) => version < cause.version).filter((digest) => !stay.has(digest));
    const redacted = cause.type === 'entry-redacted' ? cause.data.files : [];
    for (const digest of new Set([...redacted, ...gone])) {
      await files.erase(digest);
    }
  };
}
