// A user as the API shows one.
import type { Team, User } from '../world.ts';

/** `withEmail`: only callers with users:read.email see it. `now` in ms: a zone's offset depends on the day. */
export function userJson(team: Team, user: User, now: number, withEmail: boolean): Record<string, unknown> {
  const avatar = user.avatar ?? `https://a.slack-edge.com/avatars/${user.id}`;
  const sizes = [24, 32, 48, 72, 192, 512].map((size) => [`image_${size}`, avatar]);
  return {
    id: user.id,
    ...belonging(team, user),
    name: user.name,
    deleted: user.deleted,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, now),
    profile: {
      avatar_hash: user.id.toLowerCase(),
      status_text: '',
      status_emoji: '',
      real_name: user.realName,
      // Slack's own default is an empty one; clients then show the real name.
      display_name: user.displayName,
      real_name_normalized: user.realName,
      display_name_normalized: user.displayName,
      ...(withEmail && user.email ? { email: user.email } : {}),
      ...Object.fromEntries(sizes),
      ...(user.bot ? { api_app_id: user.bot.appId, bot_id: user.bot.botId } : {}),
      team: user.teamId,
    },
    is_admin: user.admin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.guest,
    is_ultra_restricted: false,
    is_bot: user.bot !== undefined,
    is_app_user: false,
    ...(user.external ? { is_stranger: false } : {}),
    updated: user.updated,
  };
}

/**
 * Which workspace somebody is of. Of people of an organisation, `team_id` names the organisation (slackapi/bolt-js#1875; others
 * report none at all, or another of their workspaces), and `enterprise_user.teams` the workspaces.
 */
function belonging({ id, enterprise }: Team, user: User): Record<string, unknown> {
  if (!enterprise || user.bot || user.teamId !== id) {
    return { team_id: user.teamId };
  }
  const names = { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  const member = { id: user.id, ...names, is_admin: false, is_owner: false, teams: [id] };
  return { team_id: enterprise.id, enterprise_user: member };
}

/** Seconds east of UTC. */
function offsetSeconds(tz: string, now: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes = '0'] = /GMT([+-])(\d+):?(\d+)?/.exec(name ?? '') ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60) : 0;
}
