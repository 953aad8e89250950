// conversations.info, list, members, and users.conversations.
import { z } from 'zod';
import { SlackError } from '../errors.ts';
import { channelJson } from '../render/channel.ts';
import type { Channel, ChannelKind } from '../world.ts';
import { bool, int, list, text } from './args.ts';
import { anyScope, permitted, requireScope } from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';
import { nextCursor, pageOf } from './paging.ts';

const PAGE = { usual: 100, most: 1_000 };

const info = method({
  name: 'conversations.info',
  args: z.object({ channel: text(), include_num_members: bool().default(false) }),
  scopes: anyScope('read'),
  tier: 3,
  json: false,
  run(call, args) {
    const channel = permitted(call, args.channel, 'read');
    const count = args.include_num_members ? { num_members: channel.members.length } : {};
    return { channel: { ...channelJson(call.world, channel, call.actor.id), ...count } };
  },
});

const KIND: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: 'mpim',
  im: 'im',
};

function kindsAsked(call: Call, types: string[]): ChannelKind[] {
  const kinds = types.map((type) => {
    const kind = KIND[type];
    if (!kind) {
      throw new SlackError('invalid_types');
    }
    return kind;
  });
  for (const kind of kinds) {
    requireScope(call, 'read', kind);
  }
  return kinds;
}

const listArgs = {
  types: list().default(['public_channel']),
  exclude_archived: bool().default(false),
  limit: int().optional(),
  cursor: text().optional(),
  team_id: text().optional(),
};

/** What an app may list of these kinds: everything public, and else what it is in. */
function listed(call: Call, types: string[], exclude: boolean, only?: string): Channel[] {
  const kinds = kindsAsked(call, types);
  return [...call.world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      !(exclude && channel.archived) &&
      (channel.kind === 'public' || channel.members.includes(call.actor.id)) &&
      (only === undefined || channel.members.includes(only)),
  );
}

function requireLimit(limit: number | undefined): void {
  if (limit !== undefined && (limit < 0 || limit > PAGE.most)) {
    throw new SlackError('invalid_limit');
  }
}

const listAll = method({
  name: 'conversations.list',
  args: z.object(listArgs),
  scopes: anyScope('read'),
  tier: 2,
  json: false,
  run(call, args) {
    requireLimit(args.limit);
    const all = listed(call, args.types, args.exclude_archived);
    const { items, next } = pageOf(all, args, (channel) => channel.id, PAGE);
    const channels = items.map((channel) => ({
      ...channelJson(call.world, channel, call.actor.id),
      num_members: channel.members.length,
    }));
    return { channels, ...nextCursor(next) };
  },
});

const ofUser = method({
  name: 'users.conversations',
  args: z.object({ ...listArgs, user: text().optional() }),
  scopes: anyScope('read'),
  tier: 3,
  json: false,
  run(call, args) {
    requireLimit(args.limit);
    const all = listed(call, args.types, args.exclude_archived, args.user ?? call.actor.id);
    const { items, next } = pageOf(all, args, (channel) => channel.id, PAGE);
    const channels = items.map((channel) => {
      const { is_member: _, ...shown } = channelJson(call.world, channel, call.actor.id);
      return shown;
    });
    return { channels, ...nextCursor(next) };
  },
});

const members = method({
  name: 'conversations.members',
  args: z.object({ channel: text(), limit: int().optional(), cursor: text().optional() }),
  scopes: anyScope('read'),
  tier: 4,
  json: false,
  run(call, args) {
    const channel = permitted(call, args.channel, 'read');
    const { items, next } = pageOf(channel.members, args, (id) => id, PAGE);
    return { members: items, ...nextCursor(next) };
  },
});

export const conversationReadMethods: Method[] = [info, listAll, members, ofUser];
