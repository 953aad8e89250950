// Merge: one incident ends as a duplicate of another, which goes on for both. In one line, or by a form.
import { isOpen } from '../../incident/lifecycle.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import { formOf, incidentOf, restOf } from '../act.ts';
import { incidentFor, viewerOf } from '../asks.ts';
import { channelLink } from '../blocks.ts';
import { askWhich } from '../choose-incident.ts';
import type { Answer, Ask, Deed, DeedContext, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { choiceField, form, textField } from '../forms.ts';
import { slackId, streamOf } from '../ids.ts';

const NUMBER = '(?:inc-?|#)?(\\d+)';
/** What is behind the numbers says why. */
const WHY = '(?:[\\s,:–—-]+(.*))?$';
/** `INC-12 into INC-10`, `into 10`, and `INC-12`, which comes into this one. */
const BOTH = new RegExp(`^${NUMBER}\\s+(?:in)?to\\s+${NUMBER}${WHY}`, 'is');
const AWAY = new RegExp(`^(?:this\\s+)?(?:in)?to\\s+${NUMBER}${WHY}`, 'is');
const HERE = new RegExp(
  `^${NUMBER}(?:\\s+(?:in)?to\\s+(?:this|here)(?:\\s+one)?)?(?![\\s,]+${NUMBER}\\b)${WHY}`,
  'is',
);

/** `from` ends, `into` goes on; absent is the one in whose channel it is typed. */
type Wanted = { from?: number; into?: number; why: string };

function readMerge(line: string): Wanted | undefined {
  const both = BOTH.exec(line);
  if (both) {
    return { from: Number(both[1]), into: Number(both[2]), why: both[3] ?? '' };
  }
  const away = AWAY.exec(line);
  if (away) {
    return { into: Number(away[1]), why: away[2] ?? '' };
  }
  const here = HERE.exec(line);
  return here ? { from: Number(here[1]), why: here[3] ?? '' } : undefined;
}

async function named(ask: Ask, context: DeedContext, number: number | undefined): Promise<Incident> {
  const found =
    number === undefined
      ? ask.incident
      : await incidentFor(context, ask.asking.by.id, { channel: '', number });
  return found ?? incidentOf(ask);
}

/** Resolves with the one that goes on. */
async function merged(
  ask: Pick<Ask, 'asking'>,
  context: DeedContext,
  { from, into, why }: { from: Incident; into: Incident; why: string },
): Promise<void> {
  await context.engine.handle({
    type: 'merge',
    incident: streamOf(from),
    wish: { into: streamOf(into), ...(why ? { text: why } : {}) },
    asking: ask.asking,
  });
}

/** Nothing in the channel of the one that ends: it is said there. Elsewhere it is said how it is taken back. */
function done(ask: Ask, from: Incident, into: Incident, command: string): Answer {
  const where = into.channel ? ` in ${channelLink(into.channel.id)}` : '';
  return from.channel?.id === ask.channel
    ? { kind: 'nothing' }
    : {
        kind: 'private',
        text: `INC-${from.number} is merged into INC-${into.number}, which goes on${where}. To part them again: \`/${command} INC-${from.number} reopen\`.`,
      };
}

async function run(ask: Ask, context: DeedContext): Promise<Answer> {
  const { command } = context.policy;
  const line = restOf(ask, context);
  const wanted = readMerge(line);
  if (!ask.incident && (wanted?.from === undefined || wanted.into === undefined)) {
    return askWhich(context, slackId(ask.asking.by.id), `merge ${line}`.trim());
  }
  if (line === '') {
    return open(ask, context);
  }
  if (!wanted) {
    throw new Refusal(
      `Which ones? \`/${command} merge into 10\` ends this incident as a duplicate of INC-10; \`/${command} merge INC-12\` brings that one in here.`,
    );
  }
  const from = await named(ask, context, wanted.from);
  const into = await named(ask, context, wanted.into);
  await merged(ask, context, { from, into, why: wanted.why });
  return done(ask, from, into, command);
}

/** Open ones that it may be merged with, the most lately active first. */
async function others(ask: Ask, context: DeedContext): Promise<Incident[]> {
  const incident = incidentOf(ask);
  const viewer = viewerOf(context, ask.asking.by.id);
  const all = await context.engine.questions.list({ open: true, limit: 100 }, viewer);
  return all
    .filter(({ id, kind }) => id !== incident.id && kind === incident.kind)
    .filter((other) => other.private === incident.private)
    .sort((a, b) => b.activeAt - a.activeAt);
}

/** One that is over can only go away. */
async function open(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const found = await others(ask, context);
  const name = `INC-${incident.number}`;
  const [first, second] = found;
  if (!first) {
    throw new Refusal(`No other incident is open that ${name} could be merged with.`);
  }
  const ways = [
    { value: 'away', label: `${name} ends, and goes on as the other one` },
    ...(isOpen(incident.status)
      ? [{ value: 'here', label: `The other one ends, and goes on as ${name}` }]
      : []),
  ];
  return {
    kind: 'modal',
    offer: `Merge ${name} with another incident? The form asks which, and which of the two goes on.`,
    view: form({
      callbackId: 'merge:form',
      title: `Merge ${name}`,
      submit: 'Merge',
      metadata: formOf(ask),
      blocks: [
        choiceField(
          'other',
          'The other incident',
          found.map((other) => ({
            value: streamOf(other),
            label: `INC-${other.number} ${other.title.text}`,
          })),
          { menu: true, ...(second ? {} : { chosen: streamOf(first) }) },
        ),
        choiceField('way', 'Which one goes on?', ways, {
          chosen: 'away',
          hint: 'The one that ends is canceled as a duplicate: its alerts and its people come along, its record and its action items stay with it. Reopening it parts the two again.',
        }),
        textField('text', 'Why', { optional: true, placeholder: 'The same database' }),
      ],
    }),
  };
}

async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const here = incidentOf(submission);
  const stream = oneOf(submission.values, 'other') ?? '';
  const viewer = viewerOf(context, submission.asking.by.id);
  const other = await context.engine.questions.incident(stream, viewer);
  if (!other) {
    return { kind: 'errors', errors: { other: 'Choose one that is open.' } };
  }
  const why = oneOf(submission.values, 'text') ?? '';
  const away = oneOf(submission.values, 'way') !== 'here';
  const [from, into] = away ? [here, other] : [other, here];
  await merged(submission, context, { from, into, why });
  return { kind: 'close' };
}

export const merge: Deed = {
  name: 'merge',
  command: {
    word: 'merge',
    usage: 'merge [INC-12] [into INC-10] [why]',
    says: 'End an incident as a duplicate of another, which goes on for both.',
    needsIncident: false,
    run,
  },
  modals: { 'merge:form': send },
};
