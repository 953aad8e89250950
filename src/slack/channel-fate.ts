// What becomes of an incident's channel: archived, deleted, the bot removed; and back again.
import type { Asking, Command } from '../incident/commands.ts';
import type { Incident } from '../incident/state.ts';
import { named } from '../lib/named.ts';
import { instantOf } from './ids.ts';
import type { Telling } from './telling.ts';

type Event = { type: string; [field: string]: unknown };

/** How the loss of a channel is told. */
const LOST: Readonly<Record<string, NonNullable<Incident['channelLost']>>> = {
  channel_archive: 'archived',
  group_archive: 'archived',
  channel_deleted: 'deleted',
  group_deleted: 'deleted',
  channel_left: 'bot-removed',
  group_left: 'bot-removed',
};
const BACK: ReadonlySet<string> = new Set(['channel_unarchive', 'group_unarchive']);

/** Commands of an event about the channel of this incident; none where it says nothing about that. */
export function fateCommands(event: Event, incident: Incident, telling: Telling): Command[] {
  const { channel } = incident;
  const aboutUs = event.user === telling.identity.botUser;
  const why = event.type === 'member_left_channel' && aboutUs ? 'bot-removed' : named(LOST, event.type);
  const asking = askingOf(event, channel?.id ?? '', aboutUs, telling);
  if (why) {
    return [{ type: 'record-channel-lost', wish: { why }, asking }];
  }
  const back = BACK.has(event.type) || (event.type === 'member_joined_channel' && aboutUs);
  return back && channel && incident.channelLost
    ? [{ type: 'record-channel', wish: { channel, adopted: true }, asking }]
    : [];
}

function askingOf(event: Event, channel: string, aboutUs: boolean, telling: Telling): Asking {
  const { team } = telling.identity;
  const ts = typeof event.event_ts === 'string' ? event.event_ts : '';
  const user = typeof event.user === 'string' && !aboutUs ? event.user : undefined;
  return {
    by: user ? telling.people.actor(user) : { kind: 'bot', id: `${team}/slack`, name: 'Slack' },
    grants: [],
    at: instantOf(ts),
    source: { kind: 'message', key: `slack:${team}/${channel}:${event.type}:${ts}` },
  };
}
