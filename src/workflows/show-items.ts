// Keeps our sentence about an action item up to date where it stands: owner, date, ticket, and how far it has come.
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const refreshItem = reaction(
  'keep the item’s message up to date',
  ['item-changed', 'item-done', 'item-reopened', 'ticket-requested', 'ticket-linked', 'ticket-changed'],
  (event, after) =>
    isLive(after)
      ? [
          {
            kind: 'item.refresh',
            payload: { item: event.data.item },
            target: `item:${event.stream}:${event.data.item}`,
          },
        ]
      : [],
);
