// What each fact says to a reader: its kind, its sentence, and its values for programs.
import { BRIEFINGS_TOLD } from './briefings.ts';
import { TELL_OF_VENDORS } from './entry-of-vendor-fact.ts';
import type { EventType, IncidentEvent, Recorded } from './events.ts';
import { QUESTIONS_TOLD } from './question-entries.ts';
import { REVIEW_TOLD } from './review-entries.ts';
import { say, type Tell, type Told, utc } from './told.ts';
import { nameOf } from './words.ts';

/** Messages, copied evidence and kept files of messages have entries of their own making. */
export type FactType = Exclude<
  EventType,
  | 'message-posted'
  | 'message-edited'
  | 'message-deleted'
  | 'message-pinned'
  | 'message-unpinned'
  | 'fact-posted'
>;

const TELL: { [T in FactType]: Tell<T> } = {
  'incident-declared': ({ data, content }) => ({
    kind: 'declared',
    text: say(data.kind === 'imported' ? 'Imported as an incident' : 'Incident started', content?.title),
    values: {
      number: data.number,
      kind: data.kind,
      status: data.status,
      severity: data.severity.label,
      severityChosen: data.severityChosen,
      service: data.service ?? null,
      team: data.team ?? null,
      title: content?.title ?? null,
      impact: content?.impact ?? null,
      rule: data.rule?.name ?? null,
    },
  }),
  'status-changed': statusTold,
  'severity-changed': ({ data, content }) => ({
    kind: 'severity',
    text: say(
      data.from.id === data.to.id
        ? `Severity confirmed as ${data.to.label}`
        : `Severity changed from ${data.from.label} to ${data.to.label}`,
      content?.reason,
    ),
    values: { from: data.from.label, to: data.to.label, raised: data.to.rank < data.from.rank },
  }),
  'title-changed': ({ content }) => ({
    kind: 'correction',
    text: say('Title changed', content?.title),
    values: { title: content?.title ?? null },
  }),
  'service-changed': ({ data }) => ({ kind: 'correction', ...corrected('Service', data) }),
  'team-changed': ({ data }) => ({ kind: 'correction', ...corrected('Team', data) }),
  'impact-described': ({ content }) => ({
    kind: 'correction',
    text: say('Impact', content?.text),
    values: { impact: content?.text ?? null },
  }),
  'role-assigned': ({ data }) => ({
    kind: 'role',
    text:
      data.to === null
        ? `${nameOf(data.from ?? undefined)} is no longer ${data.role.label}`
        : `${nameOf(data.to)} is ${data.role.label}`,
    values: { role: data.role.label, to: data.to?.id ?? null, from: data.from?.id ?? null },
  }),
  'item-added': ({ data, content }) => ({
    kind: data.kind,
    text: say(data.kind === 'task' ? 'Task' : 'Follow-up', content?.text),
    values: { item: data.item, owner: data.owner?.id ?? null, due: data.due ?? null },
  }),
  'item-changed': ({ data, content }) => ({
    kind: data.kind ?? 'task',
    text: say(`Action item ${data.item} changed`, content?.text),
    values: {
      item: data.item,
      ...(data.owner === undefined ? {} : { owner: data.owner?.id ?? null }),
      ...(data.due === undefined ? {} : { due: data.due }),
    },
  }),
  'item-done': ({ data }) => ({
    kind: 'task',
    text: `Action item ${data.item} is done${data.ticket ? `: ${data.ticket} was closed` : ''}`,
    values: { item: data.item, done: true },
  }),
  'item-reopened': ({ data, content }) => ({
    kind: 'task',
    text: say(
      `Action item ${data.item} is open again${data.ticket ? `: so is ${data.ticket}` : ''}`,
      content?.reason,
    ),
    values: { item: data.item, done: false },
  }),
  'note-added': ({ data, content }) => ({
    kind: 'note',
    text: content?.text ?? '',
    values: { backdated: data.backdated },
  }),
  'evidence-copied': ({ content }) => ({ kind: 'evidence', text: content?.text ?? '' }),
  'file-kept': ({ data }) => ({ kind: 'file', text: `File ${data.file.name}` }),
  'signal-attached': ({ data, content }) => ({
    kind: 'alert',
    text: say(data.signal.state === 'firing' ? 'Alert' : 'Alert, resolved since', content?.title),
    values: {
      vendor: data.signal.vendor,
      alert: data.signal.dedupeKey,
      state: data.signal.state,
      severity: data.signal.severity ?? null,
      service: data.signal.service ?? null,
      startsAt: data.signal.startsAt,
      because: data.because,
      description: content?.description ?? null,
    },
  }),
  'signal-ranked': ({ data, content }) => ({
    kind: 'alert',
    text: say(`Alert is now ${data.priority ?? data.severity ?? 'of another rank'}`, content?.title),
    values: { vendor: data.vendor, alert: data.dedupeKey, severity: data.priority ?? data.severity ?? null },
  }),
  'signal-resolved': ({ data, content }) => ({
    kind: 'alert',
    text: say('Alert resolved', content?.title),
    values: { vendor: data.vendor, alert: data.dedupeKey, state: 'resolved', endsAt: data.endsAt ?? null },
  }),
  'key-time-set': ({ data, content }) => ({
    kind: 'key-time',
    text: say(
      `Time ${data.name} set to ${data.at === null ? 'not recorded' : utc(data.at)}${data.was == null ? '' : `, before ${utc(data.was)}`}`,
      content?.reason,
    ),
    values: { name: data.name, at: data.at, was: data.was ?? null },
  }),
  'member-joined': ({ data }) => ({
    kind: 'member',
    text: `${nameOf(data.who)} joined the channel`,
    values: { who: data.who.id, joined: true },
  }),
  'member-left': ({ data }) => ({
    kind: 'member',
    text: `${nameOf(data.who)} left the channel`,
    values: { who: data.who.id, joined: false },
  }),
  'command-asked': ({ data, content }) => ({
    kind: 'command',
    text: content?.line ?? '',
    values: { command: data.command },
  }),
  'command-answered': ({ data, content }) => ({
    kind: 'command',
    text: content === null ? '' : didWords(content.line),
    values: { command: data.command, refused: false, answer: content?.answer ?? null },
  }),
  'command-refused': ({ data, content }) => ({
    kind: 'command',
    text: content === null ? '' : say(`${content.line} was refused`, content.why),
    values: { command: data.command, refused: true },
  }),
  'entry-redacted': ({ content }) => ({
    kind: 'record',
    text: say('An entry was redacted', content?.reason),
  }),
  'channel-opened': ({ data, content }) => ({
    kind: 'record',
    text: data.adopted
      ? `${content ? `#${content.name}` : 'A channel'} became the channel`
      : `Channel ${content ? `#${content.name} ` : ''}opened`,
    values: { channel: data.channel.id, name: content?.name ?? null, adopted: data.adopted },
  }),
  'channel-renamed': ({ content }) => ({
    kind: 'record',
    text: content ? `Channel renamed to #${content.name}` : 'Channel renamed',
    values: { name: content?.name ?? null },
  }),
  'privacy-changed': ({ data }) => ({
    kind: 'record',
    text: data.private ? 'Made private' : 'Made public',
    values: { private: data.private },
  }),
  'channel-lost': ({ data }) => ({
    kind: 'record',
    text: LOST[data.why],
    values: { why: data.why },
  }),
  'people-invited': ({ data }) => ({
    kind: 'record',
    text: `${data.invited.length} brought in${data.refused.length === 0 ? '' : `, ${data.refused.length} could not be`}`,
    values: { invited: data.invited.length, refused: data.refused.length },
  }),
  'card-posted': () => ({ kind: 'record', text: 'Card posted' }),
  'announcement-posted': () => ({ kind: 'record', text: 'Announcement posted' }),
  'announcement-withdrawn': () => ({ kind: 'record', text: 'Announcement withdrawn' }),
  'gap-repaired': ({ data }) => ({
    kind: 'record',
    text: `History compared from ${utc(data.from)} to ${utc(data.to)}: ${data.found} recovered, ${data.missingFromHistory} deleted meanwhile`,
    values: { from: data.from, to: data.to, found: data.found, missing: data.missingFromHistory },
  }),
  'channel-imported': ({ data }) => ({
    kind: 'record',
    text: `The channel’s history is imported: ${data.messages} messages`,
    values: { messages: data.messages },
  }),
  'postmortem-drafted': ({ data }) => ({
    kind: 'postmortem',
    text: `Draft ${data.draft} written`,
    values: { cycle: data.cycle, draft: data.draft, used: data.entries.used, notUsed: data.entries.notUsed },
  }),
  'postmortem-delivered': ({ data }) => ({
    kind: 'postmortem',
    text: say(`Draft ${data.draft} posted`, data.instead),
    values: { draft: data.draft, canvas: data.canvas?.id ?? null },
  }),
  ...TELL_OF_VENDORS,
  ...REVIEW_TOLD,
  ...QUESTIONS_TOLD,
  ...BRIEFINGS_TOLD,
  'effect-failed': ({ data, content }) => ({
    kind: 'record',
    text: say('Something could not be done', content?.why),
    values: { effect: data.kind, permanent: data.permanent },
  }),
};

