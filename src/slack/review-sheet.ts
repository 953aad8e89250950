// The sheet of a review in its thread: what stands between the draft and its readers, kept true in place.

import type { KnownBlock } from '@slack/types';
import type { Performer } from '../engine/performer.ts';
import type { GateSheet } from '../evidence/gate-sheet.ts';
import type { Unaskable } from '../incident/question-values.ts';
import { isOver, reviewOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import { type Instant, KEY_TIMES, type MessagePlace } from '../incident/values.ts';
import { button, context, dateToken, type Post, row, section } from './blocks.ts';
import type { Base } from './canvas/base.ts';
import { findingsInCanvas } from './canvas-check.ts';
import { canvasLines, canvasOf } from './canvas-lines.ts';
import { draftGate } from './draft-gate.ts';
import { inSections, readEntries } from './entry-lines.ts';
import { permalinkOf, streamOf } from './ids.ts';
import { confirmButtons, type Guess, guessesOf, timeLine } from './key-time-lines.ts';
import { findPosted, type Mark, post, unless, update } from './posting.ts';
import { pack } from './press-values.ts';
import { questionLines } from './question-lines.ts';
import {
  changedLines,
  isCanceledUnreviewed,
  problemLines,
  stateLine,
  timesLine,
  wordingCount,
  wordingLines,
} from './review-lines.ts';
import { stepsOfReview } from './review-words.ts';
import { nameOfIncident } from './sentences.ts';
import { type Attempt, incidentOf, PERFORMER, type Stage } from './stage.ts';
import { isAnySuggested } from './suggested-items.ts';
import { whoIsAsked } from './who-is-asked.ts';

/** What was guessed from the record, and is not recorded meanwhile; the alert's own start where the draft has no better. */
function guessesFor(incident: Incident, gate: GateSheet): Guess[] {
  const open = gate.guesses.filter(({ name }) => incident.keyTimes[name]?.at == null);
  return [...open, ...guessesOf(incident).filter(({ name }) => !open.some((one) => one.name === name))];
}

type Shown = {
  incident: Incident;
  gate: GateSheet;
  findings: GateSheet['findings'];
  questions: GateSheet['questions'];
  lines: readonly string[];
  guesses: readonly Guess[];
  addressOf: (source: string) => string | undefined;
  whyNot: (id: string) => Unaskable | undefined;
  canvas: Base | undefined;
  now: Instant;
  /** Something was said that should be done, and is no follow-up yet. */
  suggested: boolean;
};

function stepButtons({ incident, suggested }: Shown) {
  return [
    ...stepsOfReview(incident),
    button('Check the wording again', 'review:check', pack(incident)),
    ...(suggested ? [button('Suggested follow-ups', 'followup:list', pack(incident))] : []),
  ];
}

/** What may be asked, or what came back. Of what was canceled nobody is asked. */
function questionBlocks({ incident, questions, addressOf, whyNot }: Shown): KnownBlock[] {
  const asked = reviewOf(incident)?.asked;
  const offered = !asked && questions.some(({ to }) => !whyNot(to.id));
  const forOwner = asked?.questions.some(({ answer }) => answer?.consent === 'owner');
  const buttons = [
    ...(offered ? [button('Ask', 'ask:open', pack(incident))] : []),
    ...(forOwner ? [button('Read what is for you alone', 'ask:answers', pack(incident))] : []),
  ];
  return incident.status === 'canceled'
    ? []
    : [
        ...inSections(questionLines(incident, { questions, addressOf, whyNot })),
        ...(buttons.length > 0 ? [row('review-questions', buttons)] : []),
      ];
}

/** The whole sheet; while the incident is open again, one line. */
function renderSheet(shown: Shown, { policy }: Pick<Stage, 'policy'>): Post {
  const { incident, gate, findings, lines, guesses, now } = shown;
  const text = `Key times and publishing of INC-${incident.number}`;
  if (!isOver(incident)) {
    const words = `INC-${incident.number} is open again. Its key times are looked at when it is resolved.`;
    return { text, blocks: [section(words)] };
  }
  const heading = section(
    `*The ${policy.reviewWord} of* ${nameOfIncident(incident)}\n${stateLine(incident, policy)}`,
  );
  if (isCanceledUnreviewed(incident)) {
    return { text, blocks: [heading] };
  }
  const review = reviewOf(incident);
  const changed = changedLines(review?.changed ?? [], review?.changedCount ?? 0, incident, shown.addressOf);
  const waived = (review?.waived ?? []).map(({ rule }) => rule);
  return {
    text,
    blocks: [
      heading,
      ...inSections([...changed, ...canvasLines(shown.canvas, incident)]),
      section('*Key times*'),
      ...inSections([...lines, ...problemLines(incident, now, gate)]),
      context(timesLine(incident)),
      row('review-times', [
        ...confirmButtons(incident, guesses),
        button('Correct', 'times:open', pack(incident)),
      ]),
      ...inSections(wordingLines(findings, waived)),
      context(
        `A finding is let stand with \`/${policy.command} postmortem waive B3 <why>\`. Nothing is rewritten, and nothing but the key times holds publishing back.`,
      ),
      ...questionBlocks(shown),
      row('review-steps', stepButtons(shown)),
    ],
  };
}

/** What the check finds now: in the canvas as it is, else in its draft. */
async function findingsNow(
  stage: Stage,
  incident: Incident,
  gate: GateSheet,
): Promise<GateSheet['findings']> {
  const canvas = incident.draft?.delivered?.canvas;
  return (canvas && (await findingsInCanvas(stage, canvas))) || gate.findings;
}

/** Small words below the sentence that says it is published: what there is to look at, and where. */
export async function wordingNote(stage: Stage, incident: Incident): Promise<KnownBlock[]> {
  const findings = await findingsNow(stage, incident, await draftGate(stage, incident));
  const waived = new Set((reviewOf(incident)?.waived ?? []).map(({ rule }) => rule));
  const left = findings.filter(({ rule, quoted }) => quoted !== '' && !waived.has(rule));
  return left.length === 0 ? [] : [context(`${wordingCount(left)} The draft’s thread lists them.`)];
}

async function shownOf(stage: Stage, incident: Incident): Promise<Shown> {
  const { teamUrl } = stage.session.identity();
  const gate = await draftGate(stage, incident);
  const { entries } = await readEntries({ engine: stage.engine }, incident, PERFORMER);
  const byEvent = new Map(entries.flatMap((entry) => entry.events.map((event) => [event, entry] as const)));
  const permalink = (place: MessagePlace, thread?: string) => permalinkOf(teamUrl, place, thread);
  const guesses = guessesFor(incident, gate);
  const writer = { people: stage.directory, permalink };
  const isGone = (id: string) => byEvent.get(id)?.deleted || byEvent.get(id)?.redacted;
  const words = (at: Instant) => dateToken(at, incident.zone);
  return {
    incident,
    gate,
    guesses,
    questions: gate.questions.filter(({ evidence }) => !evidence.some(isGone)),
    findings: await findingsNow(stage, incident, gate),
    lines: KEY_TIMES.map((name) => timeLine(incident, name, byEvent, writer, words, guesses)),
    addressOf: (source) => {
      const entry = byEvent.get(source);
      const { place, thread } = entry?.place ? entry : (entry?.shownAt ?? {});
      return entry?.permalink ?? (place && permalink(place, thread));
    },
    whyNot: await whoIsAsked({ engine: stage.engine, people: stage.directory }, incident),
    canvas: await canvasOf(stage, incident),
    now: stage.clock.now(),
    suggested: await isAnySuggested(
      { engine: stage.engine, people: stage.directory, botUser: stage.session.identity().botUser },
      incident,
      entries,
    ),
  };
}

/** Somebody deleted the message that it hangs below: the next draft brings another. */
const GONE = ['thread_not_found', 'message_not_found'];

export function reviewSheetPerformer(stage: Stage): Performer<'review.refresh'> {
  return (effect) => unless(GONE, keepSheet(stage, effect));
}

async function keepSheet(stage: Stage, effect: Attempt): Promise<void> {
  const incident = await incidentOf(stage, effect.stream);
  const message = incident.draft?.delivered?.message;
  if (!message || !incident.channel || incident.channelLost || incident.kind === 'imported') {
    return;
  }
  const thread = { channel: message.channel, thread: message.ts };
  const mark: Mark = { sheet: streamOf(incident), effect: effect.key };
  const left = await findPosted(stage, thread, (found) => found.sheet === mark.sheet);
  if (!left && !isOver(incident)) {
    return;
  }
  const words = renderSheet(await shownOf(stage, incident), stage);
  const place = left && { team: message.team, channel: message.channel, ts: left.ts };
  if (!place || !(await update(stage, place, words, mark, 'refresh'))) {
    await post(stage, thread, words, mark);
  }
}
