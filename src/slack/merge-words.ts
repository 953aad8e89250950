// What is said of a merge: where it goes on, what comes along, and what stays.
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import type { OtherIncident } from '../incident/link-events.ts';
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { channelLink, escaped, type Post, section } from './blocks.ts';
import { raiseRow } from './offers.ts';
import { quoted, sentenceOf, who, withChannel } from './sentences.ts';

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const openItems = ({ items }: Incident) => items.filter(({ done }) => !done).length;

/** What of the one that ends stays where it is. */
function staying(items: number, number: number, slash: string): string {
  return items === 0
    ? ''
    : ` ${counted(items, 'open action item stays', 'open action items stay')} with INC-${number}: \`/${slash} INC-${number} tasks\`.`;
}

/** In the channel of the one that ends: where to go, and how to take it back. */
function goneInto(
  event: Recorded<'status-changed'>,
  into: OtherIncident,
  incident: Incident,
  { command }: Policy,
): string {
  const slash = escaped(command);
  const come = incident.private
    ? `Nobody is let in there by this: ask its people to invite you.`
    : `Whoever is here is invited there.`;
  const alerts = incident.counts.signals > 0 ? ` ${alertsGo(incident.counts.signals)}` : '';
  return [
    `${who(event.actor)} merged this incident into *INC-${into.number}*, which goes on for both${into.channel ? ` in ${channelLink(into.channel.id)}` : ''}. ${come}${alerts}`,
    `What was written here stays on record here.${staying(openItems(incident), incident.number, slash)} If it is another incident after all: \`/${slash} reopen\`.${quoted(event.content?.text)}`,
  ].join('\n');
}

const alertsGo = (alerts: number) =>
  alerts === 1 ? 'Its alert counts there from now on.' : `Its ${alerts} alerts count there from now on.`;

/** In the channel of the one that goes on. */
function cameAlong(
  { actor, data }: Recorded<'incident-absorbed'>,
  incident: Incident,
  { command }: Policy,
): string {
  const { had, number } = data;
  const along = [
    had.alerts > 0 ? `${counted(had.alerts, 'alert')}` : '',
    data.people.length > 0 ? 'whoever was in its channel' : '',
  ].filter(Boolean);
  const several = along.length > 1 || had.alerts > 1;
  const comes = along.length > 0 ? ` Along ${several ? 'come' : 'comes'} ${along.join(' and ')}.` : '';
  const kept = had.messages > 0 ? ` What was written there stays on record there.` : '';
  const worse =
    data.severity.rank < incident.severity.rank
      ? ` It was ${escaped(data.severity.label)}, this one is ${escaped(incident.severity.label)}.`
      : '';
  return `${who(actor)} merged ${withChannel(data)} into this incident: it is the same trouble.${comes}${kept}${staying(had.openItems, number, escaped(command))}${worse}`;
}

/** The message in the channel. A higher severity of what came along is raised by people. */
export function mergeMessage(event: IncidentEvent, incident: Incident, policy: Policy): Post {
  const text =
    event.type === 'status-changed' && event.data.into
      ? goneInto(event, event.data.into, incident, policy)
      : event.type === 'incident-absorbed'
        ? cameAlong(event, incident, policy)
        : sentenceOf(event, incident);
  const raise = event.type === 'incident-absorbed' ? raiseRow(event.data.severity, incident) : [];
  return { text, blocks: [section(text), ...raise] };
}
