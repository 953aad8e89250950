// Keeps our sentence about an action item up to date where it stands: owner, date, ticket, and how far it has come.
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { EffectWish } from './effects.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const ON = [
  'item-changed',
  'item-done',
  'item-reopened',
  'ticket-requested',
  'ticket-linked',
  'ticket-changed',
  'effect-failed',
  'entry-redacted',
] as const;

/** Where a ticket was given up, the event does not say whose: whoever waits for one has its button back. */
function concerned(
  event: Extract<IncidentEvent, { type: (typeof ON)[number] }>,
  { items }: Incident,
): string[] {
  if (event.type === 'entry-redacted') {
    // Words that are erased must not stand in our sentence either.
    return items.filter(({ text }) => event.data.events.includes(text.event)).map(({ id }) => id);
  }
  if (event.type !== 'effect-failed') {
    return [event.data.item];
  }
  const waiting = items.filter(({ done, ticket, shown }) => !done && !ticket && shown);
  return event.data.kind === 'ticket.create' ? waiting.map(({ id }) => id) : [];
}

export const refreshItem = reaction('keep the item’s message up to date', ON, (event, after) =>
  isLive(after)
    ? concerned(event, after).map(
        (item): EffectWish => ({
          kind: 'item.refresh',
          payload: { item },
          target: `item:${event.stream}:${item}`,
        }),
      )
    : [],
);
