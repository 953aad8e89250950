// chat.scheduleMessage, chat.deleteScheduledMessage, chat.scheduledMessages.list.
import { z } from 'zod';
import { addMessage } from '../acts/post.ts';
import { SlackError } from '../errors.ts';
import { seconds } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { int, text } from './args.ts';
import { knownChannel, threadParent } from './channel-rules.ts';
import { postable } from './chat-post.ts';
import { contentArgs, readContent } from './message-content.ts';
import { type Call, type Method, method } from './method.ts';
import { nextCursor, pageOf } from './paging.ts';

const FURTHEST_SECONDS = 120 * 24 * 3600;
const WINDOW_SECONDS = 300;
const MOST_IN_WINDOW = 30;

const schedule = method({
  name: 'chat.scheduleMessage',
  args: z.object({ channel: text(), post_at: int(), ...contentArgs, thread_ts: text().optional() }),
  scopes: ['chat:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const channel = postable(call, knownChannel(call, args.channel));
    requireTime(call, channel, args.post_at);
    const content = readContent(args);
    const threadTs = args.thread_ts ? threadParent(channel, args.thread_ts).ts : undefined;
    const id = call.newId('Q');
    const author = { user: call.actor.id, ...(call.actor.bot ? { bot: call.actor.bot } : {}) };
    const cancel = call.clock.at(args.post_at * 1000, () => {
      call.world.scheduled.delete(id);
      if (!channel.archived) {
        addMessage(call, channel, { ...content, ...author, ...(threadTs ? { threadTs } : {}) });
      }
    });
    const about = { id, appId: call.appId, channel: channel.id, postAt: args.post_at };
    call.world.scheduled.set(id, { ...about, created: seconds(call), text: content.text, cancel });
    const message = { type: 'delayed_message', text: content.text, user: author.user };
    return { channel: channel.id, scheduled_message_id: id, post_at: args.post_at, message };
  },
});

function requireTime(call: Call, channel: Channel, at: number): void {
  if (at <= seconds(call)) {
    throw new SlackError('time_in_past');
  }
  if (at > seconds(call) + FURTHEST_SECONDS) {
    throw new SlackError('time_too_far');
  }
  const window = Math.floor(at / WINDOW_SECONDS);
  const near = [...call.world.scheduled.values()].filter(
    (each) => each.channel === channel.id && Math.floor(each.postAt / WINDOW_SECONDS) === window,
  );
  if (near.length >= MOST_IN_WINDOW) {
    throw new SlackError('restricted_too_many');
  }
}

const deleteScheduled = method({
  name: 'chat.deleteScheduledMessage',
  args: z.object({ channel: text(), scheduled_message_id: text() }),
  scopes: ['chat:write'],
  tier: 3,
  json: true,
  run(call, args) {
    const channel = knownChannel(call, args.channel);
    const scheduled = call.world.scheduled.get(args.scheduled_message_id);
    if (!scheduled || scheduled.channel !== channel.id || scheduled.appId !== call.appId) {
      throw new SlackError('invalid_scheduled_message_id');
    }
    scheduled.cancel();
    call.world.scheduled.delete(scheduled.id);
    return {};
  },
});

const listScheduled = method({
  name: 'chat.scheduledMessages.list',
  args: z.object({ channel: text().optional(), cursor: text().optional(), limit: int().optional() }),
  scopes: [],
  tier: 3,
  json: true,
  run(call, args) {
    if (args.channel && !call.world.channels.has(args.channel)) {
      throw new SlackError('invalid_channel');
    }
    const mine = [...call.world.scheduled.values()].filter(
      (each) => each.appId === call.appId && (!args.channel || each.channel === args.channel),
    );
    const { items, next } = pageOf(mine, args, (each) => each.id, { usual: 100, most: 1_000 });
    const shown = items.map(({ id, channel, postAt, created, text: said }) => ({
      id,
      channel_id: channel,
      post_at: postAt,
      date_created: created,
      text: said,
    }));
    return { scheduled_messages: shown, ...nextCursor(next) };
  },
});

export const chatScheduledMethods: Method[] = [schedule, deleteScheduled, listScheduled];
