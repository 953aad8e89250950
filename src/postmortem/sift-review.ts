// Performs `review.sift`: what is kept of a review, and what people wrote in its canvas, is looked through for erased words.
import { randomUUID } from 'node:crypto';
import type { Performer } from '../engine/performer.ts';
import { incidentOf, tellFact } from '../engine/vendor-desk.ts';
import { isSifted } from '../incident/editions.ts';
import type { Edition } from '../incident/review-values.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { bytesOf, type KeepDesk, textOf } from './keep-review.ts';

/** While Slack is away the review outside still says what was erased: after so many attempts it goes without the canvas. */
const ATTEMPTS = 3;
const MOST_DRAFTS = 5_000;

type Turn = { stream: string; attempt: number };
type Canvas = { written?: string; unread?: true };

async function canvasOf(desk: KeepDesk, { stream, attempt }: Turn, { erased }: Incident): Promise<Canvas> {
  if (erased?.unread) {
    return { unread: true };
  }
  try {
    const written = await desk.asWritten(stream);
    return written === undefined ? {} : { written };
  } catch (error) {
    if (error instanceof VendorError && (error.permanent || attempt >= ATTEMPTS)) {
      return { unread: true };
    }
    throw error;
  }
}

async function keptEdition({ engine }: KeepDesk, { edition }: Incident): Promise<Edition | undefined> {
  const event = edition && (await engine.questions.event(edition.event));
  return event?.type === 'review-kept' || event?.type === 'review-sifted' ? event.data.edition : undefined;
}

/** Logs of before the erasure: they have the words that are looked for. */
async function logsOf(desk: KeepDesk, { stream }: Turn, incident: Incident, edition: Edition | undefined) {
  const drafts = await desk.engine.questions.ofType(stream, 'postmortem-drafted', MOST_DRAFTS);
  const last = drafts.findLast(({ version }) => version < (incident.erased?.version ?? 0));
  const own = edition && drafts.find(({ id }) => id === edition.review);
  const wanted = [
    { digest: edition?.files.log, until: own?.version },
    { digest: last?.data.files.log, until: last?.version },
  ];
  const read = wanted.map(async ({ digest, until }) => {
    const bytes = digest === undefined ? undefined : await desk.files.read(digest);
    return bytes && until !== undefined ? { text: textOf(bytes), until } : undefined;
  });
  return Promise.all(read);
}

export function reviewSifter(desk: KeepDesk): Performer<'review.sift'> {
  return async (effect) => {
    const incident = await incidentOf(desk, effect.stream);
    const { erased } = incident;
    if (!erased || isSifted(incident)) {
      return;
    }
    const edition = await keptEdition(desk, incident);
    const { written, unread } = await canvasOf(desk, effect, incident);
    const [own, last] = await logsOf(desk, effect, incident, edition);
    const kept = edition && (await desk.files.read(edition.files.markdown));
    const salt = randomUUID();
    const { logs, texts, left, out } = await desk.sift({
      stream: effect.stream,
      logs: [own, last].filter((log) => log !== undefined),
      pictures: edition?.pictures ?? [],
      texts: [...(kept ? [textOf(kept)] : []), ...(written === undefined ? [] : [written])],
      salt,
    });
    const anew = async (text: string | undefined, before: string) =>
      text === undefined ? before : (await desk.files.put(bytesOf(text))).sha256;
    const files = edition && {
      markdown: await anew(kept && texts[0], edition.files.markdown),
      log: await anew(own && logs[0], edition.files.log),
    };
    const wish = {
      ...{ through: erased.version, left, out, salt },
      ...(unread ? { unread } : {}),
      ...(edition && files ? { edition: { ...edition, files } } : {}),
    };
    await tellFact(desk, effect, { type: 'record-sifted', wish, what: `sifted/${erased.version}` });
  };
}
