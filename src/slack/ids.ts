// Slack's names for things, and ours: ts and instants, team/user ids, permalinks.
import { instantOf as readTs } from '../incident/slack-time.ts';
import type { Instant, MessagePlace } from '../incident/values.ts';

/** Slack's ts (`1732312345.000200`, seconds and microseconds as text) as an instant in ms; 0 where it is none. */
export function instantOf(ts: string): Instant {
  return readTs(ts) ?? 0;
}

/** An instant as a ts that belongs to no message: for `oldest` and `latest`. */
export function tsOf(at: Instant): string {
  return `${Math.floor(at / 1000)}.${String(Math.floor(at % 1000)).padStart(3, '0')}000`;
}

/** How people and bots are stored: `T1/U1`. Ids that carry a team already are left as they are. */
export function personId(team: string, user: string): string {
  return user.includes('/') ? user : `${team}/${user}`;
}

/** The part Slack understands: `U1` of `T1/U1`. */
export function slackId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** True for ids of user groups (`S…`), which are brought in as the people they hold. */
export function isGroup(id: string): boolean {
  return slackId(id).startsWith('S');
}

/** The name of a message at its origin, for idempotency: `slack:T1/C1/1732312345.000200`. */
export function messageSource(place: MessagePlace): string {
  return `slack:${place.team}/${place.channel}/${place.ts}`;
}

/**
 * The address of a message, made without asking Slack (its docs, "chat.getPermalink", show the form). `teamUrl` is what
 * auth.test answers, with the slash at its end.
 */
export function permalinkOf(teamUrl: string, place: MessagePlace, thread?: string): string {
  const address = `${teamUrl}archives/${place.channel}/p${place.ts.replace('.', '')}`;
  return thread === undefined || thread === place.ts
    ? address
    : `${address}?thread_ts=${thread}&cid=${place.channel}`;
}

/** The stream of an incident: `incident/<id>`. */
export function streamOf(incident: { id: string }): string {
  return incident.id.startsWith('incident/') ? incident.id : `incident/${incident.id}`;
}
