// Puts a draft into the canvas: the first one makes it, later ones are worked into it around what people wrote.
import type { Recorded } from '../incident/events.ts';
import { graphAddress } from '../incident/graph-values.ts';
import { reviewStateOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { type Base, NOTHING_KNOWN, readBase, writeBase } from './canvas/base.ts';
import type { Held } from './canvas/hold.ts';
import type { Refreshed } from './canvas/refresh.ts';
import { type CanvasPlace, lookForCanvas, makeCanvas, retitleCanvas } from './canvas.ts';
import { findPosted } from './posting.ts';
import type { Attempt, Stage } from './stage.ts';

export type Job = {
  stage: Stage;
  effect: Attempt;
  incident: Incident;
  event: Recorded<'postmortem-drafted'>;
  channel: string;
  word: string;
};

/** Where the review stands now. */
export type Standing = {
  canvas?: CanvasPlace;
  /** Digest of the canvas, where it holds this draft and nothing else. */
  print?: string;
  /** Digest of the file that says what of ours stands where. */
  base?: string;
  /** People wrote in it; the draft was worked in around that. */
  worked?: boolean;
  /** Some of what stands in it may be of Slack's making. */
  strayed?: boolean;
  /** Both changed the same, in these sections. */
  clashes?: readonly string[];
  /** Passages of this draft that a published review was not given. */
  withheld?: number;
  /** Why the draft is not in the canvas as a whole. */
  left?: string;
  /** The one that there was has been deleted. */
  anew?: boolean;
  /** Why there is no canvas. */
  instead?: string;
};

/** Loaded with the first draft: the parser of Markdown holds some megabytes. */
async function canvasRoom() {
  const { holdCanvas } = await import('./canvas/hold.ts');
  return { holdCanvas, ...(await import('./canvas/refresh.ts')) };
}

type Room = Awaited<ReturnType<typeof canvasRoom>>;

export async function readDraftFile(stage: Stage, sha256: string): Promise<Uint8Array> {
  const bytes = await stage.files.read(sha256);
  if (!bytes) {
    throw new VendorError('A file of this draft is missing from the file store. Ask for a new draft.', {
      permanent: true,
      code: 'no_file',
    });
  }
  return bytes;
}

/** Pictures that stand in the channel by now are shown; for the others it says where to look. */
export function withPictures(
  markdown: string,
  { graphs = [], number }: Pick<Incident, 'graphs' | 'number'>,
): string {
  const shown = graphs.reduce(
    (text, { event, permalink }) =>
      permalink ? text.replaceAll(`![](${graphAddress(event)})`, `![](${permalink})`) : text,
    markdown,
  );
  const elsewhere = `_The picture is not in the channel; \`firescribe export INC-${number} --out\` writes it to a file._`;
  return shown.replaceAll(new RegExp(`!\\[\\]\\(${graphAddress('[\\w-]+')}\\)`, 'g'), elsewhere);
}

/** Attempts before the draft is delivered without what the canvas would not do: some minutes, and some seconds. */
const ATTEMPTS_TO_CHANGE = 8;
const ATTEMPTS_TO_READ = 4;

const beginningOfTitle = ({ word, incident }: Job) => `${word} of INC-${incident.number}: `;
const titleOf = (job: Job) => `${beginningOfTitle(job)}${job.incident.title.text}`.slice(0, 200);

export async function standReview(job: Job): Promise<Standing> {
  const { stage, channel, incident, event } = job;
  if (incident.kind === 'imported') {
    return { instead: 'In the imported channel nothing is posted.' };
  }
  const canvasFile = await readDraftFile(stage, event.data.files.canvas);
  const markdown = withPictures(new TextDecoder().decode(canvasFile), incident);
  const { ours, theirs } = await lookForCanvas(stage, channel);
  const room = await canvasRoom();
  if (ours) {
    return redraft(job, room, ours, markdown);
  }
  const canvas = await makeCanvas(stage, channel, { title: titleOf(job), markdown }, theirs);
  if ('instead' in canvas) {
    const { sha256 } = await stage.files.put(writeBase({ ...NOTHING_KNOWN, left: canvas.instead }));
    return { ...canvas, base: sha256 };
  }
  const before = incident.draft?.delivered?.canvas;
  const anew = before !== undefined && before !== canvas.id;
  const held = room.holdCanvas(stage, canvas.id);
  const made = await readBack(job, () => room.baseOf(held, markdown));
  const base = { ...made.base, ...(anew ? { anew } : {}) };
  return standingOf(job, canvas, held, { ...made, base });
}

/** What cannot be read back after some attempts is left alone from now on: it is not known whose its words are. */
async function readBack({ stage, effect }: Job, work: () => Promise<Refreshed>): Promise<Refreshed> {
  return work().catch((error: unknown) => {
    if (!(error instanceof VendorError && (error.permanent || effect.attempt >= ATTEMPTS_TO_READ))) {
      throw error;
    }
    stage.log.warn({ error }, 'The canvas could not be read back; later drafts will come beside it.');
    return { base: NOTHING_KNOWN, touched: true };
  });
}

async function standingOf(
  { stage, event }: Job,
  canvas: CanvasPlace,
  held: Held,
  { base, touched, left }: Refreshed,
): Promise<Standing> {
  const print = touched || left ? undefined : await held.print().catch(() => undefined);
  const known = left ? { ...base, left } : { ...base, drafted: event.version };
  const { sha256 } = await stage.files.put(writeBase(known));
  return {
    canvas,
    base: sha256,
    ...(print ? { print } : {}),
    ...(touched && !left ? { worked: true } : {}),
    ...(base.strayed ? { strayed: true } : {}),
    ...(base.clashes.length > 0 ? { clashes: base.clashes } : {}),
    ...(base.withheld > 0 ? { withheld: base.withheld } : {}),
    ...(left ? { left } : {}),
    ...(base.anew ? { anew: true } : {}),
  };
}

/** A canvas of ours that stands already. */
async function redraft(job: Job, room: Room, canvas: CanvasPlace, markdown: string): Promise<Standing> {
  const { stage, incident } = job;
  const held = room.holdCanvas(stage, canvas.id);
  const delivered = incident.draft?.delivered;
  const digest = delivered?.canvas === canvas.id ? delivered.base : undefined;
  const base = readBase(digest === undefined ? undefined : await stage.files.read(digest));
  try {
    await retitleCanvas(stage, canvas.id, titleOf(job), beginningOfTitle(job));
    return await standingOf(
      job,
      canvas,
      held,
      await brought(job, room, { id: canvas.id, held, base, markdown }),
    );
  } catch (error) {
    const { attempt } = job.effect;
    if (!(error instanceof VendorError && (error.permanent || attempt >= ATTEMPTS_TO_CHANGE))) {
      throw error;
    }
    const known: Base = { ...(base ?? NOTHING_KNOWN), clashes: [] };
    return standingOf(job, canvas, held, { base: known, touched: true, left: error.message });
  }
}

const UNKNOWN = 'People have written in the canvas, and what of it is whose is not known.';

type Known = { id: string; held: Held; base: Base | undefined; markdown: string };

async function brought(
  { stage, effect, channel, incident }: Job,
  { refreshCanvas, baseOf, writeWhole }: Room,
  { id, held, base, markdown }: Known,
): Promise<Refreshed> {
  if (base?.entries) {
    const frozen = reviewStateOf(incident) === 'published';
    const erased = (incident.erased?.version ?? 0) > base.drafted;
    return refreshCanvas(held, { ...base, entries: base.entries }, markdown, { frozen, erased });
  }
  const recorded = incident.draft?.delivered?.canvas === id;
  const known = await findPosted(stage, { channel }, (mark) => mark.canvas === id);
  if (!recorded && (known ? known.mark.effect === effect.key : effect.attempt > 1)) {
    // Made by an attempt that was cut off before it could record it; it holds this very draft.
    return baseOf(held, markdown);
  }
  const print = await held.print();
  return print !== undefined && print === known?.mark.print
    ? writeWhole(held, markdown)
    : { base: NOTHING_KNOWN, touched: true, left: UNKNOWN };
}
