// What a fact is called in a sentence, in channels and announcement threads.
import type { IncidentEvent } from '../incident/events.ts';
import type { OtherIncident } from '../incident/link-events.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant } from '../incident/values.ts';
import { named } from '../lib/named.ts';
import { effectWords } from '../workflows/effect-words.ts';
import { bold, channelLink, escaped, isolated, mention, shorten } from './blocks.ts';
import { bridgeWords } from './bridge-words.ts';
import { isGroup, slackId } from './ids.ts';
import { linkWords } from './link-words.ts';
import { privacySentence } from './privacy-words.ts';
import { reviewSentence } from './review-words.ts';

const QUOTE_LENGTH = 1500;

/** Somebody by name, which notifies nobody; by mention where we know no name. */
export function who(actor: Actor): string {
  if (actor.name) {
    return escaped(actor.name);
  }
  return actor.kind === 'person' ? mention(actor.id) : escaped(actor.id);
}

/** People’s words as a quotation; nothing where there are none. */
export function quoted(text: string | undefined): string {
  const words = text?.trim();
  return words
    ? `\n${shorten(words, QUOTE_LENGTH)
        .split('\n')
        .map((line) => `> ${escaped(line)}`)
        .join('\n')}`
    : '';
}

/** `INC-42 Checkout API latency`, in bold. */
export function nameOfIncident(incident: Pick<Incident, 'number' | 'title'>): string {
  return bold(`INC-${incident.number} ${isolated(shorten(incident.title.text, 200))}`);
}

/** `47 min`, `26 h 5 min`, `3 d 2 h`. */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) {
    return 'less than a minute';
  }
  if (hours >= 48) {
    return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  }
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/** Due dates are days: `2026-11-30`. */
const dueWords = (due: string | null | undefined) => (due ? `, due ${escaped(due)}` : '');

function statusSentence(event: Extract<IncidentEvent, { type: 'status-changed' }>): string {
  const { from, to, undoes, cancelReason, into, outOf, rule } = event.data;
  const text = quoted(event.content?.text);
  if (undoes) {
    return `${who(event.actor)} took the resolve back. Status: ${bold(to)}.${text}`;
  }
  if (into) {
    return `${who(event.actor)} merged this incident into ${withChannel(into)}, which goes on for both.${text}`;
  }
  if (to === 'canceled') {
    return `${who(event.actor)} canceled this incident${cancelReason ? `: ${cancelReason}` : ''}.${text}`;
  }
  const off = rule ? ` Rule: ${escaped(rule.name)}. To switch it off: ${escaped(rule.off)}.` : '';
  const apart = outOf ? ` It is part of ${withChannel(outOf)} no more.` : '';
  return `Status: ${bold(to)} (was ${from}), by ${who(event.actor)}.${apart}${off}${text}`;
}

function itemSentence(
  event: Extract<IncidentEvent, { type: 'item-added' | 'item-changed' | 'item-done' | 'item-reopened' }>,
  incident: Incident,
): string {
  const item = incident.items.find(({ id }) => id === event.data.item);
  const text = isolated(shorten(item?.text.text ?? 'An action item', 500));
  const kind = item?.kind === 'follow-up' ? 'Follow-up' : 'Task';
  const owner = item?.owner ? `, ${mention(item.owner.id)}` : ', nobody owns it yet';
  switch (event.type) {
    case 'item-done':
      return `${kind} done, says ${who(event.actor)}: ${escaped(text)}`;
    case 'item-reopened':
      return `${kind} open again, says ${who(event.actor)}: ${escaped(text)}${quoted(event.content?.reason)}`;
    default:
      return `${kind}${event.type === 'item-changed' ? ' changed' : ''}: ${bold(text)}${owner}${dueWords(item?.due)}`;
  }
}

function correctionSentence(event: IncidentEvent): string | undefined {
  const by = who(event.actor);
  switch (event.type) {
    case 'title-changed':
      return `${by} changed the title to ${bold(event.content?.title ?? '[redacted]')}.`;
    case 'service-changed':
      return `${by} set the service to ${bold(event.data.to ?? 'none')}.`;
    case 'team-changed':
      return `${by} set the team to ${bold(event.data.to ?? 'none')}.`;
    case 'impact-described':
      return `Impact, says ${by}:${quoted(event.content?.text ?? '[redacted]')}`;
    default:
      return undefined;
  }
}

