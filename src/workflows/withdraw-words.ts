// Has our own sentences written anew where they quote what was redacted.
import { hasChannel } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const withdrawWords = reaction('withdraw redacted words', ['entry-redacted'], (event, after) =>
  hasChannel(after) ? [{ kind: 'words.withdraw', payload: { event: event.id } }] : [],
);
