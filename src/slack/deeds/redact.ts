// Redact: words are erased from the record for good; asked for by a message's link or by choosing an entry, and confirmed.
import type { KnownBlock } from '@slack/types';
import type { Entry } from '../../incident/entry.ts';
import type { IncidentEvent } from '../../incident/events.ts';
import { isLiveTicket } from '../../incident/item-tickets.ts';
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import { change, formOf, incidentOf } from '../act.ts';
import { viewerOf } from '../asks.ts';
import { button, escaped, row, section, shorten, context as small } from '../blocks.ts';
import { askWhich } from '../choose-incident.ts';
import type { Answer, Ask, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { readEntries } from '../entry-lines.ts';
import { oneOf } from '../form-values.ts';
import { choiceField, form, textField } from '../forms.ts';
import { streamOf } from '../ids.ts';
import { messageLink } from '../message-link.ts';
import { pack, unpack } from '../press-values.ts';
import { LINE_REDACTED, redactedWords } from '../redacted-words.ts';
import { wordsOf } from '../typed-words.ts';

const WARNING =
  'The words are erased from the record, from search and from later reviews, and cannot be brought back. That something was redacted, by whom and why, stays.';
const LONGEST_REASON = 500;
const MOST_OFFERED = 50;

/** Entries with words that are no messages of the channel: those have links. */
const OFFERED: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'note',
  'task',
  'follow-up',
  'status',
  'severity',
  'correction',
  'declared',
  'command',
  'key-time',
  'alert',
  'deployment',
  'runbook',
  'link',
  'answer',
  'update',
  'handover',
]);

async function confirm(ask: Ask, context: DeedContext): Promise<Answer> {
  const linked = messageLink(ask.rest, context.team);
  const incident = incidentOf(ask);
  if (!linked) {
    throw new Refusal(
      `Give the message’s link (its menu has *Copy link*): \`/${context.policy.command} redact https://… <why>\`. Without a link, \`/${context.policy.command} redact\` lists what else can be redacted.`,
    );
  }
  const reason = shorten(wordsOf(linked.rest, context.people), LONGEST_REASON);
  const value = pack(incident, { message: `${linked.place.channel}/${linked.place.ts}`, reason });
  return {
    kind: 'private',
    text: `Redact this message? ${WARNING}`,
    blocks: [
      section(`Redact this message of INC-${incident.number}? ${WARNING}`),
      small('Slack’s own copy is not touched: delete the message there too.'),
      row('redact', [
        button('Redact', 'redact:confirm', value, {
          style: 'danger',
          confirm: { title: 'Redact it?', text: 'This cannot be undone.', yes: 'Redact' },
        }),
      ]),
    ],
  };
}

/** What can be chosen of the incident. */
async function fieldsOf(incident: Incident, ask: Ask, context: DeedContext): Promise<KnownBlock[]> {
  const viewer = viewerOf(context, ask.asking.by.id);
  const { entries } = await readEntries(context, incident, viewer);
  const offered = entries
    .filter((entry) => OFFERED.has(entry.kind) && !entry.redacted && entry.text !== '')
    .slice(-MOST_OFFERED)
    .reverse();
  const choices = offered.map((entry) => ({ value: entry.id, label: `${entry.kind}: ${entry.text}` }));
  return [
    textField('link', 'A message, by its link', {
      optional: true,
      hint: 'The menu of a message has “Copy link”.',
    }),
    ...(choices.length > 0
      ? [choiceField('entry', 'Or another entry', choices, { optional: true, menu: true })]
      : []),
  ];
}

/** The asker's own lines outside incidents: refused ones are kept as well, and may hold a slip. */
async function ownLines(ask: Ask, context: DeedContext): Promise<KnownBlock[]> {
  const viewer = viewerOf(context, ask.asking.by.id);
  const lines = await context.engine.questions.askedBy(viewer, MOST_OFFERED);
  const choices = lines.map(({ event, line = '' }) => ({ value: event, label: line }));
  return choices.length > 0
    ? [
        choiceField('line', 'Or a line that you typed outside incidents', choices, {
          optional: true,
          menu: true,
        }),
      ]
    : [];
}

