// Reminds owners privately of what is overdue: three times at most, on working days.
import type { Instant } from '../incident/values.ts';
import { reaction } from './reaction.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Days after the due date. The last one is the end of it. */
export const REMINDER_DAYS: readonly number[] = [1, 5, 12];

/** In the morning, about when the first zones begin to work; the performer waits for the owner's own morning. */
const dayAfter = (due: string, days: number): Instant => Date.parse(`${due}T00:00:00Z`) + days * DAY;

export const remindOverdue = reaction(
  'remind of overdue items',
  ['item-added', 'item-changed', 'item-reopened'],
  ({ data }, after, { policy, now }) => {
    const item = after.items.find(({ id }) => id === data.item);
    if (!policy.actionItems.reminders || after.kind !== 'real' || !item?.due || item.done || !item.owner) {
      return [];
    }
    const { id, due } = item;
    return REMINDER_DAYS.flatMap((days, round) => {
      const dueAt = dayAfter(due, days);
      return dueAt < now
        ? []
        : [
            {
              kind: 'item.remind' as const,
              payload: { item: id, due, round },
              dueAt,
              once: `remind:${id}:${due}:${round}`,
            },
          ];
    });
  },
);
