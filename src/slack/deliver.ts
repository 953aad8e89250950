// Puts a draft into the channel: canvas, one message that links it, the full log in its thread; messages and a file where canvases are refused.
import type { Performer } from '../engine/performer.ts';
import type { Recorded } from '../incident/events.ts';
import { graphAddress } from '../incident/graph-values.ts';
import { isOver } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import type { MessagePlace } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { context, dateToken, escaped, link, type Post, section } from './blocks.ts';
import {
  type CanvasPlace,
  fingerprint,
  lookForCanvas,
  makeCanvas,
  replaceCanvas,
  retitleCanvas,
} from './canvas.ts';
import { markdownParts } from './markdown-parts.ts';
import { draftMark } from './messages.ts';
import { findPosted, type Mark, post, postOnce, update } from './posting.ts';
import { directChannel } from './private-words.ts';
import { reviewButtons, TO_PUBLISH } from './review-words.ts';
import { nameOfIncident } from './sentences.ts';
import { type Attempt, eventOf, incidentOf, ownAsking, type Stage } from './stage.ts';
import { uploadOnce } from './upload.ts';

type Drafted = Recorded<'postmortem-drafted'>;

/** Where the review stands now. `kept`: people wrote in the canvas, so it was left as it is. */
type Standing = { canvas?: CanvasPlace; print?: string; kept?: boolean; instead?: string };

type Job = {
  stage: Stage;
  effect: Attempt;
  incident: Incident;
  event: Drafted;
  channel: string;
  word: string;
};