const DID: readonly (readonly [what: RegExp, did: string])[] = [
  [/^the button(?= “)/, 'pressed'],
  [/^the form(?= “)/, 'sent the form'],
  [/^the shortcut(?= “)/, 'used the shortcut'],
];

/** `pressed “Resolve”`; what was typed stands for itself. */
const didWords = (line: string) => DID.reduce((words, [what, did]) => words.replace(what, did), line);

const LOST = {
  archived: 'The channel was archived',
  'bot-removed': 'Firescribe was removed from the channel',
  deleted: 'The channel was deleted',
} as const;

function statusTold({ data, content }: Recorded<'status-changed'>): Told {
  const values = {
    from: data.from,
    to: data.to,
    cancelReason: data.cancelReason ?? null,
    mergedInto: data.into?.number ?? null,
    undoes: data.undoes ?? null,
    said: content?.text ?? null,
    rule: data.rule?.name ?? null,
  };
  if (data.undoes !== undefined) {
    return { kind: 'status', text: `Resolve undone: ${data.to} again`, values };
  }
  const apart = data.outOf ? ` (part of INC-${data.outOf.number} no more)` : '';
  const merged = data.into ? ` of INC-${data.into.number}, merged into it` : '';
  const why = data.cancelReason === undefined ? '' : ` (${data.cancelReason}${merged})`;
  return {
    kind: 'status',
    text: say(`Status changed from ${data.from} to ${data.to}${why}${apart}`, content?.text),
    values,
  };
}

function corrected(what: string, { from, to }: { from?: string; to?: string }): Omit<Told, 'kind'> {
  return {
    text: `${what} changed from ${from ?? 'none'} to ${to ?? 'none'}`,
    values: { from: from ?? null, to: to ?? null },
  };
}

/** What one fact says to a reader. Words that were erased are simply not in the sentence. */
export function tellFact(event: IncidentEvent & { type: FactType }): Told {
  const tell = TELL[event.type] as Tell<FactType>;
  return tell(event as Recorded<FactType>);
}
