// conversations.history and conversations.replies.
import { z } from 'zod';
import { stands } from '../acts/change-message.ts';
import { SlackError } from '../errors.ts';
import { messageJson } from '../render/message.ts';
import type { Channel, Message } from '../world.ts';
import { bool, int, text } from './args.ts';
import { anyScope, permitted, requireMember } from './channel-rules.ts';
import { type Call, type Method, method } from './method.ts';
import { nextCursor, pageOf } from './paging.ts';

/** Slack's docs. Since May 2025 far less for commercial apps outside the Marketplace. */
const HISTORY_PAGE = { usual: 100, most: 999 };
const REPLIES_PAGE = { usual: 1_000, most: 1_000 };
const DISTRIBUTED_PAGE = { usual: 15, most: 15 };

const args = z.object({
  channel: text(),
  latest: text().optional(),
  oldest: text().optional(),
  inclusive: bool().default(false),
  limit: int().optional(),
  cursor: text().optional(),
  include_all_metadata: bool().default(false),
});

type Range = Pick<z.output<typeof args>, 'latest' | 'oldest' | 'inclusive'>;

/** In the form every ts has, so that texts compare as times do. */
function bound(ts: string, refusal: string): string {
  const [, whole = '', part = ''] = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(ts) ?? [];
  if (whole === '') {
    throw new SlackError(refusal);
  }
  return `${whole.padStart(10, '0')}.${part.padEnd(6, '0')}`;
}

function inRange({ latest, oldest, inclusive }: Range): (message: Message) => boolean {
  const before = latest ? bound(latest, 'invalid_ts_latest') : undefined;
  const after = oldest ? bound(oldest, 'invalid_ts_oldest') : undefined;
  return ({ ts }) =>
    (before === undefined || ts < before || (inclusive && ts === before)) &&
    (after === undefined || ts > after || (inclusive && ts === after));
}

function shown(call: Call, channel: Channel, withMetadata: boolean): (message: Message) => unknown {
  return (message) => messageJson(call, channel, message, { withMetadata });
}

const history = method({
  name: 'conversations.history',
  args,
  scopes: anyScope('history'),
  tier: 3,
  json: true,
  run(call, given) {
    const channel = permitted(call, given.channel, 'history');
    requireMember(channel, call.actor);
    const within = inRange(given);
    const messages = [...channel.messages.values()].filter(
      (message) => stands(message) && (!message.threadTs || message.broadcast) && within(message),
    );
    // With oldest alone Slack begins at that end (slackhq/slack-api-docs#4); within a page the newest comes first all the same.
    const forward = given.oldest !== undefined && given.latest === undefined;
    const inTurn = forward ? messages : messages.toReversed();
    const size = call.historyMode() === 'distributed' ? DISTRIBUTED_PAGE : HISTORY_PAGE;
    const { items, next } = pageOf(inTurn, given, (message) => message.ts, size);
    return {
      messages: (forward ? items.toReversed() : items).map(shown(call, channel, given.include_all_metadata)),
      has_more: next !== '',
      pin_count: channel.pins.length,
      channel_actions_ts: null,
      channel_actions_count: 0,
      ...(next === '' ? {} : nextCursor(next)),
    };
  },
});

const replies = method({
  name: 'conversations.replies',
  args: args.extend({ ts: text() }),
  scopes: anyScope('history'),
  tier: 3,
  json: false,
  run(call, given) {
    const channel = permitted(call, given.channel, 'history');
    requireMember(channel, call.actor);
    const asked = channel.messages.get(given.ts);
    if (!asked || !stands(asked)) {
      throw new SlackError('thread_not_found');
    }
    const within = inRange(given);
    const below = asked.replies.map((ts) => channel.messages.get(ts)).filter((each) => each !== undefined);
    const thread = [asked, ...below.filter(within)];
    const size = call.historyMode() === 'distributed' ? DISTRIBUTED_PAGE : REPLIES_PAGE;
    const { items, next } = pageOf(thread, given, (message) => message.ts, size);
    return {
      messages: items.map(shown(call, channel, given.include_all_metadata)),
      has_more: next !== '',
      ...(next === '' ? {} : nextCursor(next)),
    };
  },
});

export const historyMethods: Method[] = [history, replies];
