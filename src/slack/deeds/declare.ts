// Declare: by a line, a form, a shortcut, or from a message that comes along as evidence.
import { requireRight } from '../../incident/allowed.ts';
import type { Wish } from '../../incident/commands.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import { may } from '../../policy/rights.ts';
import { formOf, restOf } from '../act.ts';
import { viewerOf } from '../asks.ts';
import { channelLink, escaped, shorten, context as small } from '../blocks.ts';
import { carriedMessage, carryMessage } from '../carried-message.ts';
import { declareForm } from '../declare-form.ts';
import type { Answer, Ask, Deed, DeedContext, MessageAsk, Submission, SubmissionAnswer } from '../deed.ts';
import { isTicked, oneOf } from '../form-values.ts';
import { takeFlags, wordsOf } from '../typed-words.ts';

const FLAGS = {
  sev: { is: 'severity', value: true },
  severity: { is: 'severity', value: true },
  service: { is: 'service', value: true },
  team: { is: 'team', value: true },
  private: { is: 'private', value: false },
};

/** A slip of the fingers must not announce what was to be private. */
const ALMOST_PRIVATE = /(?:^|\s)[-–—]+priv\w*(?:\s|$)/i;

/** A mention is a message like any other. */
const STANDS = 'Your message stands where you wrote it: delete it if others should not read it.';

/** A title made of a message: a line on a phone. People can make it longer. */
const LONGEST_TITLE = 120;

const UNTITLED_DRILL = 'Practice';

/** What to tell whoever declared; the channel is opened after the commit, and invites them. */
function declared(state: Incident): string {
  const chosen = state.severityChosen ? '' : ', until somebody chooses';
  const where = state.channel
    ? `Its channel is ${channelLink(state.channel.id)}.`
    : `Its channel #${escaped(state.channelName)} is being opened; you will be invited.`;
  const hidden = state.private ? ' It is private: announced nowhere, and found by its people alone.' : '';
  const drill = state.kind === 'drill' ? ' It is a drill: it is announced nowhere, and nobody is paged.' : '';
  return `INC-${state.number} is declared as ${state.severity.label}${chosen}.${drill}${hidden} ${where}`;
}

/** A drill without words has a title all the same: nothing in it has to be chosen. */
export async function declareLine(ask: Ask, context: DeedContext, kind: 'real' | 'drill'): Promise<Answer> {
  const { text, values, switches } = takeFlags(restOf(ask, context), FLAGS);
  const given = {
    ...(values.severity ? { severity: values.severity } : {}),
    ...(values.service ? { service: values.service } : {}),
    ...(values.team ? { team: values.team } : {}),
  };
  const secret = switches.includes('private');
  if (secret) {
    requireRight(context.policy, ask.asking, 'declare-private');
  } else if (ALMOST_PRIVATE.test(text)) {
    throw new Refusal(
      'Nothing is declared yet: for a private incident write `--private`, with two dashes. Without it this would be announced.',
    );
  }
  if (text === '' && kind === 'real') {
    return openForm(ask, context, { ...given, private: secret });
  }
  const { state } = await context.engine.handle({
    type: 'declare',
    wish: { kind, title: text || UNTITLED_DRILL, private: secret, ...given },
    asking: ask.asking,
  });
  const written = ask.asking.source.kind === 'mention' && secret ? ` ${STANDS}` : '';
  return { kind: 'private', text: `${declared(state)}${written}` };
}

async function openForm(
  ask: Ask,
  context: DeedContext,
  given: Partial<Pick<Wish<'declare'>, 'title' | 'severity' | 'service' | 'team' | 'private'>> = {},
  message?: ReturnType<typeof carryMessage>,
): Promise<Answer> {
  const viewer = viewerOf(context, ask.asking.by.id);
  const open = await context.engine.questions.list({ open: true, limit: 100 }, viewer);
  // A form that declares belongs to no incident, wherever it was asked for.
  const metadata = formOf({ ...ask, incident: undefined }, message?.more);
  return {
    kind: 'modal',
    offer: 'Declare an incident? The form shows first what is open already.',
    view: declareForm({
      policy: context.policy,
      open,
      given,
      metadata,
      below: message?.blocks ?? [],
      mayBePrivate: may(context.policy, [...ask.asking.grants, ask.asking.by.id], 'declare-private'),
    }),
  };
}

async function fromMessage(ask: MessageAsk, context: DeedContext): Promise<Answer> {
  const firstLine = wordsOf(ask.text, context.people).split('\n')[0] ?? '';
  const { more, blocks } = carryMessage(ask);
  const told = small('The message comes along as evidence.');
  const around = await context.engine.questions.byChannel(context.team, ask.message.channel);
  return openForm(
    ask,
    context,
    // What is said in a private channel is not to be public by a slip.
    { title: shorten(firstLine.trim(), LONGEST_TITLE), private: around?.private === true },
    { more, blocks: [told, ...blocks] },
  );
}

/** The message itself is part of the declaration; its thread, if it has one, follows. */
function fromCarried(carried: ReturnType<typeof carriedMessage>): Partial<Wish<'declare'>> {
  if (!carried) {
    return {};
  }
  const { wholeThread: thread, ...evidence } = carried;
  return { from: { ...evidence.place, ...(thread ? { thread } : {}) }, evidence: [evidence] };
}

async function fromForm(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { values } = submission;
  const carried = carriedMessage(submission, context);
  const optional = (name: 'severity' | 'service' | 'team' | 'impact') => {
    const value = oneOf(values, name);
    return value ? { [name]: value } : {};
  };
  const { state } = await context.engine.handle({
    type: 'declare',
    wish: {
      kind: 'real',
      title: oneOf(values, 'title') ?? '',
      private: isTicked(values, 'private'),
      ...optional('severity'),
      ...optional('service'),
      ...optional('team'),
      ...optional('impact'),
      ...fromCarried(carried),
    },
    asking: submission.asking,
  });
  return { kind: 'close', text: declared(state) };
}

export const declare: Deed = {
  name: 'declare',
  command: {
    word: 'declare',
    aliases: ['new', 'open', 'start', 'create'],
    usage: 'declare [title] [--sev 2] [--service checkout] [--team payments] [--private]',
    says: 'Open an incident; without a title, a form.',
    needsIncident: false,
    aboutOthers: true,
    run: (ask, context) => declareLine(ask, context, 'real'),
  },
  buttons: { 'declare:open': (press, context) => openForm(press, context) },
  modals: { 'declare:form': fromForm },
  messageShortcuts: { declare_from_message: fromMessage },
  shortcuts: { declare: (ask, context) => openForm(ask, context) },
};