/** An event as a sentence of ours; mrkdwn. Facts that nobody is told of have a general one. */
export function sentenceOf(event: IncidentEvent, incident: Incident): string {
  switch (event.type) {
    case 'incident-declared':
      return declaredSentence(event);
    case 'status-changed':
      return statusSentence(event);
    case 'severity-changed':
      return `Severity: ${bold(event.data.to.label)} (was ${escaped(event.data.from.label)}), by ${who(event.actor)}.${quoted(event.content?.reason)}`;
    case 'role-assigned':
      return roleSentence(event);
    case 'privacy-changed':
      return privacySentence(who(event.actor), event.data.private, incident);
    case 'item-added':
    case 'item-changed':
    case 'item-done':
    case 'item-reopened':
      return itemSentence(event, incident);
    case 'update-posted':
      return `*Update* by ${who(event.actor)}:${quoted(event.content?.text ?? '[redacted]')}`;
    case 'handover-posted':
      return handoverSentence(event);
    case 'signal-attached':
      return `Another alert belongs to this incident: ${bold(event.content?.title ?? '[redacted]')}. ${alertCount(incident)}.`;
    case 'link-added':
      return `${who(event.actor)} linked ${event.content ? linkWords(event.content) : '[redacted]'}.`;
    case 'incident-related':
      return `${withChannel(event.data)} has to do with this incident, says ${who(event.actor)}.`;
    case 'incident-absorbed':
      return `${who(event.actor)} merged ${withChannel(event.data)} into this incident.`;
    case 'incident-parted':
      return `${who(event.actor)} reopened ${withChannel(event.data)}: it is part of this incident no more. The alerts that came along count in both.`;
    case 'people-invited':
      return notInvitedSentence(event);
    case 'bridge-opened':
      return bridgeWords(event.data);
    case 'review-submitted':
    case 'review-published':
    case 'review-source-changed':
      return reviewSentence(event, incident);
    case 'effect-failed':
      return `${UNDONE[event.data.kind] ?? `Firescribe could not ${effectWords(event.data.kind)}.`} ${escaped(event.content?.why ?? '')}`;
    default:
      return correctionSentence(event) ?? `${who(event.actor)}: ${escaped(event.type.replaceAll('-', ' '))}.`;
  }
}

/** What people miss where an effect failed for good; the reason follows. */
const UNDONE: Readonly<Record<string, string>> = {
  'ticket.create': 'The ticket was not made.',
  'bridge.open': 'No bridge was made.',
  'document.export': 'The review was not exported.',
  'postmortem.draft': 'The review was not drafted.',
};

/** `INC-7 (#inc-7-…)`: its title is not ours to tell. */
export const withChannel = ({ number, channel }: OtherIncident): string =>
  `INC-${number}${channel ? ` (${channelLink(channel.id)})` : ''}`;

/** Slack's docs, conversations.invite. */
const WHY_NOT: Readonly<Record<string, string>> = {
  user_not_found: 'Slack knows no such account here',
  user_disabled: 'the account is closed',
  user_is_restricted: 'a guest, whom only people may invite',
  user_is_ultra_restricted: 'a guest of one channel',
  ura_max_channels: 'a guest of one channel',
  cant_invite: 'Slack does not let them be invited',
  org_user_not_in_team: 'of the organisation, and not in this workspace',
  invitee_cant_see_channel: 'of the organisation, and not in this workspace',
  user_team_not_in_channel: 'of another workspace',
  no_external_invite_permission: 'of another organisation',
};

const personOrGroup = (id: string) => (isGroup(id) ? `the group ${slackId(id)}` : mention(id));

function notInvitedSentence({ data }: Extract<IncidentEvent, { type: 'people-invited' }>): string {
  const missing = data.refused.filter(({ spared }) => !spared);
  const names = missing.map(
    ({ who, why }) => `${personOrGroup(who)} (${escaped(named(WHY_NOT, why) ?? why.replace(/\.$/, ''))})`,
  );
  return `Could not be brought in: ${names.join(', ')}. Invite or call them by hand.`;
}

/** Not as a quotation: whoever posted it made it of the record. */
function handoverSentence({
  actor,
  data,
  content,
}: Extract<IncidentEvent, { type: 'handover-posted' }>): string {
  const to = data.to ? ` to ${mention(data.to.id)}` : '';
  return `*Handover* by ${who(actor)}${to}\n${escaped(content?.text ?? '[redacted]')}`;
}

function declaredSentence(event: Extract<IncidentEvent, { type: 'incident-declared' }>): string {
  const { rule } = event.data;
  const by = rule
    ? `Opened by the rule “${escaped(rule.name)}”. To switch it off: ${escaped(rule.off)}.`
    : `Declared by ${who(event.actor)}.`;
  return `${by}${quoted(event.content?.impact)}`;
}

function roleSentence(event: Extract<IncidentEvent, { type: 'role-assigned' }>): string {
  const { role, to, from } = event.data;
  const label = bold(role.label);
  return to
    ? `${label}: ${mention(to.id)}${from ? ` (was ${who(from)})` : ''}.`
    : `${label}: nobody now${from ? ` (was ${who(from)})` : ''}.`;
}

/** `3 alerts, 1 still firing`. */
export function alertCount({ counts }: Pick<Incident, 'counts'>): string {
  const alerts = counts.signals === 1 ? '1 alert' : `${counts.signals} alerts`;
  return counts.firing === 0 ? `${alerts}, none firing` : `${alerts}, ${counts.firing} firing`;
}

/** How long it was from declaring to the last resolve. */
export function durationWords(incident: Incident): string | undefined {
  const resolvedAt: Instant | undefined = incident.cycles.at(-1)?.resolvedAt;
  return resolvedAt === undefined ? undefined : span(resolvedAt - incident.declaredAt);
}
