// Performs `review.keep`: keeps the review as it is published or exported, with what people wrote in its canvas at that moment.
import { randomUUID } from 'node:crypto';
import type { Performer } from '../engine/performer.ts';
import { incidentOf, tellFact, type VendorDesk } from '../engine/vendor-desk.ts';
import { maskSecrets } from '../evidence/mask.ts';
import { isSifted } from '../incident/editions.ts';
import type { Recorded } from '../incident/events.ts';
import type { Edition } from '../incident/review-values.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave } from '../policy/private.ts';
import { picturesIn } from './pictures.ts';
import type { SiftReview } from './sift-in-worker.ts';

export type KeepDesk = VendorDesk & {
  files: {
    read(sha256: string): Promise<Uint8Array | undefined>;
    put(bytes: Uint8Array): Promise<{ sha256: string }>;
  };
  /** The review with what people wrote in its canvas; undefined where nobody did. */
  asWritten(stream: string): Promise<string | undefined>;
  sift: SiftReview;
  policy(): Policy;
};

type Drafted = Recorded<'postmortem-drafted'>;

/** Drafts of one incident; more are not looked through. */
const MOST_DRAFTS = 5_000;
/** A look through for erased words that has not come after this long does not come. */
const SIFTING_MS = 60 * 60_000;

export const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
export const bytesOf = (text: string) => new TextEncoder().encode(text);

type Source = { drafted: Drafted; markdown: string };

/** The draft that was published, where it is still there and nothing was erased since; else the newest. */
async function sourceOf(desk: KeepDesk, stream: string, incident: Incident): Promise<Source> {
  const { number, draft, review, erased } = incident;
  const all = await desk.engine.questions.ofType(stream, 'postmortem-drafted', MOST_DRAFTS);
  const published = all.findLast(
    ({ data, version }) =>
      data.cycle === review?.cycle &&
      data.draft === review.published?.draft &&
      version > (erased?.version ?? 0),
  );
  for (const drafted of [published, all.at(-1)]) {
    const bytes = drafted && (await desk.files.read(drafted.data.files.markdown));
    if (bytes) {
      return { drafted, markdown: textOf(bytes) };
    }
  }
  throw draft?.withdrawn
    ? new VendorError(`The review of INC-${number} is being drafted anew, without what was erased.`, {
        permanent: false,
        code: 'withdrawn',
      })
    : new VendorError(`INC-${number} has no review to export.`, { permanent: true, code: 'no_draft' });
}

/** What people wrote, unless it may have words that are erased and nobody could look. */
async function writtenIn(desk: KeepDesk, stream: string, incident: Incident): Promise<string | undefined> {
  const { erased, number } = incident;
  if (isSifted(incident)) {
    return erased?.unread ? undefined : desk.asWritten(stream);
  }
  if (desk.clock.now() - (erased?.at ?? 0) < SIFTING_MS) {
    throw new VendorError(`The review of INC-${number} is being looked through for what was erased.`, {
      permanent: false,
      code: 'withdrawn',
    });
  }
  return undefined;
}

/** As it stands in the canvas, with the evidence of the draft quoted below. */
function withEvidence(written: string, draft: string): string {
  const [title = ''] = draft.split('\n', 1);
  const evidence = draft.lastIndexOf('\n## Evidence\n');
  return `${title}\n\n${maskSecrets(written)}\n${evidence < 0 ? '' : draft.slice(evidence)}`;
}

async function editionOf(desk: KeepDesk, stream: string, because: string): Promise<Edition> {
  const incident = await incidentOf(desk, stream);
  const { drafted, markdown } = await sourceOf(desk, stream, incident);
  const { cycle, draft, files } = drafted.data;
  const written = await writtenIn(desk, stream, incident);
  const [json, log] = await Promise.all([desk.files.read(files.json), desk.files.read(files.log)]);
  const pictures = json ? picturesIn(textOf(json)) : [];
  let words = written === undefined ? markdown : withEvidence(written, markdown);
  let logDigest = files.log;
  if (incident.erased) {
    const logs = log ? [{ text: textOf(log), until: drafted.version }] : [];
    const sifted = await desk.sift({ stream, logs, pictures, texts: [words], salt: randomUUID() });
    words = sifted.texts[0] ?? words;
    const [anew] = sifted.logs;
    logDigest = anew === undefined ? files.log : (await desk.files.put(bytesOf(anew))).sha256;
  }
  const { review } = incident;
  const step = review?.published;
  const isPublished = step?.event === because || (step?.draft === draft && review?.cycle === cycle);
  return {
    ...{ cycle, draft, review: drafted.id, pictures, written: written !== undefined },
    ...(step && isPublished ? { published: step.event } : {}),
    files: { markdown: (await desk.files.put(bytesOf(words))).sha256, log: logDigest },
  };
}

export function reviewKeeper(desk: KeepDesk): Performer<'review.keep'> {
  return async (effect) => {
    const incident = await incidentOf(desk, effect.stream);
    if (!mayLeave(desk.policy(), incident, 'documents')) {
      return;
    }
    const because = effect.payload.event;
    const wish = { because, edition: await editionOf(desk, effect.stream, because) };
    await tellFact(desk, effect, { type: 'record-kept', wish, what: 'kept' });
  };
}
