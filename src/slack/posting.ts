// Posting so that a second attempt finds what a first, killed one left: each post carries the effect it came from.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { MessagePlace } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Post } from './blocks.ts';
import { done } from './client.ts';
import { lookBack, type Target } from './look-back.ts';
import type { Urgency } from './rate-limits.ts';
import { isOurs } from './slack-message.ts';
import type { Attempt, Stage } from './stage.ts';

const EVENT_TYPE = 'firescribe';
export type Mark = Readonly<Record<string, string | number>>;

const posted = z.object({ channel: z.string(), ts: z.string() });

const marked = z.object({
  ts: z.string(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  metadata: z
    .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
    .optional()
    .catch(undefined),
});
export type Found = { ts: string; mark: Record<string, unknown> };

/** Our own message in a channel (or thread) whose mark fits, as far as `lookBack` sees. */
export async function findPosted(
  stage: Stage,
  target: Target,
  fits: (mark: Record<string, unknown>) => boolean,
): Promise<Found | undefined> {
  const identity = stage.session.identity();
  return lookBack(stage, target, marked, (message) => {
    const mark = message.metadata?.event_type === EVENT_TYPE ? message.metadata.event_payload : undefined;
    return mark && isOurs(message, identity) && fits(mark) ? { ts: message.ts, mark } : undefined;
  });
}

function content(post: Post, mark: Mark): Record<string, unknown> {
  return {
    text: post.text,
    ...(post.blocks.length > 0 ? { blocks: post.blocks } : {}),
    metadata: { event_type: EVENT_TYPE, event_payload: mark },
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Posts, whatever was posted before. */
export async function post(stage: Stage, target: Target, words: Post, mark: Mark): Promise<MessagePlace> {
  const { team } = stage.session.identity();
  const answer = await stage.slack.call(
    'chat.postMessage',
    {
      channel: target.channel,
      ...(target.thread ? { thread_ts: target.thread } : {}),
      ...content(words, mark),
    },
    posted,
  );
  return { team, channel: answer.channel, ts: answer.ts };
}

/** Posts once per effect: a later attempt takes up what an earlier one posted. */
export async function postOnce(
  stage: Stage,
  effect: Attempt,
  target: Target,
  words: Post,
  mark: Mark = {},
): Promise<MessagePlace> {
  return (
    (await takenUp(stage, effect, target)) ??
    (await post(stage, target, words, { effect: effect.key, ...mark }))
  );
}

/** What an earlier attempt posted; it may say what was true then. */
async function takenUp(stage: Stage, effect: Attempt, target: Target): Promise<MessagePlace | undefined> {
  const found =
    effect.attempt > 1 ? await findPosted(stage, target, (left) => left.effect === effect.key) : undefined;
  return found && { team: stage.session.identity().team, channel: target.channel, ts: found.ts };
}

export type Telling = {
  target: Target;
  mark?: Mark;
  /** As it should be said now; undefined where there is nothing to say any more. */
  words(): Promise<Post | undefined>;
  /** What stands there instead where there is nothing to say any more, and it had been said. */
  instead?(): Promise<Post | undefined>;
  /** Remembers where it stands. */
  record?(place: MessagePlace): Promise<unknown>;
};

/**
 * Posts once, remembers where, and sees to it that what stands there is true by then: while it was under way its fact may
 * have been redacted, or its item done, and whoever looks for the sentence to change it has not found it.
 */
export async function tellTruly(stage: Stage, effect: Attempt, telling: Telling): Promise<void> {
  const { target, mark, words, instead, record } = telling;
  const first = await words();
  const before = await takenUp(stage, effect, target);
  if (!before && !first) {
    return;
  }
  const place = before ?? (await post(stage, target, first!, { effect: effect.key, ...mark }));
  await record?.(place);
  const now = (await words()) ?? (await instead?.());
  if (now && (before || !isDeepStrictEqual(now, first))) {
    await update(stage, place, now, { effect: effect.key, ...mark }, 'now');
  }
}

/** Codes that say: the message is not there any more, or not ours to change. */
const GONE = new Set(['message_not_found', 'cant_update_message']);

/** Brings a message of ours up to date. False where it is gone. */
export async function update(
  stage: Stage,
  place: MessagePlace,
  words: Post,
  mark: Mark,
  urgency: Urgency,
): Promise<boolean> {
  const { unfurl_links: _links, unfurl_media: _media, ...args } = content(words, mark);
  try {
    await stage.slack.call('chat.update', { channel: place.channel, ts: place.ts, ...args }, done, urgency);
    return true;
  } catch (error) {
    if (error instanceof VendorError && GONE.has(error.code)) {
      return false;
    }
    throw error;
  }
}

/** Does the work, where a refusal with one of these codes means that there is nothing left to do. */
export async function unless(codes: readonly string[], work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof VendorError && codes.includes(error.code))) {
      throw error;
    }
  }
}
