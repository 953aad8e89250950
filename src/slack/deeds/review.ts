// The way of a review to its readers, by buttons and by words after `postmortem`.
import { z } from 'zod';
import { Refusal } from '../../incident/refusal.ts';
import { isOver, reviewOf, timesNow, timesStand } from '../../incident/review-state.ts';
import { KEY_TIMES } from '../../incident/values.ts';
import { change, incidentOf, seenInChannel, zoneOfAsker } from '../act.ts';
import { viewerOf } from '../asks.ts';
import { link, section } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press } from '../deed.ts';
import { inSections, readEntries } from '../entry-lines.ts';
import { streamOf } from '../ids.ts';
import { timesShown } from '../key-time-lines.ts';
import { unpack } from '../press-values.ts';
import { askedLine, unsentLines } from '../question-lines.ts';
import { changedLines, problemLines, stateLine, timesLine } from '../review-lines.ts';
import { knownZone } from '../typed-time.ts';
import { personFirst, personLast, wordsOf } from '../typed-words.ts';
import { askForReview } from './ask.ts';

const shownTimes = z.partialRecord(z.enum(KEY_TIMES), z.number().nullable());
const takenGuesses = z.array(
  z.object({
    name: z.enum(KEY_TIMES),
    at: z.number(),
    source: z.string(),
    evidence: z.array(z.string()).default([]),
  }),
);

const parsed = <T>(shape: z.ZodType<T>, text: string | undefined, otherwise: T): T => {
  try {
    return shape.parse(JSON.parse(text ?? ''));
  } catch {
    return otherwise;
  }
};

/** By button: what that button showed. By a typed line: what is on record now. */
export async function confirm(ask: Ask & { value?: string }, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const carried = unpack(ask.value ?? '');
  const shown = parsed(shownTimes, carried.shown, timesNow(incident));
  const guesses = parsed(takenGuesses, carried.guesses, []);
  const { state } = await change(ask, context, 'confirm-key-times', { shown, guesses });
  const both = state.keyTimes && problemLines(state, context.now(), { conflicts: [] });
  const kept = both.length > 0 ? ' What contradicts is shown with both values.' : '';
  return {
    kind: 'private',
    text: `The key times of INC-${state.number} are confirmed.${kept} The ${context.policy.reviewWord} can be published now.`,
  };
}

async function submit(ask: Ask, context: DeedContext): Promise<Answer> {
  const { state } = await change(ask, context, 'submit-review', {});
  return seenInChannel(ask, `The ${context.policy.reviewWord} of INC-${state.number} is in review.`);
}

/** Where the key times are the only thing missing, they are shown at once, with the button. */
async function publish(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  try {
    const { state } = await change(ask, context, 'publish-review', {});
    const { findings = 0 } = state.draft ?? {};
    const look =
      findings > 0
        ? ` Its thread names ${findings === 1 ? 'one thing' : `${findings} things`} to look at.`
        : '';
    return {
      kind: 'private',
      text: `The ${context.policy.reviewWord} of INC-${state.number} is published.${look}`,
    };
  } catch (error) {
    if (
      !(error instanceof Refusal) ||
      !isOver(incident) ||
      timesStand(incident) ||
      !/key times/.test(error.message)
    ) {
      throw error;
    }
    const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
    const times = await timesShown(incident, context, { zone, viewer: viewerOf(context, ask.asking.by.id) });
    return times.kind === 'private'
      ? { ...times, text: error.message, blocks: [section(error.message), ...(times.blocks ?? [])] }
      : times;
  }
}

/** How the review stands, with what changed under it since it was published. */
async function status(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const review = reviewOf(incident);
  const message = incident.draft?.delivered?.message;
  const { entries } = await readEntries(context, incident, viewerOf(context, ask.asking.by.id));
  const addressOf = (source: string) => {
    const entry = entries.find(({ events }) => events.includes(source));
    return entry?.permalink ?? (entry?.place && context.permalink(entry.place, entry.thread));
  };
  const waived = (review?.waived ?? []).map(({ rule, by }) => `${rule} (${by.name ?? by.id})`);
  const lines = [
    `*The ${context.policy.reviewWord} of INC-${incident.number}*. ${stateLine(incident, context.policy)}`,
    ...(message ? [link(context.permalink(message), 'Open it')] : []),
    ...changedLines(review?.changed ?? [], review?.changedCount ?? 0, incident, addressOf),
    ...(isOver(incident) ? [timesLine(incident)] : [`INC-${incident.number} is ${incident.status}.`]),
    ...problemLines(incident, context.now(), { conflicts: [] }),
    ...(incident.draft?.findings
      ? [
          `The check of draft ${incident.draft.draft} names ${incident.draft.findings === 1 ? 'one thing' : `${incident.draft.findings} things`} to look at; its thread lists them.`,
        ]
      : []),
    ...(review?.asked ? [`Questions: ${askedLine(review.asked)}`, ...unsentLines(review.asked)] : []),
    ...(waived.length > 0 ? [`Let stand: ${waived.join(', ')}.`] : []),
  ];
  return {
    kind: 'private',
    text: `How the ${context.policy.reviewWord} of INC-${incident.number} stands`,
    blocks: inSections(lines),
  };
}

async function assign(ask: Ask, context: DeedContext): Promise<Answer> {
  const rest = ask.rest.replace(/^\S+\s*/, '');
  const me = ask.asking.by;
  const named = personFirst(rest, context.people, me) ?? personLast(rest, context.people, me);
  if (!named) {
    throw new Refusal(`Who sees to it? \`/${context.policy.command} postmortem owner @bo\`.`);
  }
  const { state } = await change(ask, context, 'assign-review', { owner: named.who });
  return {
    kind: 'private',
    text: `${named.who.name ?? named.who.id} sees to the ${context.policy.reviewWord} of INC-${state.number} now.`,
  };
}

/** `waive B3 their own words` */
async function waive(ask: Ask, context: DeedContext): Promise<Answer> {
  const [, rule = '', ...reason] = wordsOf(ask.rest, context.people).split(/\s+/);
  const words = reason.join(' ').replace(/^(?:because|since)\s+/i, '');
  const { state } = await change(ask, context, 'waive-finding', { rule, reason: words });
  return {
    kind: 'private',
    text: `${rule.toUpperCase()} is let stand in INC-${state.number}; the reason is on record.`,
  };
}

async function check(press: Press, context: DeedContext): Promise<Answer> {
  await context.engine.handle({
    type: 'record-answer',
    incident: streamOf(incidentOf(press)),
    wish: { command: 'review-check', line: 'the button Check the wording again' },
    asking: press.asking,
  });
  return { kind: 'nothing' };
}

/** Words after `postmortem`, each with what it does. */
export const REVIEW_WORDS: Readonly<Record<string, (ask: Ask, context: DeedContext) => Promise<Answer>>> = {
  publish,
  review: submit,
  submit,
  status,
  state: status,
  ask: askForReview,
  questions: askForReview,
  confirm,
  owner: assign,
  waive,
};

export const review: Deed = {
  name: 'review',
  buttons: {
    'review:confirm': confirm,
    'review:confirm-recorded': confirm,
    'review:submit': submit,
    'review:publish': publish,
    'review:status': status,
    'review:check': check,
  },
};
