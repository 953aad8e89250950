// Performs `document.export`: puts the review to every place that is configured, each once however often it is tried.

import type { Performer } from '../engine/performer.ts';
import { incidentOf, type Plugged, tellFact, throughVendor, type VendorDesk } from '../engine/vendor-desk.ts';
import { maskSecrets } from '../evidence/mask.ts';
import { isSifted } from '../incident/editions.ts';
import type { Edition } from '../incident/review-values.ts';
import type { Incident } from '../incident/state.ts';
import type { Document, DocumentFile, Documents } from '../integrations/documents/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave } from '../policy/private.ts';

export type ExportDesk = VendorDesk & {
  files: { read(sha256: string): Promise<Uint8Array | undefined> };
  places: readonly Plugged<Documents>[];
  /** `Postmortem` or `Retrospective`. */
  word(): string;
  policy(): Policy;
};

type Failure = { vendor: string; error: VendorError };

/** What cards and errors call it. */
const WHAT = 'exported review';

async function bytesOf({ files }: ExportDesk, sha256: string): Promise<Uint8Array> {
  const bytes = await files.read(sha256);
  if (!bytes) {
    throw new VendorError('A file of this review is missing from the file store. Ask for the export again.', {
      permanent: true,
      code: 'no_file',
    });
  }
  return bytes;
}

/** What was kept of it last; while that is looked through for what was erased, nothing leaves the house. */
async function editionOf({ engine }: ExportDesk, incident: Incident): Promise<Edition> {
  const { edition, number } = incident;
  const event = edition && (await engine.questions.event(edition.event));
  const kept = event?.type === 'review-kept' || event?.type === 'review-sifted' ? event : undefined;
  if (!kept?.data.edition) {
    throw new VendorError(`Nothing of the review of INC-${number} is kept for export. Ask for it again.`, {
      permanent: true,
      code: 'no_draft',
    });
  }
  if (!isSifted(incident) && kept.version < (incident.erased?.version ?? 0)) {
    throw new VendorError(`The review of INC-${number} is being looked through for what was erased.`, {
      permanent: false,
      code: 'withdrawn',
    });
  }
  return kept.data.edition;
}

async function filesOf(desk: ExportDesk, incident: Incident, edition: Edition): Promise<DocumentFile[]> {
  const log: DocumentFile = {
    name: `inc-${incident.number}-log.txt`,
    mediaType: 'text/plain',
    bytes: await bytesOf(desk, edition.files.log),
  };
  const pictures = edition.pictures.map(async ({ file, sha256 }): Promise<DocumentFile[]> => {
    const bytes = await desk.files.read(sha256);
    return bytes ? [{ name: file, mediaType: 'image/png', bytes }] : [];
  });
  return [log, ...(await Promise.all(pictures)).flat()];
}

/** Labels hold no spaces and few signs. */
const labelOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, '-');

async function documentOf(desk: ExportDesk, incident: Incident, edition: Edition): Promise<Document> {
  const { id, number, severity, service, team, status, declaredAt, keyTimes } = incident;
  const word = desk.word();
  const title = `INC-${number} ${word}: ${maskSecrets(incident.title.text)}`;
  const resolved = keyTimes.resolved?.at;
  return {
    key: `firescribe-${id}`,
    title,
    name: `inc-${number}-${word.toLowerCase()}`,
    markdown: new TextDecoder().decode(await bytesOf(desk, edition.files.markdown)),
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
    files: await filesOf(desk, incident, edition),
  };
}

export function documentExporter(desk: ExportDesk): Performer<'document.export'> {
  return async (effect) => {
    const incident = await incidentOf(desk, effect.stream);
    if (!mayLeave(desk.policy(), incident, 'documents')) {
      return;
    }
    const failures: Failure[] = [];
    const edition = await editionOf(desk, incident);
    const document = await documentOf(desk, incident, edition);
    const { readableText } = await import('./readable-text.ts');
    const words = readableText(document.markdown);
    for (const { id, label, port } of desk.places) {
      const known = incident.documents?.find(({ vendor }) => vendor.id === id)?.document;
      try {
        const put = await port.put({ ...document, ...(known === undefined ? {} : { known }) });
        const where = { document: put.id, ...(put.url === undefined ? {} : { url: put.url }) };
        const wish = { vendor: { id, label }, review: edition.review, words, ...where };
        await tellFact(desk, effect, {
          type: 'record-export',
          wish,
          what: `${id}/${incident.edition?.event}`,
        });
      } catch (error) {
        if (!(error instanceof VendorError)) {
          throw error;
        }
        failures.push({ vendor: label, error });
      }
    }
    const vendor = failures.map((failure) => failure.vendor).join(', ');
    await throughVendor(desk, effect, { what: WHAT, vendor }, async () => {
      // One that may pass is worth another attempt, whatever else is wrong for good.
      const worst = failures.find(({ error }) => !error.permanent) ?? failures[0];
      if (worst) {
        throw worst.error;
      }
    });
  };
}
