// Puts a draft into the channel: canvas, one message that links it, the full log in its thread; messages and a file where canvases are refused.
import type { Performer } from '../engine/performer.ts';
import type { Recorded } from '../incident/events.ts';
import { isOver } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import type { MessagePlace } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { context, dateToken, escaped, link, type Post, section } from './blocks.ts';
import { sectionName } from './canvas-lines.ts';
import { clearDrafts, draftFileName, partKey } from './clear-drafts.ts';
import { draftMark, findDraftWord } from './draft-word.ts';
import type { Target } from './look-back.ts';
import { markdownParts } from './markdown-parts.ts';
import { type Mark, post, postOnce, update } from './posting.ts';
import { directChannel } from './private-words.ts';
import { reviewButtons, TO_PUBLISH } from './review-words.ts';
import { nameOfIncident } from './sentences.ts';
import { eventOf, incidentOf, ownAsking, type Stage } from './stage.ts';
import { type Job, readDraftFile, type Standing, standReview } from './stand-review.ts';
import { type Attachment, uploadOnce } from './upload.ts';

type Drafted = Recorded<'postmortem-drafted'>;

function whereItStands(name: string, standing: Standing): string {
  const { canvas, instead, left, worked, strayed, anew, clashes = [], withheld = 0 } = standing;
  if (instead) {
    return `${name} is drafted. ${escaped(instead)} So it stands in the thread, and as a Markdown file.`;
  }
  if (left) {
    return `${name} was drafted again. ${escaped(left)} So the canvas does not hold this draft as a whole; it is a file in the thread.`;
  }
  const again = anew ? ' The canvas that it stood in was deleted; this is a new one.' : '';
  const place = canvas?.permalink
    ? `: ${link(canvas.permalink, 'open the canvas')}`
    : ' in the canvas of this channel';
  const frozen =
    withheld > 0 ? ' It is published, so what is new in this draft is a file in the thread.' : '';
  if (!worked) {
    return `${name} is drafted${place}.${again}${frozen}`;
  }
  const named = clashes.map((section) => escaped(sectionName(section))).join(', ');
  const both = strayed ? 'other words stand than ours.' : 'both have changed the same: people’s words stand.';
  const around = strayed ? 'what else stands' : 'what people wrote';
  return `${name} was drafted again, and brought up to date around ${around} in the canvas.${named ? ` In ${named} ${both}` : ''}${frozen}`;
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
  const where = whereItStands(name, standing);
  const open = permalink && (standing.left || standing.worked);
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
      ...(open ? [section(link(permalink, 'Open the canvas'))] : []),
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
  };
  const found = await findDraftWord(stage, channel, draftMark(incident));
  const place = found && { team: stage.session.identity().team, channel, ts: found.ts };
  if (place && (await update(stage, place, words, mark, 'now'))) {
    return place;
  }
  return post(stage, { channel }, words, mark);
}

/** Where the workspace takes no files, the thread says so in place of this one. Resolves with its id, where it was taken. */
async function attachOrSay(job: Job, thread: Target, file: Attachment): Promise<string | undefined> {
  const { stage, effect, incident } = job;
  try {
    return await uploadOnce(stage, effect.attempt, thread, file);
  } catch (error) {
    if (!(error instanceof VendorError && error.permanent)) {
      throw error;
    }
    const text = `${escaped(file.title)} is not attached: ${escaped(error.message)} \`firescribe export INC-${incident.number}\` writes it to a file.`;
    const said = { ...effect, key: `${effect.key}:unattached:${file.name}` };
    await postOnce(stage, said, thread, { text, blocks: [context(text)] });
    return undefined;
  }
}

async function attach(job: Job, message: MessagePlace, standing: Standing): Promise<string | undefined> {
  const { stage, incident, event, word } = job;
  const thread = { channel: message.channel, thread: message.ts };
  const { draft, files } = event.data;
  const name = draftFileName(job);
  if (standing.instead || standing.left || standing.withheld) {
    const markdown = await readDraftFile(stage, files.markdown);
    if (standing.instead) {
      await postParts(job, thread, new TextDecoder().decode(markdown));
    }
    const title = `${word} of INC-${incident.number}, draft ${draft}`;
    await attachOrSay(job, thread, { name: `${name}-${word.toLowerCase()}.md`, title, bytes: markdown });
  }
  const title = `Full log of INC-${incident.number}, draft ${draft}`;
  const bytes = await readDraftFile(stage, files.log);
  return attachOrSay(job, thread, { name: `${name}-log.md`, title, bytes });
}

async function postParts(
  job: Job,
  thread: { channel: string; thread: string },
  markdown: string,
): Promise<void> {
  const { stage, effect, incident, word } = job;
  for (const [index, text] of markdownParts(markdown).entries()) {
    const part = { ...effect, key: partKey(effect.key, index) };
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
    const before = incident.draft?.delivered?.base;
    await stage.engine.handle({
      type: 'record-delivery',
      incident: effect.stream,
      wish: {
        draft: event.data.draft,
        ...(standing.base ? { base: standing.base } : {}),
        ...(standing.canvas ? { canvas: standing.canvas } : {}),
        message,
        ...(file ? { file } : {}),
        ...(standing.instead ? { instead: standing.instead } : {}),
      },
      asking: ownAsking(stage, effect, 'delivered'),
    });
    if (before !== undefined && standing.base !== undefined && before !== standing.base) {
      await stage.files.erase(before);
    }
    await clearDrafts(job, message, file);
  };
}
