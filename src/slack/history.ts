// Reading a channel's history, newest first, page by page.
import { z } from 'zod';
import type { SlackClient } from './client.ts';
import { type SlackMessage, slackMessage } from './slack-message.ts';

/** Slack's docs, conversations.history: at most 999; distributed apps outside the Marketplace get 15 whatever they ask. */
const PAGE = 200;

const page = z.object({
  messages: z.array(z.unknown()),
  has_more: z.boolean().optional(),
  is_limited: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

export type HistoryPage = {
  /** Newest first. */
  messages: SlackMessage[];
  more: boolean;
  /** The workspace's plan hides older messages: what is missing below these is no deletion. */
  limited: boolean;
};

function readMessages(raw: readonly unknown[]): SlackMessage[] {
  return raw.flatMap((one) => slackMessage.safeParse(one).data ?? []);
}

/** One page of what was posted from `oldest` on and before `before` (ts, both exclusive): that next to `before`. */
export async function historyBefore(
  slack: SlackClient,
  channel: string,
  range: { oldest?: string; before: string },
): Promise<HistoryPage> {
  const answer = await slack.call(
    'conversations.history',
    {
      channel,
      limit: PAGE,
      latest: range.before,
      ...(range.oldest ? { oldest: range.oldest } : {}),
    },
    page,
  );
  return {
    messages: readMessages(answer.messages),
    more: answer.has_more ?? false,
    limited: answer.is_limited ?? false,
  };
}

/** All replies of a thread, oldest first, without its parent. */
export async function repliesOf(
  slack: SlackClient,
  channel: string,
  thread: string,
): Promise<SlackMessage[]> {
  return (await threadOf(slack, channel, thread)).filter((reply) => reply.ts !== thread);
}

/** A thread's parent and all its replies, oldest first. */
export async function threadOf(slack: SlackClient, channel: string, thread: string): Promise<SlackMessage[]> {
  const messages: SlackMessage[] = [];
  let cursor: string | undefined;
  do {
    const answer = await slack.call(
      'conversations.replies',
      { channel, ts: thread, limit: PAGE, ...(cursor ? { cursor } : {}) },
      page,
    );
    messages.push(...readMessages(answer.messages));
    cursor = answer.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return messages;
}
