// Addresses of messages in Slack.
import type { Entry } from '../incident/entry.ts';

/**
 * A message's address: the permalink on record, else built from its place as Slack builds it
 * (`https://<workspace>.slack.com/archives/C…/p<ts without its point>`, replies with `thread_ts`).
 */
export function linkTo(
  entry: Pick<Entry, 'permalink' | 'place' | 'thread'>,
  workspaceUrl?: string,
): string | undefined {
  const { permalink, place, thread } = entry;
  if (permalink !== undefined || place === undefined || workspaceUrl === undefined) {
    return permalink;
  }
  const base = `${workspaceUrl.replace(/\/$/, '')}/archives/${place.channel}/p${place.ts.replace('.', '')}`;
  return thread === undefined || thread === place.ts
    ? base
    : `${base}?thread_ts=${thread}&cid=${place.channel}`;
}
