// Performs `document.export`: puts the review to every place that is configured, each once however often it is tried.

import type { Performer } from '../engine/performer.ts';
import { incidentOf, type Plugged, tellFact, throughVendor, type VendorDesk } from '../engine/vendor-desk.ts';
import { maskSecrets } from '../evidence/mask.ts';
import type { Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Document, DocumentFile, Documents } from '../integrations/documents/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave } from '../policy/private.ts';
import { picturesIn } from './pictures.ts';

export type ExportDesk = VendorDesk & {
  files: { read(sha256: string): Promise<Uint8Array | undefined> };
  places: readonly Plugged<Documents>[];
  /** The review with what people wrote in its canvas; undefined where nobody did. */
  asWritten(stream: string): Promise<string | undefined>;
  /** `Postmortem` or `Retrospective`. */
  word(): string;
  policy(): Policy;
};

type Drafted = Recorded<'postmortem-drafted'>;
type Failure = { vendor: string; error: VendorError };

/** What cards and errors call it. */
const WHAT = 'exported review';

async function bytesOf({ files }: ExportDesk, sha256: string): Promise<Uint8Array> {
  const bytes = await files.read(sha256);
  if (!bytes) {
    throw new VendorError('A file of this review is missing from the file store. Ask for a new draft.', {
      permanent: true,
      code: 'no_file',
    });
  }
  return bytes;
}

/** The newest draft; while one is to be made anew because of what was erased, nothing leaves the house. */
async function reviewOf(desk: ExportDesk, incident: Incident): Promise<Drafted> {
  const { draft, number } = incident;
  const event = draft && (await desk.engine.questions.event(draft.event));
  if (event?.type !== 'postmortem-drafted') {
    throw new VendorError(`INC-${number} has no review to export.`, { permanent: true, code: 'no_draft' });
  }
  if (draft?.withdrawn) {
    throw new VendorError(`The review of INC-${number} is being drafted anew, without what was erased.`, {
      permanent: false,
      code: 'withdrawn',
    });
  }
  return event;
}

async function filesOf(desk: ExportDesk, incident: Incident, { data }: Drafted): Promise<DocumentFile[]> {
  const json = new TextDecoder().decode(await bytesOf(desk, data.files.json));
  const log: DocumentFile = {
    name: `inc-${incident.number}-log.txt`,
    mediaType: 'text/plain',
    bytes: await bytesOf(desk, data.files.log),
  };
  const pictures = picturesIn(json).map(async ({ file, sha256 }): Promise<DocumentFile[]> => {
    const bytes = await desk.files.read(sha256);
    return bytes ? [{ name: file, mediaType: 'image/png', bytes }] : [];
  });
  return [log, ...(await Promise.all(pictures)).flat()];
}

/**
 * As it stands in the canvas where people wrote in it, with the evidence of the draft quoted below. Where words were erased
 * since, as it was drafted: the canvas may still have them.
 */
async function markdownOf(desk: ExportDesk, incident: Incident, { stream, data }: Drafted): Promise<string> {
  const draft = new TextDecoder().decode(await bytesOf(desk, data.files.markdown));
  const written = incident.erasedUnderDraft ? undefined : await desk.asWritten(stream);
  if (written === undefined) {
    return draft;
  }
  const [title = ''] = draft.split('\n', 1);
  const evidence = draft.lastIndexOf('\n## Evidence\n');
  return `${title}\n\n${maskSecrets(written)}\n${evidence < 0 ? '' : draft.slice(evidence)}`;
}

/** Labels hold no spaces and few signs. */
const labelOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, '-');

async function documentOf(desk: ExportDesk, incident: Incident, drafted: Drafted): Promise<Document> {
  const { id, number, severity, service, team, status, declaredAt, keyTimes } = incident;
  const word = desk.word();
  const title = `INC-${number} ${word}: ${maskSecrets(incident.title.text)}`;
  const resolved = keyTimes.resolved?.at;
  return {
    key: `firescribe-${id}`,
    title,
    name: `inc-${number}-${word.toLowerCase()}`,
    markdown: await markdownOf(desk, incident, drafted),
    labels: ['firescribe', word, severity.label, ...(service ? [service] : [])].map(labelOf),
    properties: {
      Incident: `INC-${number}`,
      Number: number,
      Severity: severity.label,
      Status: status,
      ...(service ? { Service: service } : {}),
      ...(team ? { Team: team } : {}),
      Declared: new Date(declaredAt),
      ...(resolved == null ? {} : { Resolved: new Date(resolved) }),
    },
    files: await filesOf(desk, incident, drafted),
  };
}

export function documentExporter(desk: ExportDesk): Performer<'document.export'> {
  return async (effect) => {
    const incident = await incidentOf(desk, effect.stream);
    if (!mayLeave(desk.policy(), incident, 'documents')) {
      return;
    }
    const failures: Failure[] = [];
    const drafted = await reviewOf(desk, incident);
    const document = await documentOf(desk, incident, drafted);
    const { readableText } = await import('./readable-text.ts');
    const words = readableText(document.markdown);
    for (const { id, label, port } of desk.places) {
      const known = incident.documents?.find(({ vendor }) => vendor.id === id)?.document;
      try {
        const put = await port.put({ ...document, ...(known === undefined ? {} : { known }) });
        const where = { document: put.id, ...(put.url === undefined ? {} : { url: put.url }) };
        const wish = { vendor: { id, label }, review: drafted.id, words, ...where };
        await tellFact(desk, effect, { type: 'record-export', wish, what: `${id}/${drafted.id}` });
      } catch (error) {
        if (!(error instanceof VendorError)) {
          throw error;
        }
        failures.push({ vendor: label, error });
      }
    }
    await throughVendor(desk, effect, { what: WHAT, vendor: failures[0]?.vendor ?? '' }, async () => {
      // One that may pass is worth another attempt, whatever else is wrong for good.
      const worst = failures.find(({ error }) => !error.permanent) ?? failures[0];
      if (worst) {
        throw worst.error;
      }
    });
  };
}
