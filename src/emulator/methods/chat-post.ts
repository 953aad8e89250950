// chat.postMessage, chat.postEphemeral, chat.getPermalink.
import { z } from 'zod';
import { openDirect } from '../acts/direct.ts';
import { addMessage } from '../acts/post.ts';
import { SlackError } from '../errors.ts';
import { contentJson, permalink } from '../render/message.ts';
import { nextTs } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { bool, text } from './args.ts';
import { knownChannel, requireMember, requireOpen, standing, threadParent } from './channel-rules.ts';
import {
  contentArgs,
  lookArgs,
  metadataArg,
  readContent,
  readLook,
  readMetadata,
} from './message-content.ts';
import { type Call, type Method, method } from './method.ts';

const postMessage = method({
  name: 'chat.postMessage',
  args: z.object({
    channel: text(),
    ...contentArgs,
    ...metadataArg,
    ...lookArgs,
    thread_ts: text().optional(),
    reply_broadcast: bool().optional(),
  }),
  scopes: ['chat:write'],
  tier: 'special',
  json: true,
  run(call, args) {
    const channel = postable(call, target(call, args.channel));
    const content = readContent(args);
    const metadata = readMetadata(args.metadata);
    const look = readLook(call, args);
    const parent = args.thread_ts ? threadParent(channel, args.thread_ts) : undefined;
    const message = addMessage(call, channel, {
      ...content,
      ...(look.username ? {} : { user: call.actor.id }),
      ...(call.actor.bot ? { bot: call.actor.bot } : {}),
      ...look,
      ...(metadata ? { metadata } : {}),
      ...(parent ? { threadTs: parent.ts } : {}),
      ...(parent && args.reply_broadcast ? { broadcast: true, subtype: 'thread_broadcast' } : {}),
    });
    const shown = contentJson(call, message, { withMetadata: true });
    return { channel: channel.id, ts: message.ts, message: shown };
  },
});

/** A channel by id, name or #name; a person with an account, whose direct messages are opened. */
function target(call: Call, given: string): Channel {
  const person = call.world.users.get(given);
  if (person && !person.deleted) {
    return openDirect(call, [call.actor.id, person.id]);
  }
  const name = given.replace(/^#/, '');
  const named = [...call.world.channels.values()].find((channel) => channel.name === name && name !== '');
  return knownChannel(call, named?.id ?? given);
}

/** Whether the caller may post there: as a member, or anywhere public with chat:write.public. */
export function postable(call: Call, channel: Channel): Channel {
  requireOpen(channel);
  const anywhere = channel.kind === 'public' && call.token.scopes.includes('chat:write.public');
  if (!anywhere) {
    requireMember(channel, call.actor);
  }
  if (channel.readOnly && !call.actor.admin) {
    throw new SlackError('restricted_action_read_only_channel');
  }
  const home = call.world.apps.get(call.appId)?.manifest.features.app_home;
  if (channel.kind === 'im' && home?.messages_tab_enabled === false) {
    throw new SlackError('messages_tab_disabled');
  }
  return channel;
}

const postEphemeral = method({
  name: 'chat.postEphemeral',
  args: z.object({
    channel: text(),
    user: text(),
    ...contentArgs,
    ...lookArgs,
    thread_ts: text().optional(),
  }),
  scopes: ['chat:write'],
  tier: 4,
  json: true,
  run(call, args) {
    const channel = knownChannel(call, args.channel);
    requireOpen(channel);
    requireMember(channel, call.actor);
    if (!channel.members.includes(args.user)) {
      throw new SlackError('user_not_in_channel');
    }
    const content = readContent(args);
    readLook(call, args);
    const ts = nextTs(call, channel);
    const threadTs = args.thread_ts ? threadParent(channel, args.thread_ts).ts : undefined;
    const where = { ts, channel: channel.id, to: args.user, appId: call.appId };
    call.world.ephemerals.push({ ...where, ...(threadTs ? { threadTs } : {}), ...content });
    call.changed({ kind: 'ephemeral', channel: channel.id, ts, user: args.user });
    return { message_ts: ts };
  },
});

const getPermalink = method({
  name: 'chat.getPermalink',
  args: z.object({ channel: text(), message_ts: text() }),
  scopes: [],
  tier: 'special',
  json: false,
  run(call, args) {
    const channel = knownChannel(call, args.channel);
    const message = standing(channel, args.message_ts);
    return { channel: channel.id, permalink: permalink(call, channel, message) };
  },
});

export const chatPostMethods: Method[] = [postMessage, postEphemeral, getPermalink];
