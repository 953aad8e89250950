// Answer: what somebody was asked for a review, said in a form, as they allow it to appear; changed, taken back, or declined.
import { z } from 'zod';
import { type AskedQuestion, CONSENTS } from '../../incident/question-values.ts';
import { Refusal } from '../../incident/refusal.ts';
import { reviewOf, reviewOwner } from '../../incident/review-state.ts';
import type { Incident } from '../../incident/state.ts';
import type { MessagePlace } from '../../incident/values.ts';
import { change, formOf, incidentOf } from '../act.ts';
import { section, context as small } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { choiceField, form, readMetadata, textField } from '../forms.ts';
import { slackId } from '../ids.ts';
import { unpack } from '../press-values.ts';
import { shownQuestion } from '../question-evidence.ts';
import { momentLinks, questionWords } from '../question-lines.ts';

const LONGEST = 3_000;

/** The question on whose button it was pressed, where it was put to whoever pressed. */
function questionIn(ask: Ask & { value: string }): AskedQuestion {
  const incident = incidentOf(ask);
  const { question } = unpack(ask.value);
  const found = reviewOf(incident)?.asked?.questions.find((one) => one.question === question);
  if (!found) {
    throw new Refusal(
      `INC-${incident.number} was opened again since this was asked, so it is not asked any more. Thank you.`,
    );
  }
  if (found.to.id !== ask.asking.by.id) {
    throw new Refusal('This question was put to somebody else.');
  }
  return found;
}

/** Whoever reads what is for the owner of the review alone. */
const readerOf = (incident: Incident, { policy }: DeedContext) =>
  reviewOwner(incident, policy) ?? reviewOf(incident)?.asked?.by;

/** Where the words may appear, the least telling first that is still of use to readers. */
function choices(ask: Ask, context: DeedContext) {
  const incident = incidentOf(ask);
  const held = Object.values(incident.roles).find(({ who }) => who.id === ask.asking.by.id);
  const owner = readerOf(incident, context);
  const name = (id: string, called?: string) => called ?? slackId(id);
  return [
    {
      value: 'role',
      label: `Without my name: “${held ? `the ${held.role.label}` : 'a responder'}”`,
      description: 'Quoted in the review and in the record.',
    },
    {
      value: 'name',
      label: `With my name: “${name(ask.asking.by.id, ask.asking.by.name)}”`,
      description: 'Quoted in the review and in the record.',
    },
    {
      value: 'owner',
      label: `Only for ${owner ? name(owner.id, owner.name) : 'whoever sees to the review'}`,
      description: 'Not in the review, the timeline, search or exports.',
    },
  ];
}

/** The words of the answer before, for whoever gave them. */
async function before({ answer }: AskedQuestion, { engine }: DeedContext): Promise<string | undefined> {
  const said = answer && (await engine.questions.event(answer.event));
  return said?.type === 'question-answered' ? said.content?.text : undefined;
}

async function open(press: Press, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(press);
  const question = questionIn(press);
  const [shown, words] = await Promise.all([
    shownQuestion(context, incident, question),
    before(question, context),
  ]);
  if (shown.words === undefined && !question.answer) {
    throw new Refusal('What this asked about is not in the record any more. There is nothing to answer.');
  }
  const reader = readerOf(incident, context);
  const more = {
    question: question.question,
    ...(reader ? { reader: reader.id } : {}),
    ...(press.message ? { channel: press.message.channel, ts: press.message.ts } : {}),
  };
  return {
    kind: 'modal',
    offer: 'Answer this?',
    view: form({
      callbackId: 'answer:form',
      title: `About INC-${incident.number}`,
      submit: 'Answer',
      // Answers go to the message itself: nothing is said beside it.
      metadata: { ...formOf(press, more), channel: '' },
      blocks: [
        section(
          shown.words === undefined ? 'The words of the question are gone.' : questionWords(shown.words),
        ),
        ...(shown.links.length > 0 ? [small(momentLinks(shown.links))] : []),
        textField('answer', 'Your answer', {
          ...{ long: true, max: LONGEST, focus: true },
          ...(words === undefined ? {} : { value: words }),
        }),
        choiceField('consent', 'How these words may appear', choices(press, context), {
          chosen: question.answer?.consent ?? 'role',
          hint: 'You can change the answer and this, or take it back, at any time.',
        }),
      ],
    }),
  };
}

function placeOf(context: DeedContext, { channel, ts }: { channel?: string; ts?: string }) {
  return channel && ts ? { place: { team: context.team, channel, ts } satisfies MessagePlace } : {};
}

async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { question = '', channel, ts, reader } = readMetadata(submission.metadata).more ?? {};
  const consent = z.enum(CONSENTS).catch('role').parse(oneOf(submission.values, 'consent'));
  const text = oneOf(submission.values, 'answer') ?? '';
  const place = placeOf(context, { ...(channel ? { channel } : {}), ...(ts ? { ts } : {}) });
  const shown = reader ? { reader } : {};
  await change(submission, context, 'answer-question', { question, text, consent, ...place, ...shown });
  return { kind: 'close' };
}

async function decline(press: Press, context: DeedContext): Promise<Answer> {
  const { question } = questionIn(press);
  const place = press.message ? placeOf(context, press.message) : {};
  await change(press, context, 'decline-question', { question, ...place });
  return { kind: 'nothing' };
}

async function withdraw(press: Press, context: DeedContext): Promise<Answer> {
  await change(press, context, 'withdraw-answer', { question: questionIn(press).question });
  return { kind: 'nothing' };
}

export const answer: Deed = {
  name: 'answer',
  buttons: { 'answer:open': open, 'answer:decline': decline, 'answer:withdraw': withdraw },
  modals: { 'answer:form': send },
};
