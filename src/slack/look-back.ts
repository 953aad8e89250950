// Looking for what a killed attempt left in a channel or a thread.
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import type { Stage } from './stage.ts';

const PAGE = 200;
/** Of a channel, which begins with the newest: a lost post is young, since the outbox tries again within minutes. */
const PAGES = 3;

export type Target = { channel: string; thread?: string };

/**
 * What `find` makes of the first message it knows: among the newest six hundred of a channel, or all of a thread, which Slack
 * gives oldest first. Needs membership of the channel. Private conversations cannot be read back (that would take a scope
 * which nothing else needs): there nothing is found.
 */
export async function lookBack<Message, Found>(
  stage: Pick<Stage, 'slack'>,
  target: Target,
  message: z.ZodType<Message>,
  find: (message: Message) => Found | undefined,
): Promise<Found | undefined> {
  try {
    return await search(stage, target, message, find);
  } catch (error) {
    if (error instanceof VendorError && error.code === 'missing_scope') {
      return undefined;
    }
    throw error;
  }
}

async function search<Message, Found>(
  { slack }: Pick<Stage, 'slack'>,
  { channel, thread }: Target,
  message: z.ZodType<Message>,
  find: (message: Message) => Found | undefined,
): Promise<Found | undefined> {
  const page = z.object({
    messages: z.array(message),
    response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
  });
  const most = thread === undefined ? PAGES : Number.POSITIVE_INFINITY;
  let cursor: string | undefined;
  for (let read = 0; read < most; read += 1) {
    const answer = await slack.call(
      thread === undefined ? 'conversations.history' : 'conversations.replies',
      {
        channel,
        ...(thread === undefined ? {} : { ts: thread }),
        include_all_metadata: true,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      },
      page,
    );
    for (const one of answer.messages) {
      const found = find(one);
      if (found !== undefined) {
        return found;
      }
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) {
      return undefined;
    }
  }
  return undefined;
}
