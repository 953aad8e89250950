// conversations.create, rename, archive, unarchive, setTopic, setPurpose.
import { z } from 'zod';
import { archiveChannel, createChannel, renameChannel, setLine, unarchiveChannel } from '../acts/channels.ts';
import { SlackError } from '../errors.ts';
import { channelJson } from '../render/channel.ts';
import { storedText } from '../text.ts';
import { bool, text } from './args.ts';
import {
  anyScope,
  checkedName,
  permitted,
  requireMember,
  requireNamed,
  requireOpen,
  requireScope,
} from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';

const LONGEST_LINE = 250;

const create = method({
  name: 'conversations.create',
  args: z.object({ name: text().default(''), is_private: bool().default(false) }),
  scopes: anyScope('manage'),
  tier: 2,
  json: true,
  run(call, args) {
    const kind = args.is_private ? 'private' : 'public';
    requireScope(call, 'manage', kind);
    const channel = createChannel(call, call.actor, checkedName(call.world, args.name), kind);
    return { channel: channelJson(call.world, channel, call.actor.id) };
  },
});

const rename = method({
  name: 'conversations.rename',
  args: z.object({ channel: text(), name: text().default('') }),
  scopes: anyScope('manage'),
  tier: 2,
  json: true,
  run(call, args) {
    const channel = permitted(call, args.channel, 'manage');
    requireNamed(channel);
    requireOpen(channel);
    requireMember(channel, call.actor);
    // Slack's docs: only whoever created the channel, or an administrator, may rename it.
    if (channel.creator !== call.actor.id && !call.actor.admin) {
      throw new SlackError('not_authorized');
    }
    renameChannel(call, channel, call.actor, checkedName(call.world, args.name, channel));
    return { channel: channelJson(call.world, channel, call.actor.id) };
  },
});

const archive = method({
  name: 'conversations.archive',
  args: z.object({ channel: text() }),
  scopes: anyScope('manage'),
  tier: 2,
  json: true,
  run(call, args) {
    const channel = permitted(call, args.channel, 'manage');
    requireNamed(channel);
    requireOpen(channel, 'already_archived');
    if (channel.general) {
      throw new SlackError('cant_archive_general');
    }
    requireMember(channel, call.actor);
    archiveChannel(call, channel, call.actor);
    return {};
  },
});

const unarchive = method({
  name: 'conversations.unarchive',
  args: z.object({ channel: text() }),
  scopes: anyScope('manage'),
  tier: 2,
  json: true,
  run(call, args) {
    const channel = permitted(call, args.channel, 'manage');
    if (!channel.archived) {
      throw new SlackError('not_archived');
    }
    unarchiveChannel(call, channel, call.actor);
    return {};
  },
});

function setter(which: 'topic' | 'purpose'): Method {
  const value = { [which]: text() };
  return method({
    name: which === 'topic' ? 'conversations.setTopic' : 'conversations.setPurpose',
    args: z.object({ channel: text(), ...value }),
    scopes: anyScope('topic'),
    tier: 2,
    json: true,
    run(call: Call, args) {
      const channel = permitted(call, args.channel, 'topic');
      if (channel.kind === 'im') {
        throw new SlackError('method_not_supported_for_channel_type');
      }
      requireOpen(channel);
      requireMember(channel, call.actor);
      const line = (args as Record<string, string>)[which] ?? '';
      if ([...line].length > LONGEST_LINE) {
        throw new SlackError('too_long');
      }
      setLine(call, channel, call.actor, which, storedText(line));
      return { channel: channelJson(call.world, channel, call.actor.id) };
    },
  });
}

export const conversationChangeMethods: Method[] = [
  create,
  rename,
  archive,
  unarchive,
  setter('topic'),
  setter('purpose'),
];
