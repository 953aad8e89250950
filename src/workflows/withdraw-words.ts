// Has our own sentences written anew where they quote what was redacted.
import { hasChannel } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const withdrawWords = reaction('withdraw redacted words', ['entry-redacted'], (event, after) =>
  hasChannel(after) ? [{ kind: 'words.withdraw', payload: { event: event.id } }] : [],
);

/** Where people were told of an alert before it was part of anything. */
export const withdrawLine = reaction(
  'withdraw redacted words of an alert’s line',
  ['entry-redacted'],
  ({ data }) =>
    data.alert
      ? data.events.map((event) => ({
          kind: 'line.refresh' as const,
          payload: { event },
          target: `line:${event}`,
        }))
      : [],
);

/** What others say of it, they say as it is now: without a title that is erased, and of a private one nothing. */
export const refreshOtherCards = reaction(
  'keep other cards true that name it',
  ['privacy-changed', 'entry-redacted'],
  (event, after) =>
    event.type === 'privacy-changed' || event.data.events.includes(after.title.event)
      ? [{ kind: 'other-cards.refresh', payload: {}, target: `other-cards:${event.stream}` }]
      : [],
);
