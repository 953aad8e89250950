// What follows once a channel is known as an incident's: events that overtook the record, and what was said while it was lost.
import type { Recorded } from '../incident/events.ts';
import type { Capture } from './capture.ts';
import { done } from './client.ts';
import { unless } from './posting.ts';
import type { Repair } from './repair.ts';
import type { Stage } from './stage.ts';

/** A private channel cannot be joined, only be invited to. */
const NOT_JOINED = ['method_not_supported_for_channel_type', 'channel_not_found', 'missing_scope'];

/**
 * Events that overtook the record; and where people, not we, gave the channel back, what was said meanwhile. Archiving may put
 * its members out, us too (slack-go/slack#1066): then we go in again.
 */
export async function afterOpening(
  event: Recorded<'channel-opened'>,
  { slack }: Pick<Stage, 'slack'>,
  capture: Capture,
  repair: Repair,
): Promise<void> {
  const { channel, adopted } = event.data;
  await capture.channelKnown(channel.id);
  if (adopted && event.actor.kind !== 'firescribe') {
    await unless(NOT_JOINED, slack.call('conversations.join', { channel: channel.id }, done));
    await repair.incident(event.stream);
  }
}
