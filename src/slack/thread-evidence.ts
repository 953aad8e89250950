// The thread of the message that an incident was declared from, copied as evidence.
import type { Performer } from '../engine/performer.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { done } from './client.ts';
import { threadOf } from './history.ts';
import { instantOf, permalinkOf } from './ids.ts';
import { isOurs, messageOf, type SlackMessage } from './slack-message.ts';
import { eventOf, ownAsking, type Stage } from './stage.ts';

/**
 * A bot reads only where it is a member (Slack's docs, "conversations.replies"). Public channels it may join; Slack writes a
 * line there, so it does not for a private incident.
 */
async function readThread(
  stage: Stage,
  { channel, thread, mayJoin }: { channel: string; thread: string; mayJoin: boolean },
): Promise<SlackMessage[]> {
  try {
    return await threadOf(stage.slack, channel, thread);
  } catch (error) {
    if (!(error instanceof VendorError) || error.code !== 'not_in_channel') {
      throw error;
    }
    if (!mayJoin) {
      throw new VendorError(
        'The rest of the thread that this was declared from is not copied: Firescribe is not in its channel, and joining would be seen there. Invite it, then try again on Firescribe’s Home tab.',
        { permanent: true, code: 'not_in_channel' },
      );
    }
    await stage.slack.call('conversations.join', { channel }, done);
    return threadOf(stage.slack, channel, thread);
  }
}

export function threadPerformer(stage: Stage): Performer<'thread.copy'> {
  return async (effect) => {
    const event = await eventOf(stage, effect.payload.event, 'incident-declared');
    const { from, private: hidden } = event.data;
    if (from?.thread === undefined) {
      return;
    }
    const { thread } = from;
    const identity = stage.session.identity();
    const telling = { identity, people: stage.directory };
    for (const raw of await readThread(stage, { channel: from.channel, thread, mayJoin: !hidden })) {
      if (isOurs(raw, identity)) {
        continue;
      }
      const { place, author, text, files } = messageOf(raw, from.channel, telling);
      const permalink = permalinkOf(identity.teamUrl, place, thread);
      const postedAt = instantOf(raw.ts);
      await stage.engine.handle({
        type: 'copy-evidence',
        incident: effect.stream,
        wish: { place, author, text, files, permalink, postedAt, pinned: false },
        asking: ownAsking(stage, effect, `thread:${raw.ts}`),
      });
    }
  };
}
