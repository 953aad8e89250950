// Gives the channel a name without words where what it was named after is redacted.
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

/** A channel that opens later gets the new name at once. */
export const renameChannel = reaction(
  'rename the channel after a redaction',
  ['entry-redacted'],
  (event, after) =>
    event.data.channelName !== undefined && isLive(after) ? [{ kind: 'channel.rename', payload: {} }] : [],
);
