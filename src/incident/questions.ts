// Questions for a review: asked once by whoever sees to it, put in private, answered as their author allows, or not at all.
import { FIRESCRIBE } from './actors.ts';
import { hasRight } from './allowed.ts';
import type { Asking, CommandOf, Decision } from './commands.ts';
import { type Decide, decided, fact, NOTHING, one, type Scene, together } from './decision.ts';
import { sourceChanged } from './published-sources.ts';
import { type AskedQuestion, type Consent, QUESTIONS } from './question-values.ts';
import { Refusal } from './refusal.ts';
import { cycleOf, isOver, reviewOf, reviewOwner } from './review-state.ts';
import type { Incident } from './state.ts';
import { oneLine } from './texts.ts';
import type { Actor } from './values.ts';
import { nameOf } from './words.ts';

const LONGEST_QUESTION = 600;
/** Longest text of a field of a form (Slack's docs, plain_text_input). */
const LONGEST_ANSWER = 3_000;
const MOST_EVIDENCE = 4;

const named = ({ number }: Incident) => `INC-${number}`;

/** Whoever sees to the review, who leads, and who may publish it. */
function requireMayAsk(asking: Asking, { state, policy }: Pick<Scene, 'state' | 'policy'>): void {
  const [leader] = policy.roles;
  const holds = leader && state.roles[leader.id]?.who.id === asking.by.id;
  const owns = reviewOwner(state, policy)?.id === asking.by.id;
  if (!holds && !owns && !hasRight(policy, asking, 'publish', state)) {
    throw new Refusal(
      `Questions are asked by whoever sees to the ${policy.reviewWord} of ${named(state)}, by the ${leader?.label ?? 'leader'}, or by those who may publish it. \`/${policy.command} postmortem status\` names the owner.`,
    );
  }
}

/** Before anything is chosen: whether it is time, and nobody was faster. */
export function requireUnasked(asking: Asking, { state, policy }: Pick<Scene, 'state' | 'policy'>): void {
  requireMayAsk(asking, { state, policy });
  if (!isOver(state)) {
    throw new Refusal(`${named(state)} is ${state.status}; questions are asked once it is over.`);
  }
  const before = reviewOf(state)?.asked;
  if (before) {
    throw new Refusal(
      `${nameOf(before.by)} has asked for the ${policy.reviewWord} of ${named(state)} already, and nobody is asked twice. \`/${policy.command} postmortem status\` says what came back.`,
    );
  }
}

function questionText(text: string): string {
  const line = oneLine(text);
  if (line.length > LONGEST_QUESTION) {
    throw new Refusal(
      `A question is ${line.length} characters long; at most ${LONGEST_QUESTION} fit.`,
      'question',
    );
  }
  return line;
}

export const askQuestions: Decide<'ask-questions'> = ({ wish, asking }, scene) => {
  const { state, lookups } = scene;
  requireUnasked(asking, scene);
  const chosen = wish.questions
    .map(({ text, ...question }) => ({ ...question, text: questionText(text) }))
    .filter(({ text, to }) => text !== '' && to.kind === 'person')
    .slice(0, QUESTIONS.most);
  if (chosen.length === 0) {
    throw new Refusal('No question is left to ask. Keep the words of one at least.', 'question');
  }
  return decided(
    chosen.map(({ text, about, evidence, to, notBefore }) => {
      const data = {
        ...{ cycle: cycleOf(state), about, to, notBefore },
        evidence: evidence.slice(0, MOST_EVIDENCE),
      };
      return fact(lookups, 'question-asked', data, { text });
    }),
  );
};

/** The question, where it is still one of the review, and was put to whoever acts. */
function theirs(question: string, by: Actor, { state }: Scene): AskedQuestion {
  const asked = reviewOf(state)?.asked?.questions.find((one) => one.question === question);
  if (!asked) {
    throw new Refusal(
      `${named(state)} was opened again since this was asked, so it is not asked any more. Thank you.`,
    );
  }
  if (asked.to.id !== by.id) {
    throw new Refusal('This question was put to somebody else.');
  }
  return asked;
}

/** The role they hold, as others may read it. */
function roleOf({ roles }: Incident, by: Actor): string | undefined {
  const held = Object.values(roles).find(({ who }) => who.id === by.id);
  return held && `the ${held.role.label}`;
}

/** Words for the owner alone are for the one whom their author had before their eyes. */
function spoken(
  { consent, reader: shown }: { consent: Consent; reader?: string },
  by: Actor,
  { state, policy }: Scene,
): { as?: string; reader?: string } {
  if (consent === 'role') {
    const as = roleOf(state, by);
    return as === undefined ? {} : { as };
  }
  const reader = shown ?? reviewOwner(state, policy)?.id ?? reviewOf(state)?.asked?.by.id;
  return consent === 'owner' && reader !== undefined ? { reader } : {};
}

