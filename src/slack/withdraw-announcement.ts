// Takes back what was announced of an incident that has become private: the message, and our replies in its thread.
import { z } from 'zod';
import type { Incident } from '../incident/state.ts';
import type { MessagePlace } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { announcedIn } from '../policy/announcing.ts';
import { done } from './client.ts';
import type { ChannelFinder } from './find-channel.ts';
import { findPosted, update } from './posting.ts';
import { isOurs } from './slack-message.ts';
import { type Attempt, ownAsking, type Stage } from './stage.ts';

const PAGE = 200;

const threadPage = z.object({
  messages: z.array(z.object({ ts: z.string(), user: z.string().nullish(), bot_id: z.string().nullish() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Codes that say: it is not there any more. */
const GONE = new Set(['message_not_found', 'thread_not_found']);
/** Some workspaces let nobody delete: then our words are replaced. */
const NOT_DELETABLE = new Set(['cant_delete_message', 'compliance_exports_prevent_deletion']);
const NEUTRAL = 'Withdrawn: this is not public any more.';

/** Deletes a message of ours; where nobody may delete, its words are replaced. */
export async function takeAway(stage: Stage, place: MessagePlace, instead = NEUTRAL): Promise<void> {
  const { channel, ts } = place;
  try {
    await stage.slack.call('chat.delete', { channel, ts }, done);
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    if (NOT_DELETABLE.has(error.code)) {
      await update(stage, place, { text: instead, blocks: [] }, {}, 'now');
    } else if (!GONE.has(error.code)) {
      throw error;
    }
  }
}

/** Our own replies: a deleted parent leaves its thread standing. What people answered there is theirs. */
async function ownReplies(stage: Stage, { team, channel, ts }: MessagePlace): Promise<MessagePlace[]> {
  const identity = stage.session.identity();
  const found: MessagePlace[] = [];
  let cursor: string | undefined;
  do {
    const args = { channel, ts, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const page = await stage.slack.call('conversations.replies', args, threadPage).catch((error: unknown) => {
      if (error instanceof VendorError && GONE.has(error.code)) {
        return undefined;
      }
      throw error;
    });
    const ours = page?.messages.filter((message) => message.ts !== ts && isOurs(message, identity)) ?? [];
    found.push(...ours.map((message) => ({ team, channel, ts: message.ts })));
    cursor = page?.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return found;
}

/** Where it stands; looked for, since one may have been posted by an attempt that was cut off before it said so. */
async function standing(
  stage: Stage,
  effect: Attempt,
  incident: Incident,
  channels: ChannelFinder,
): Promise<MessagePlace | undefined> {
  const where = announcedIn(stage.policy, incident);
  if (incident.announcement || !where) {
    return incident.announcement;
  }
  const channel = await channels.find(where.name, where.setting);
  const left = await findPosted(stage, { channel }, (mark) => mark.announcement === effect.stream);
  return left && { team: stage.session.identity().team, channel, ts: left.ts };
}

/** Does nothing where nothing is announced. Begun again after a kill, it goes on with what still stands. */
export async function withdrawAnnouncement(
  stage: Stage,
  effect: Attempt,
  incident: Incident,
  channels: ChannelFinder,
): Promise<void> {
  const place = await standing(stage, effect, incident, channels);
  if (!place) {
    return;
  }
  for (const reply of await ownReplies(stage, place)) {
    await takeAway(stage, reply);
  }
  await takeAway(stage, place);
  await stage.engine.handle({
    type: 'record-announcement-withdrawn',
    incident: effect.stream,
    wish: { place },
    asking: ownAsking(stage, effect, `withdrawn:${place.ts}`),
  });
}
