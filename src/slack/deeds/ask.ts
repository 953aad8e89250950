// Ask: questions that the record leaves are put to those who were there, once, as the owner of the review words them.
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { checkBlame } from '../../evidence/blameless.ts';
import type { GateSheet } from '../../evidence/gate-sheet.ts';
import { QUESTION_ABOUTS, type Question, type Unaskable } from '../../incident/question-values.ts';
import { requireUnasked } from '../../incident/questions.ts';
import { Refusal } from '../../incident/refusal.ts';
import { reviewOf } from '../../incident/review-state.ts';
import type { Incident } from '../../incident/state.ts';
import { timeOfWeek } from '../../incident/words.ts';
import { nextWorkingHour } from '../../workflows/working-hours.ts';
import { change, formOf, incidentOf } from '../act.ts';
import { escaped, section, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Submission, SubmissionAnswer } from '../deed.ts';
import { inSections } from '../entry-lines.ts';
import { oneOf } from '../form-values.ts';
import { form, readMetadata, textField } from '../forms.ts';
import { slackId } from '../ids.ts';
import { momentsOf, shownQuestion } from '../question-evidence.ts';
import { answersFor, momentLinks, NONE_PROPOSED, questionWords } from '../question-lines.ts';
import { who } from '../sentences.ts';
import { WHY_NOT, whoIsAsked } from '../who-is-asked.ts';

/** Rules that no question in our name breaks: those about people. */
const RULES = ['B2', 'B4', 'B6', 'B8', 'B9'];
const LONGEST = 600;

type Proposed = GateSheet['questions'][number];
/** `why`: why nobody is asked it. */
type Candidate = Proposed & { links: string[]; why?: Unaskable };

/** When it would reach them, from now on. */
function reaches(id: string, incident: Incident, context: DeedContext): { at: number; words: string } {
  const zone = context.people.zone(id) ?? incident.zone;
  const at = nextWorkingHour(context.now(), zone, context.policy.workingHours);
  return { at, words: at === context.now() ? 'at once' : `${timeOfWeek(at, zone)} (${zone})` };
}

function fieldFor(one: Candidate, index: number, incident: Incident, context: DeedContext): KnownBlock[] {
  const { links } = one;
  const moment = links.length > 0 ? `${momentLinks(links)} · ` : '';
  return [
    textField(`question:${index}`, `To ${one.to.name ?? slackId(one.to.id)}`, {
      ...{ value: one.text, long: true, max: LONGEST, optional: true },
    }),
    small(`${moment}reaches them ${escaped(reaches(one.to.id, incident, context).words)}`),
  ];
}

/** What travels with the form: everything of a question but its words. */
const carried = z.object({
  about: z.enum(QUESTION_ABOUTS),
  evidence: z.array(z.string()),
  to: z.string(),
});

const packed = ({ about, evidence, to }: Proposed) =>
  JSON.stringify({ about, evidence: evidence.slice(0, 3), to: to.id });

/** What is proposed, but for what asks about words that are gone since. */
async function candidates(incident: Incident, context: DeedContext): Promise<Candidate[]> {
  const whyNot = await whoIsAsked(context, incident);
  const { questions } = await context.gate(incident);
  const all = await Promise.all(
    questions.map(async (one) => {
      const { links, gone } = await momentsOf(context, incident, one.evidence);
      const why = whyNot(one.to.id);
      return gone ? [] : [{ ...one, links, ...(why ? { why } : {}) }];
    }),
  );
  return all.flat();
}

