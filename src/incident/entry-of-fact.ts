// One entry of one fact: its kind, the sentence a reader reads, and the values that code may quote.
import { deploymentSentence } from './deployment-words.ts';
import type { Entry, EntryKind } from './entry.ts';
import type { EventType, IncidentEvent, Recorded } from './events.ts';
import { REVIEW_TOLD } from './review-entries.ts';
import type { Instant } from './values.ts';
import { nameOf, timeWords } from './words.ts';
import { actWords } from './workflow.ts';

export type Told = { kind: EntryKind; text: string; values?: Entry['values'] };
type Tell<T extends EventType> = (event: Recorded<T>) => Told;

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

/** `sentence: words`, or the sentence alone where there are no words. */
const say = (sentence: string, words: string | undefined) => (words ? `${sentence}: ${words}` : sentence);

/** Times in sentences are in UTC, with the date: the reader's zone is not known here. */
const utc = (at: Instant) => timeWords(at, 'UTC', 0);

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
    text: `Action item ${data.item} is done`,
    values: { item: data.item, done: true },
  }),
  'item-reopened': ({ data, content }) => ({
    kind: 'task',
    text: say(`Action item ${data.item} is open again`, content?.reason),
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
  'signal-resolved': ({ data, content }) => ({
    kind: 'alert',
    text: say('Alert resolved', content?.title),
    values: { vendor: data.vendor, alert: data.dedupeKey, state: 'resolved', endsAt: data.endsAt ?? null },
  }),
  'deployment-noted': ({ data, content }) => ({
    kind: 'deployment',
    text: say(deploymentSentence(data.deployment), content?.title),
    values: {
      vendor: data.deployment.vendor,
      deployment: data.deployment.key,
      status: data.deployment.status,
      service: data.deployment.service ?? null,
      environment: data.deployment.environment ?? null,
      version: data.deployment.version ?? null,
      url: data.deployment.url ?? null,
      by: data.deployment.by ?? null,
      startedAt: data.deployment.startedAt ?? null,
      because: data.rule.name,
    },
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
  'command-answered': ({ data, content }) => ({
    kind: 'command',
    text: content === null ? '' : content.line,
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
  'channel-opened': ({ data }) => ({
    kind: 'record',
    text: data.adopted ? `#${data.channel.name} became the channel` : `Channel #${data.channel.name} opened`,
    values: { channel: data.channel.id, name: data.channel.name, adopted: data.adopted },
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
  'gap-repaired': ({ data }) => ({
    kind: 'record',
    text: `History compared from ${utc(data.from)} to ${utc(data.to)}: ${data.found} recovered, ${data.missingFromHistory} deleted meanwhile`,
    values: { from: data.from, to: data.to, found: data.found, missing: data.missingFromHistory },
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
  ...REVIEW_TOLD,
  'workflow-ran': ({ data, content }) => ({
    kind: 'record',
    text: `Workflow ${content?.title ?? data.workflow}: ${actWords(data.does)}`,
    values: { workflow: data.workflow, off: data.off },
  }),
  'step-overridden': ({ data }) => ({
    kind: 'record',
    text: `The automatic step “${data.step}” was ${OVERRIDDEN[data.how]}`,
    values: { step: data.step, how: data.how },
  }),
  'bridge-requested': ({ actor }) => ({ kind: 'record', text: `${nameOf(actor)} asked for a bridge` }),
  'bridge-opened': ({ data }) => ({
    kind: 'record',
    text: `Bridge opened: ${data.vendor.label}${data.asked ? '' : ', by the step “make a bridge”'}`,
    values: { vendor: data.vendor.label, meeting: data.meeting, asked: data.asked },
  }),
  'bridge-ended': ({ data }) => ({ kind: 'record', text: 'Bridge ended', values: { meeting: data.meeting } }),
  'impact-registered': ({ data }) => ({
    kind: 'record',
    text: `${data.vendor.label} told: impact on ${data.service} ${data.as}`,
    values: { vendor: data.vendor.label, service: data.service, as: data.as },
  }),
  'vendor-failed': ({ data, content }) => ({
    kind: 'record',
    text: say(`Missing for now: ${data.what} (${data.vendor})`, content?.why),
    values: { what: data.what, vendor: data.vendor },
  }),
  'vendor-recovered': ({ data }) => ({
    kind: 'record',
    text: `No longer missing: ${data.what} (${data.vendor})`,
    values: { what: data.what, vendor: data.vendor },
  }),
  'effect-failed': ({ data, content }) => ({
    kind: 'record',
    text: say('Something could not be done', content?.why),
    values: { effect: data.kind, permanent: data.permanent },
  }),
};

const OVERRIDDEN = {
  skipped: 'skipped',
  'done-now': 'done before its time',
  'done-again': 'asked for again',
} as const;

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
    undoes: data.undoes ?? null,
    said: content?.text ?? null,
  };
  if (data.undoes !== undefined) {
    return { kind: 'status', text: `Resolve undone: ${data.to} again`, values };
  }
  const why = data.cancelReason === undefined ? '' : ` (${data.cancelReason})`;
  return {
    kind: 'status',
    text: say(`Status changed from ${data.from} to ${data.to}${why}`, content?.text),
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
