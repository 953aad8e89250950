// Reminds of a review that is due: twice at most, by name, and not at night unless severity says otherwise.
import { cycleOf, reviewStateOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import { isLive } from './in-channel.ts';
import { afterQuiet } from './quiet-hours.ts';
import { reaction } from './reaction.ts';

const DAY = 24 * 60 * 60_000;

/** A day before it is due, or half-way where less than two days are given; and when it is due. */
const rounds = (due: Instant, resolvedAt: Instant): Instant[] => [
  Math.max(due - DAY, resolvedAt + (due - resolvedAt) / 2),
  due,
];

export const remindOfReview = reaction(
  'remind of the review',
  ['status-changed'],
  (event, after, { policy, now }) => {
    const due = event.data.review?.due;
    if (due === undefined || !isLive(after)) {
      return [];
    }
    return rounds(due, event.occurredAt).flatMap((at, round) =>
      // Where the channel opened only after it was due, once will do.
      at < now && at < due
        ? []
        : [
            {
              kind: 'review.remind' as const,
              payload: { round, resolve: event.id },
              dueAt: afterQuiet(at, after, policy.steps),
            },
          ],
    );
  },
  { at: 'channel-opened', on: ['status-changed'] },
);

/** Published, open again, or resolved anew since: this reminder is of no use any more. */
export function reminderIsMoot(incident: Incident, { resolve }: { resolve: string }): string | undefined {
  if (reviewStateOf(incident) === 'published') {
    return 'the review is published';
  }
  const last = incident.cycles.at(-1);
  const stands = last?.event === resolve && last.reopenedAt === undefined;
  return stands && incident.review?.cycle === cycleOf(incident) ? undefined : 'the incident was opened again';
}
