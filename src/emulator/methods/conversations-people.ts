// conversations.invite, kick, join, leave, open.
import { z } from 'zod';
import { findDirect, openDirect } from '../acts/direct.ts';
import { joinChannel, leaveChannel } from '../acts/members.ts';
import { SlackError } from '../errors.ts';
import { channelJson } from '../render/channel.ts';
import type { Channel, User } from '../world.ts';
import { bool, list, text } from './args.ts';
import {
  anyScope,
  knownChannel,
  permitted,
  requireMember,
  requireNamed,
  requireOpen,
  requireScope,
} from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';

/** Slack's docs. */
const MOST_INVITED = 100;
const MOST_OPENED = 8;

const invite = method({
  name: 'conversations.invite',
  args: z.object({ channel: text(), users: list().default([]), force: bool().default(false) }),
  scopes: anyScope('invites'),
  tier: 3,
  json: true,
  run(call, args) {
    const channel = permitted(call, args.channel, 'invites');
    requireNamed(channel);
    requireOpen(channel);
    requireMember(channel, call.actor);
    const users = [...new Set(args.users)];
    if (users.length === 0) {
      throw new SlackError('no_user');
    }
    if (users.length > MOST_INVITED) {
      throw new SlackError('too_many_users');
    }
    const judged = users.map((id) => ({ id, refusal: refusalOf(call, channel, id) }));
    const errors = judged.flatMap(({ id, refusal }) =>
      refusal ? [{ user: id, ok: false, error: refusal }] : [],
    );
    const first = errors[0];
    const welcome = judged.filter((each) => !each.refusal);
    if (first && (!args.force || welcome.length === 0)) {
      throw new SlackError(first.error, { errors });
    }
    for (const { id } of welcome) {
      joinChannel(call, channel, call.world.users.get(id) as User, call.actor.id);
    }
    const shown = channelJson(call.world, channel, call.actor.id);
    return { channel: shown, ...(errors.length > 0 ? { errors } : {}) };
  },
});

function refusalOf(call: Call, channel: Channel, id: string): string | undefined {
  const user = call.world.users.get(id);
  if (!user) {
    return 'user_not_found';
  }
  if (user.deleted) {
    return 'cant_invite';
  }
  if (id === call.actor.id) {
    return 'cant_invite_self';
  }
  if (channel.members.includes(id)) {
    return 'already_in_channel';
  }
  if (user.external) {
    return 'no_external_invite_permission';
  }
  return user.guest ? 'user_is_restricted' : undefined;
}

const kick = method({
  name: 'conversations.kick',
  args: z.object({ channel: text(), user: text() }),
  scopes: ['channels:manage', 'groups:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const channel = permitted(call, args.channel, 'manage');
    requireNamed(channel);
    if (args.user === call.actor.id) {
      throw new SlackError('cant_kick_self');
    }
    const user = call.world.users.get(args.user);
    if (!user) {
      throw new SlackError('user_not_found');
    }
    if (channel.general) {
      throw new SlackError('cant_kick_from_general');
    }
    requireMember(channel, call.actor);
    requireMember(channel, user);
    leaveChannel(call, channel, user, call.actor.id);
    return { errors: {} };
  },
});

const join = method({
  name: 'conversations.join',
  args: z.object({ channel: text() }),
  scopes: ['channels:join'],
  tier: 3,
  json: true,
  run(call, args) {
    const channel = knownChannel(call, args.channel);
    if (channel.kind !== 'public') {
      throw new SlackError('method_not_supported_for_channel_type');
    }
    requireOpen(channel);
    const already = channel.members.includes(call.actor.id);
    if (!already) {
      joinChannel(call, channel, call.actor);
    }
    const shown = { channel: channelJson(call.world, channel, call.actor.id) };
    return already ? { ...shown, warnings: ['already_in_channel'] } : shown;
  },
});

const leave = method({
  name: 'conversations.leave',
  args: z.object({ channel: text() }),
  scopes: anyScope('manage'),
  tier: 3,
  json: true,
  run(call, args) {
    const channel = permitted(call, args.channel, 'manage');
    requireNamed(channel);
    requireOpen(channel);
    if (!channel.members.includes(call.actor.id)) {
      return { not_in_channel: true };
    }
    if (channel.general) {
      throw new SlackError('cant_leave_general');
    }
    if (channel.kind === 'private' && channel.members.length === 1) {
      throw new SlackError('last_member');
    }
    leaveChannel(call, channel, call.actor, call.actor.id);
    return {};
  },
});

const open = method({
  name: 'conversations.open',
  args: z.object({
    channel: text().optional(),
    users: list().optional(),
    return_im: bool().default(false),
    prevent_creation: bool().default(false),
  }),
  scopes: ['channels:manage', 'groups:write', 'im:write', 'mpim:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const shown = (channel: Channel) =>
      args.return_im ? channelJson(call.world, channel, call.actor.id) : { id: channel.id };
    if (args.channel) {
      const channel = permitted(call, args.channel, 'manage');
      return { channel: shown(channel), no_op: true, already_open: true };
    }
    const people = peopleToOpen(call, args.users);
    requireScope(call, 'manage', people.length > 2 ? 'mpim' : 'im');
    const found = findDirect(call, people);
    if (!found && args.prevent_creation) {
      throw new SlackError('channel_not_found');
    }
    const channel = found ?? openDirect(call, people);
    return { channel: shown(channel), ...(found ? { no_op: true, already_open: true } : {}) };
  },
});

function peopleToOpen(call: Call, given: string[] | undefined): string[] {
  if (!given || given.length === 0) {
    throw new SlackError('users_list_not_supplied');
  }
  if (given.length > MOST_OPENED) {
    throw new SlackError('too_many_users');
  }
  for (const id of given) {
    const user = call.world.users.get(id);
    if (!user) {
      throw new SlackError('user_not_found');
    }
    if (user.deleted) {
      throw new SlackError('user_disabled');
    }
    if (user.bot && call.actor.bot) {
      throw new SlackError('cannot_dm_bot');
    }
  }
  return [...new Set([call.actor.id, ...given])];
}

export const conversationPeopleMethods: Method[] = [invite, kick, join, leave, open];
