// Methods about people: users, bots, the team, user groups.
import { z } from 'zod';
import { SlackError } from '../errors.ts';
import { groupJson } from '../render/group.ts';
import { botProfile } from '../render/message.ts';
import { userJson } from '../render/user.ts';
import type { User } from '../world.ts';
import { bool, int, text } from './args.ts';
import { type Call, type Method, method } from './method.ts';
import { nextCursor, pageOf } from './paging.ts';

function shown(call: Call, user: User): Record<string, unknown> {
  return userJson(call.world.team, user, call.clock.now(), call.token.scopes.includes('users:read.email'));
}

const usersInfo = method({
  name: 'users.info',
  args: z.object({ user: text() }),
  scopes: ['users:read'],
  tier: 4,
  json: false,
  run(call, args) {
    const user = call.world.users.get(args.user);
    if (!user) {
      throw new SlackError('user_not_found');
    }
    return { user: shown(call, user) };
  },
});

const usersList = method({
  name: 'users.list',
  args: z.object({ limit: int().optional(), cursor: text().optional(), team_id: text().optional() }),
  scopes: ['users:read'],
  tier: 2,
  json: false,
  run(call, args) {
    const users = [...call.world.users.values()];
    // Slack's docs: without a limit it tries to give everybody.
    const { items, next } = pageOf(users, args, (user) => user.id, { usual: 1_000, most: 1_000 });
    const members = items.map((user) => shown(call, user));
    return { members, cache_ts: Math.floor(call.clock.now() / 1000), ...nextCursor(next) };
  },
});

const lookupByEmail = method({
  name: 'users.lookupByEmail',
  args: z.object({ email: text() }),
  scopes: ['users:read.email'],
  tier: 3,
  json: false,
  run(call, args) {
    const wanted = args.email.toLowerCase();
    const user = [...call.world.users.values()].find((each) => each.email?.toLowerCase() === wanted);
    if (!user || user.deleted) {
      throw new SlackError('users_not_found');
    }
    return { user: shown(call, user) };
  },
});

const botsInfo = method({
  name: 'bots.info',
  args: z.object({ bot: text().optional() }),
  scopes: ['users:read'],
  tier: 3,
  json: false,
  run(call, args) {
    const app = [...call.world.apps.values()].find((each) => each.botId === args.bot);
    if (!app) {
      throw new SlackError('bot_not_found');
    }
    return { bot: botProfile(call.world, app) };
  },
});

const teamInfo = method({
  name: 'team.info',
  args: z.object({ team: text().optional() }),
  scopes: ['team:read'],
  tier: 3,
  json: true,
  run(call, args) {
    const { team } = call.world;
    if (args.team && args.team !== team.id) {
      throw new SlackError('team_not_found');
    }
    const about = { id: team.id, name: team.name, domain: team.domain, email_domain: '' };
    return { team: { ...about, url: `${call.url()}/`, icon: { image_default: true } } };
  },
});

const groupsList = method({
  name: 'usergroups.list',
  args: z.object({
    include_users: bool().default(false),
    include_count: bool().default(false),
    include_disabled: bool().default(false),
    team_id: text().optional(),
  }),
  scopes: ['usergroups:read'],
  tier: 2,
  json: false,
  run(call, args) {
    requirePaidPlan(call);
    const groups = [...call.world.groups.values()].filter((group) => args.include_disabled || !group.deleted);
    const usergroups = groups.map((group) => ({
      ...groupJson(call.world, group),
      ...(args.include_users ? { users: group.users } : {}),
      ...(args.include_count ? { user_count: group.users.length } : {}),
    }));
    return { usergroups };
  },
});

const groupUsers = method({
  name: 'usergroups.users.list',
  args: z.object({ usergroup: text(), include_disabled: bool().default(false), team_id: text().optional() }),
  scopes: ['usergroups:read'],
  tier: 2,
  json: false,
  run(call, args) {
    requirePaidPlan(call);
    const group = call.world.groups.get(args.usergroup);
    if (!group || (group.deleted && !args.include_disabled)) {
      throw new SlackError('no_such_subteam');
    }
    return { users: group.users };
  },
});

function requirePaidPlan(call: Call): void {
  if (call.world.team.plan === 'free') {
    throw new SlackError('plan_upgrade_required');
  }
}

export const peopleMethods: Method[] = [
  usersInfo,
  usersList,
  lookupByEmail,
  botsInfo,
  teamInfo,
  groupsList,
  groupUsers,
];