async function choose(ask: Ask, context: DeedContext): Promise<Answer> {
  const { incident } = ask;
  const lines = await ownLines(ask, context);
  if (!incident && lines.length === 0) {
    return askWhich(context, ask.asking.by.id, 'redact');
  }
  return {
    kind: 'modal',
    offer: incident ? `What of INC-${incident.number} should be redacted?` : 'Which line should be redacted?',
    view: form({
      callbackId: 'redact:form',
      title: 'Redact',
      submit: 'Redact',
      metadata: formOf(ask),
      blocks: [
        section(WARNING),
        ...(incident
          ? await fieldsOf(incident, ask, context)
          : [small('What was said in an incident is redacted in its channel, or by its number.')]),
        ...lines,
        textField('reason', 'Why', { optional: true, max: LONGEST_REASON }),
      ],
    }),
  };
}

/** A message’s link says which message, not which incident’s record it is to go from. */
function redactLink(ask: Ask, context: DeedContext): Promise<Answer> {
  return ask.incident ? confirm(ask, context) : askWhich(context, ask.asking.by.id, `redact ${ask.rest}`);
}

async function fromButton(press: Press, context: DeedContext): Promise<Answer> {
  const { message = '', reason } = unpack(press.value);
  const [channel = '', ts = ''] = message.split('/');
  const place = { team: context.team, channel, ts };
  const { events, state } = await change(press, context, 'redact', { place, ...(reason ? { reason } : {}) });
  return {
    kind: 'replace',
    text: redactedWords(events, state) + (await quotedStill(context, state, events)),
  };
}

async function fromForm(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const { values } = submission;
  const entry = oneOf(values, 'entry');
  const typed = oneOf(values, 'link');
  const linked = typed ? messageLink(typed, context.team) : undefined;
  if (typed && !linked) {
    return {
      kind: 'errors',
      errors: { link: 'This is no link to a message. The menu of a message has “Copy link”.' },
    };
  }
  const line = oneOf(values, 'line');
  if (!entry && !linked && !line) {
    const field = submission.incident ? 'link' : 'line';
    return { kind: 'errors', errors: { [field]: 'Choose what is to be redacted.' } };
  }
  const reason = oneOf(values, 'reason');
  const why = reason ? { reason } : {};
  const wishes = [
    ...(linked ? [{ place: linked.place, ...why }] : []),
    ...(entry ? [{ entry, ...why }] : []),
  ];
  const said: string[] = [];
  for (const wish of wishes) {
    const { events, state } = await change(submission, context, 'redact', wish);
    const quoted = await quotedStill(context, state, events);
    said.push(redactedWords(events, state) + ticketLeft(state, entry) + quoted);
  }
  if (line) {
    await context.engine.forget({ event: line, asking: submission.asking, ...why });
    said.push(LINE_REDACTED);
  }
  return { kind: 'close', text: said.join('\n') };
}

const MOST_HANDOVERS = 100;

/** A handover is somebody's own text, which may quote what is gone: it is theirs to redact. */
async function quotedStill(
  { engine, policy }: DeedContext,
  incident: Incident,
  events: readonly IncidentEvent[],
): Promise<string> {
  const gone = new Set(events.flatMap((event) => (event.type === 'entry-redacted' ? event.data.events : [])));
  const told = await engine.questions.ofType(streamOf(incident), 'handover-posted', MOST_HANDOVERS);
  const quotes = told.some(({ data, erased }) => !erased && data.cites.some((id) => gone.has(id)));
  return quotes
    ? ` A handover rests on it and may quote it: \`/${policy.command} redact\` lists handovers, too.`
    : '';
}

/** The tracker is not ours to erase in. */
function ticketLeft({ items }: Incident, entry: string | undefined): string {
  const ticket = items.find(({ text }) => text.event === entry)?.ticket;
  return isLiveTicket(ticket) ? ` ${escaped(ticket.key)} still has the words: redact it there, too.` : '';
}

export const redact: Deed = {
  name: 'redact',
  command: {
    word: 'redact',
    usage: 'redact [link to a message] [why]',
    says: 'Erase words from the record for good.',
    needsIncident: false,
    run: (ask, context) => (ask.rest === '' ? choose(ask, context) : redactLink(ask, context)),
  },
  buttons: { 'redact:confirm': fromButton },
  modals: { 'redact:form': fromForm },
};