async function read(stage: Stage, sha256: string): Promise<Uint8Array> {
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

async function standReview(job: Job): Promise<Standing> {
  const { stage, channel, incident, event } = job;
  if (incident.kind === 'imported') {
    return { instead: 'In the imported channel nothing is posted.' };
  }
  const markdown = withPictures(
    new TextDecoder().decode(await read(stage, event.data.files.canvas)),
    incident,
  );
  const { ours, theirs } = await lookForCanvas(stage, channel);
  if (ours) {
    return redraft(job, ours, markdown);
  }
  const title = titleOf(job);
  const canvas = await makeCanvas(stage, channel, { title, markdown }, theirs);
  return 'instead' in canvas ? canvas : { canvas, print: await fingerprint(stage, canvas.id) };
}

const beginningOfTitle = ({ word, incident }: Job) => `${word} of INC-${incident.number}: `;
const titleOf = (job: Job) => `${beginningOfTitle(job)}${job.incident.title.text}`.slice(0, 200);

/** A canvas of ours that stands already: replaced where only we wrote in it, else left to the people who did. */
async function redraft(job: Job, canvas: CanvasPlace, markdown: string): Promise<Standing> {
  const { stage, effect, channel } = job;
  const known = await findPosted(stage, { channel }, (mark) => mark.canvas === canvas.id);
  await retitleCanvas(stage, canvas.id, titleOf(job), beginningOfTitle(job));
  const now = await fingerprint(stage, canvas.id);
  if (!known && effect.attempt > 1) {
    // Made by an attempt that was cut off before it could say so; it holds this very draft.
    return { canvas, print: now };
  }
  if (known?.mark.effect === effect.key) {
    return { canvas, print: now, kept: known.mark.kept === 1 };
  }
  if (!known || now === undefined || now !== known.mark.print) {
    return { canvas, print: String(known?.mark.print ?? ''), kept: true };
  }
  await replaceCanvas(stage, canvas.id, markdown);
  return { canvas, print: await fingerprint(stage, canvas.id) };
}

/** The one message that links the review. */
export function renderDelivery(
  about: { incident: Incident; event: Drafted; word: string },
  standing: Standing,
): Post {
  const { incident, event, word } = about;
  const { entries, draft, comparedUntil } = event.data;
  const permalink = standing.canvas?.permalink;
  const name = `The ${word.toLowerCase()} of ${nameOfIncident(incident)}`;
  const where = standing.instead
    ? `${name} is drafted. ${escaped(standing.instead)} So it stands in the thread, and as a Markdown file.`
    : standing.kept
      ? `${name} was drafted again. People have written in the canvas, so it was left as it is; the new draft is a file in the thread.`
      : `${name} is drafted${permalink ? `: ${link(permalink, 'open the canvas')}` : ' in the canvas of this channel'}.`;
  const compared = comparedUntil
    ? `Channel history compared up to ${dateToken(comparedUntil, incident.zone)}.`
    : 'Channel history was not compared yet.';
  const counts = `Draft ${draft}: ${entries.used} entries used, ${entries.notUsed} not; the full log is in the thread. ${compared}`;
  const ask =
    'Every statement links to its evidence. Please add what only you know: causes, surprises, lessons.';
  return {
    text: `${word} of INC-${incident.number} is drafted`,
    blocks: [
      section(where),
      ...(standing.kept && permalink ? [section(link(permalink, 'Open the canvas'))] : []),
      section(ask),
      context(counts),
      ...(isOver(incident) ? [context(TO_PUBLISH), reviewButtons(incident)] : []),
    ],
  };
}

/** Updates the delivered message or the progress message into the link; posts a new one where neither stands. */
async function sayWhere(job: Job, standing: Standing): Promise<MessagePlace> {
  const { stage, effect, channel, incident } = job;
  const words = renderDelivery(job, standing);
  const mark: Mark = {
    ...draftMark(incident),
    effect: effect.key,
    ...(standing.canvas ? { canvas: standing.canvas.id, print: standing.print ?? '' } : {}),
    ...(standing.kept ? { kept: 1 } : {}),
  };
  const { draft, cycle } = draftMark(incident);
  const found = await findPosted(stage, { channel }, (left) => left.draft === draft && left.cycle === cycle);
  const place = found && { team: stage.session.identity().team, channel, ts: found.ts };
  if (place && (await update(stage, place, words, mark, 'now'))) {
    return place;
  }
  return post(stage, { channel }, words, mark);
}

async function attach(job: Job, message: MessagePlace, standing: Standing): Promise<string> {
  const { stage, effect, incident, event, word } = job;
  const thread = { channel: message.channel, thread: message.ts };
  const { cycle, draft, files } = event.data;
  const name = `inc-${incident.number}-${cycle}-${draft}`;
  if (standing.instead || standing.kept) {
    const markdown = await read(stage, files.markdown);
    if (standing.instead) {
      await postParts(job, thread, new TextDecoder().decode(markdown));
    }
    const title = `${word} of INC-${incident.number}, draft ${draft}`;
    await uploadOnce(stage, effect.attempt, thread, {
      name: `${name}-${word.toLowerCase()}.md`,
      title,
      bytes: markdown,
    });
  }
  const title = `Full log of INC-${incident.number}, draft ${draft}`;
  const bytes = await read(stage, files.log);
  return uploadOnce(stage, effect.attempt, thread, { name: `${name}-log.md`, title, bytes });
}

async function postParts(
  job: Job,
  thread: { channel: string; thread: string },
  markdown: string,
): Promise<void> {
  const { stage, effect, incident, word } = job;
  for (const [index, text] of markdownParts(markdown).entries()) {
    const part = { ...effect, key: `${effect.key}:part:${index}` };
    const words: Post = {
      text: `${word} of INC-${incident.number}, part ${index + 1}`,
      blocks: [{ type: 'markdown', text }],
    };
    await postOnce(stage, part, thread, words);
  }
}

const isNewest = (incident: Incident, event: Drafted) =>
  incident.draft === undefined ||
  (incident.draft.cycle === event.data.cycle && incident.draft.draft === event.data.draft);

/** The incident's channel; for an import, the private conversation with whoever asked for it. */
async function placeOf(stage: Stage, incident: Incident): Promise<string> {
  if (incident.kind === 'imported') {
    return directChannel(stage, incident.declaredBy.id);
  }
  if (!incident.channel || incident.channelLost) {
    throw new VendorError(
      `INC-${incident.number} has no channel to put the ${stage.policy.reviewWord} into. \`firescribe export INC-${incident.number}\` writes it to a file.`,
      { permanent: true, code: 'no_channel' },
    );
  }
  return incident.channel.id;
}

export function deliverPerformer(stage: Stage): Performer<'postmortem.deliver'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const event = await eventOf(stage, effect.payload.event, 'postmortem-drafted');
    if (!isNewest(incident, event)) {
      return;
    }
    const word = stage.policy.reviewWord === 'retrospective' ? 'Retrospective' : 'Postmortem';
    const job: Job = { stage, effect, incident, event, channel: await placeOf(stage, incident), word };
    const standing = await standReview(job);
    const message = await sayWhere(job, standing);
    const file = await attach(job, message, standing);
    await stage.engine.handle({
      type: 'record-delivery',
      incident: effect.stream,
      wish: {
        draft: event.data.draft,
        ...(standing.canvas ? { canvas: standing.canvas } : {}),
        message,
        file,
        ...(standing.instead ? { instead: standing.instead } : {}),
      },
      asking: ownAsking(stage, effect, 'delivered'),
    });
  };
}
