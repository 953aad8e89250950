// Methods of the reactions and pins families.
import { z } from 'zod';
import { pinItem, pinMessage, react, unpinMessage, unreact } from '../acts/marks.ts';
import { SlackError } from '../errors.ts';
import { messageJson, permalink } from '../render/message.ts';
import type { Channel, Message } from '../world.ts';
import { text } from './args.ts';
import { knownChannel, requireMember, requireOpen, standing } from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';

const item = { channel: text().optional(), timestamp: text().optional() };

type Item = { channel?: string | undefined; timestamp?: string | undefined };

/** The message an item names, in a channel the caller is in. */
function itemOf(call: Call, { channel: id, timestamp }: Item): { channel: Channel; message: Message } {
  if (!id || !timestamp) {
    throw new SlackError('no_item_specified');
  }
  const channel = knownChannel(call, id);
  if (!/^\d+\.\d{6}$/.test(timestamp)) {
    throw new SlackError('bad_timestamp');
  }
  requireMember(channel, call.actor);
  return { channel, message: standing(channel, timestamp) };
}

const reactionsAdd = method({
  name: 'reactions.add',
  args: z.object({ ...item, name: text() }),
  scopes: ['reactions:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const { channel, message } = itemOf(call, args);
    requireOpen(channel);
    react(call, channel, message, call.actor, args.name);
    return {};
  },
});

const reactionsRemove = method({
  name: 'reactions.remove',
  args: z.object({ ...item, name: text() }),
  scopes: ['reactions:write'],
  tier: 2,
  json: true,
  run(call, args) {
    const { channel, message } = itemOf(call, args);
    unreact(call, channel, message, call.actor, args.name);
    return {};
  },
});

const reactionsGet = method({
  name: 'reactions.get',
  args: z.object(item),
  scopes: ['reactions:read'],
  tier: 3,
  json: false,
  run(call, args) {
    const { channel, message } = itemOf(call, args);
    const shown = messageJson(call, channel, message);
    const link = { permalink: permalink(call, channel, message) };
    return { type: 'message', channel: channel.id, message: { ...shown, ...link } };
  },
});

const pinsAdd = method({
  name: 'pins.add',
  args: z.object(item),
  scopes: ['pins:write'],
  tier: 2,
  json: true,
  run(call, args) {
    const { channel, message } = itemOf(call, args);
    requireOpen(channel);
    pinMessage(call, channel, message, call.actor);
    return {};
  },
});

const pinsRemove = method({
  name: 'pins.remove',
  args: z.object(item),
  scopes: ['pins:write'],
  tier: 2,
  json: true,
  run(call, args) {
    const { channel, message } = itemOf(call, args);
    unpinMessage(call, channel, message, call.actor);
    return {};
  },
});

const pinsList = method({
  name: 'pins.list',
  args: z.object({ channel: text() }),
  scopes: ['pins:read'],
  tier: 2,
  json: false,
  run(call, args) {
    const channel = knownChannel(call, args.channel);
    requireMember(channel, call.actor);
    const messages = channel.pins
      .map((pin) => channel.messages.get(pin.ts))
      .filter((each) => each !== undefined);
    return { items: messages.map((message) => pinItem(call, channel, message)) };
  },
});

export const markMethods: Method[] = [
  reactionsAdd,
  reactionsRemove,
  reactionsGet,
  pinsAdd,
  pinsRemove,
  pinsList,
];