async function open(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  requireUnasked(ask.asking, { state: incident, policy: context.policy });
  const all = await candidates(incident, context);
  const askable = all.filter(({ why }) => !why);
  const left = all.flatMap(({ to, text, why }) => (why ? [{ to, text, why: WHY_NOT[why] }] : []));
  if (askable.length === 0) {
    throw new Refusal(
      left.length === 0
        ? `No questions for INC-${incident.number}: ${NONE_PROPOSED}`
        : `Nobody who could answer can be asked: ${left.map(({ to, why }) => `${to.name ?? slackId(to.id)} (${why})`).join(', ')}.`,
    );
  }
  const fields = askable.flatMap((one, index) => fieldFor(one, index, incident, context));
  const notAsked = left.map(({ to, text, why }) => `• ${who(to)} (${why}): ${questionWords(text)}`);
  return {
    kind: 'modal',
    offer: `Ask for the ${context.policy.reviewWord} of INC-${incident.number}?`,
    view: form({
      callbackId: 'ask:form',
      title: `Ask about INC-${incident.number}`,
      submit: 'Ask',
      metadata: formOf(ask, Object.fromEntries(askable.map((one, index) => [String(index), packed(one)]))),
      blocks: [
        section(
          'Each person gets one private message with their questions, in their working hours. They may decline, say how their words may appear, and are not reminded. This is done once.\nWord the questions as you like; empty one to leave it out.',
        ),
        ...fields,
        ...(notAsked.length > 0 ? [small('These stay open:'), ...inSections(notAsked)] : []),
      ],
    }),
  };
}

/** What our own rules say of the words: they go out in our name. */
function blameIn(text: string): string | undefined {
  const sections = [{ kind: 'questions' as const, title: 'Questions', statements: [{ text }] }];
  const found = checkBlame({ sections }, { strict: true, partOnly: true });
  const finding = found.find(({ rule }) => RULES.includes(rule));
  return finding && `${finding.rule}: “${finding.quoted}”. ${finding.suggestion}`;
}

type Chosen = Question & { field: string; notBefore: number };

/** Those whose words were left in, each for whoever it was shown for. */
function chosenIn(submission: Submission, context: DeedContext): Chosen[] {
  const more = readMetadata(submission.metadata).more ?? {};
  const incident = incidentOf(submission);
  return Object.entries(more).flatMap(([index, value]) => {
    const field = `question:${index}`;
    const text = oneOf(submission.values, field);
    if (text === undefined) {
      return [];
    }
    const { about, evidence, to } = carried.parse(JSON.parse(value));
    const notBefore = reaches(to, incident, context).at;
    return [{ field, about, evidence, text, to: context.people.actor(to), notBefore }];
  });
}

async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const chosen = chosenIn(submission, context);
  const errors = chosen.flatMap(({ field, text }) => {
    const why = blameIn(text);
    return why ? [[field, why] as const] : [];
  });
  if (errors.length > 0) {
    return { kind: 'errors', errors: Object.fromEntries(errors) };
  }
  const questions = chosen.map(({ field: _field, ...question }) => question);
  const { state } = await change(submission, context, 'ask-questions', { questions });
  const asked = new Map(questions.map(({ to }) => [to.id, to]));
  const when = [...asked.values()].map((to) => `${who(to)} ${escaped(reaches(to.id, state, context).words)}`);
  return {
    kind: 'close',
    text: `Asked for the ${context.policy.reviewWord} of INC-${state.number}: ${when.join(', ')}. The draft’s thread says what came back.`,
  };
}

/** What was answered for whoever saw to the review then, and for nobody else. */
async function read(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const asked = reviewOf(incident)?.asked;
  const mine = asked ? answersFor(asked, ask.asking.by.id) : [];
  if (mine.length === 0) {
    throw new Refusal(
      `No answers for INC-${incident.number} are for you alone. They are for whoever saw to the ${context.policy.reviewWord} when they were given.`,
    );
  }
  const lines = await Promise.all(
    mine.map(async (one) => {
      const { to, answer } = one;
      const [{ words: asks = 'something that is gone' }, said] = await Promise.all([
        shownQuestion(context, incident, one),
        context.engine.questions.event(answer?.event ?? ''),
      ]);
      const text = said?.type === 'question-answered' ? (said.content?.text ?? '') : '';
      return [`*${who(to)}* was asked: ${questionWords(asks)}`, questionWords(text)];
    }),
  );
  return {
    kind: 'private',
    text: `Answers for you alone about INC-${incident.number}. They are not in the ${context.policy.reviewWord}.`,
    blocks: [
      small(`For you alone; not in the ${context.policy.reviewWord}, and not to be passed on.`),
      ...inSections(lines.flat()),
    ],
  };
}

/** `postmortem ask` */
export const askForReview = open;

export const ask: Deed = {
  name: 'ask',
  buttons: { 'ask:open': open, 'ask:answers': read },
  modals: { 'ask:form': send },
};