/** Words that their author takes back go as redacted ones do, and nobody is named with it. */
function takenBack(answer: AskedQuestion['answer'], why: 'changed' | 'withdrawn', scene: Scene): Decision {
  if (!answer) {
    return NOTHING;
  }
  const erase = { erase: [answer.event], search: [{ op: 'remove' as const, id: answer.event }] };
  if (answer.consent === 'owner') {
    return decided([], erase);
  }
  const reason = `an answer was ${why} by whoever gave it`;
  const gone = fact(
    scene.lookups,
    'entry-redacted',
    { events: [answer.event], files: [] },
    { reason },
    { actor: FIRESCRIBE },
  );
  const { facts, keys } = sourceChanged([answer.event], why === 'changed' ? 'edited' : 'redacted', scene);
  const flagged = decided(
    facts.map((one) => ({ ...one, actor: FIRESCRIBE })),
    { keys },
  );
  return together([decided([gone], erase), flagged]);
}

export const answerQuestion: Decide<'answer-question'> = ({ wish, asking }, scene) => {
  const { state, lookups } = scene;
  const asked = theirs(wish.question, asking.by, scene);
  const text = wish.text.trim();
  if (text === '' || text.length > LONGEST_ANSWER) {
    const why =
      text === '' ? 'The answer is empty.' : `The answer is longer than ${LONGEST_ANSWER} characters.`;
    throw new Refusal(`${why} *Rather not* is an answer, too.`, 'answer');
  }
  const { consent, place } = wish;
  const data = {
    ...{ cycle: cycleOf(state), question: asked.question, about: asked.about, consent },
    ...spoken(wish, asking.by, scene),
    ...(place ? { place } : {}),
  };
  const search = consent === 'owner' ? {} : { search: text };
  return together([
    takenBack(asked.answer, 'changed', scene),
    one(lookups, 'question-answered', data, { text }, search),
  ]);
};

export const withdrawAnswer: Decide<'withdraw-answer'> = ({ wish, asking }, scene) => {
  const asked = theirs(wish.question, asking.by, scene);
  if (!asked.answer) {
    throw new Refusal('There is no answer of yours to take back.');
  }
  const data = { cycle: cycleOf(scene.state), question: asked.question };
  return together([
    takenBack(asked.answer, 'withdrawn', scene),
    one(scene.lookups, 'answer-withdrawn', data, null),
  ]);
};

/** Without a reason: nobody has to give one. */
export const declineQuestion: Decide<'decline-question'> = ({ wish, asking }, scene) => {
  const asked = theirs(wish.question, asking.by, scene);
  if (asked.answer) {
    throw new Refusal('You have answered this. *Withdraw* takes the answer back.');
  }
  if (asked.declined) {
    return NOTHING;
  }
  const place = wish.place ? { place: wish.place } : {};
  const data = { cycle: cycleOf(scene.state), question: asked.question, ...place };
  return one(scene.lookups, 'question-declined', data, null);
};

type OfSending = 'record-questions-sent' | 'postpone-questions' | 'record-questions-unsent';

/** Of a review that there is no more nothing is written down. */
function ofReview<T extends OfSending>(
  { wish }: CommandOf<T>,
  { state }: Scene,
  facts: (cycle: number) => Decision,
): Decision {
  const asked = reviewOf(state)?.asked?.questions.some(({ to }) => to.id === wish.to);
  return asked ? facts(cycleOf(state)) : NOTHING;
}

export const recordQuestionsSent: Decide<'record-questions-sent'> = (command, scene) =>
  ofReview(command, scene, (cycle) => one(scene.lookups, 'questions-sent', { cycle, ...command.wish }, null));

export const postponeQuestions: Decide<'postpone-questions'> = (command, scene) =>
  ofReview(command, scene, (cycle) =>
    one(scene.lookups, 'questions-postponed', { cycle, ...command.wish }, null),
  );

/** Of a message that stands somewhere it is no news that a later attempt did not know of it. */
export const recordQuestionsUnsent: Decide<'record-questions-unsent'> = (command, scene) =>
  ofReview(command, scene, (cycle) => {
    const asked = reviewOf(scene.state)?.asked?.questions ?? [];
    return asked.some(({ to, place }) => to.id === command.wish.to && place !== undefined)
      ? NOTHING
      : one(scene.lookups, 'questions-unsent', { cycle, ...command.wish }, null);
  });
