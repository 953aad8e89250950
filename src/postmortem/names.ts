// What the people and the channel of a record are called: in the review, in the log beside it, and in exports.
import type { Names } from '../evidence/slack-text.ts';
import type { Entry } from '../incident/entry.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor } from '../incident/values.ts';

/** Slack's own id, without the team before it. */
export function bareId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function actorIn(event: IncidentEvent): Actor | null | undefined {
  switch (event.type) {
    case 'role-assigned':
      return event.data.to;
    case 'item-added':
    case 'item-changed':
      return event.data.owner;
    case 'page-acknowledged':
      return event.data.by;
    case 'member-joined':
    case 'member-left':
      return event.data.who;
    default:
      return undefined;
  }
}

/** Everybody who did something, pinned something, was given a role or an item, answered a page, came or left. */
export function actorsOf(events: readonly IncidentEvent[], entries: readonly Entry[]): Actor[] {
  const told = entries.flatMap((entry) => [entry.author, ...(entry.pinned?.by ?? [])]);
  const others = events.flatMap((event) => actorIn(event) ?? []);
  return [...told, ...events.map(({ actor }) => actor), ...others];
}

/** Names by Slack's id, without the team. `bot` is our bot's: it writes no messages of the record. */
export function namesOf(actors: readonly Actor[], bot?: string): Map<string, string> {
  return new Map([
    ...(bot ? [[bot, 'Firescribe'] as const] : []),
    ...actors.flatMap(({ id, name }) => (name ? [[bareId(id), name] as const] : [])),
  ]);
}

/** The same with the incident's own channel, as it is called now. */
export function withChannel(names: Names, { channel }: Incident): Map<string, string> {
  return new Map([...names, ...(channel ? [[channel.id, channel.name] as const] : [])]);
}
