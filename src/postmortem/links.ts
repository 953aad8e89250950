// Addresses of messages in Slack.
import type { Entry } from '../incident/entry.ts';

/**
 * The address of a message, or of our sentence about a fact that is none: the permalink on record, else built from its place as Slack builds it
 * (`https://<workspace>.slack.com/archives/C…/p<ts without its point>`, replies with `thread_ts`).
 */
export function linkTo(
  entry: Pick<Entry, 'permalink' | 'place' | 'thread' | 'shownAt'>,
  workspaceUrl?: string,
): string | undefined {
  const { permalink } = entry;
  const { place, thread } = entry.place ? entry : (entry.shownAt ?? {});
  if (permalink !== undefined || place === undefined || workspaceUrl === undefined) {
    return permalink;
  }
  const base = `${workspaceUrl.replace(/\/$/, '')}/archives/${place.channel}/p${place.ts.replace('.', '')}`;
  return thread === undefined || thread === place.ts
    ? base
    : `${base}?thread_ts=${thread}&cid=${place.channel}`;
}
