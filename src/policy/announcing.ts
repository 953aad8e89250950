// Where incidents are announced: one rule, that of the team, and one channel for all others.
import type { Policy } from './policy.ts';

export type AnnouncedIn = {
  /** A channel's name or id. */
  name: string;
  /** What says so, for an error that names it. */
  setting: string;
};

/** Undefined where nothing is announced. */
export function announcedIn(
  { teams, announcementChannel }: Pick<Policy, 'teams' | 'announcementChannel'>,
  { team }: { team?: string },
): AnnouncedIn | undefined {
  const own = teams.find(({ id }) => id === team)?.channel;
  if (own !== undefined) {
    return { name: own, setting: `teams.${team}.channel` };
  }
  return announcementChannel === undefined
    ? undefined
    : { name: announcementChannel, setting: 'ANNOUNCEMENT_CHANNEL' };
}
