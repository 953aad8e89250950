// What the facts of a review make of an incident's state.
import type { Recorded } from './events.ts';
import { cycleOf } from './review-state.ts';
import type { Review } from './review-values.ts';
import type { Incident } from './state.ts';

/** State stays small. */
const CHANGED_MAX = 10;
const WAIVED_MAX = 25;

function reviewed(state: Incident, cycle: number, more: Partial<Review>): Incident {
  const before = state.review?.cycle === cycle ? state.review : { cycle };
  return { ...state, review: { ...before, ...more } };
}

/** A resolve says whose the review is and until when; whatever was known of a review of the same cycle stays. */
export function reviewPlanned(state: Incident, { data }: Recorded<'status-changed'>): Incident {
  return data.to === 'resolved' && data.review ? reviewed(state, cycleOf(state), data.review) : state;
}

export const keyTimesConfirmed = (state: Incident, event: Recorded<'key-times-confirmed'>): Incident =>
  reviewed(state, event.data.cycle, {
    confirmed: { by: event.actor, at: event.occurredAt, event: event.id, times: event.data.times },
  });

const step = (event: Recorded<'review-submitted'> | Recorded<'review-published'>) => ({
  by: event.actor,
  at: event.occurredAt,
  event: event.id,
  draft: event.data.draft,
});

export const reviewSubmitted = (state: Incident, event: Recorded<'review-submitted'>): Incident =>
  reviewed(state, event.data.cycle, { submitted: step(event) });

/** A new publication is of the sources as they are now. */
export const reviewPublished = (state: Incident, event: Recorded<'review-published'>): Incident =>
  reviewed(state, event.data.cycle, { published: step(event), changed: [], changedCount: 0 });

export function reviewSourceChanged(state: Incident, event: Recorded<'review-source-changed'>): Incident {
  const { source, how, sections, cycle } = event.data;
  const before = state.review?.cycle === cycle ? state.review : undefined;
  const changed = [...(before?.changed ?? []), { source, how, sections, at: event.occurredAt }];
  return reviewed(state, cycle, {
    changed: changed.slice(-CHANGED_MAX),
    changedCount: (before?.changedCount ?? 0) + 1,
  });
}

export const reviewAssigned = (state: Incident, { data }: Recorded<'review-assigned'>): Incident =>
  reviewed(state, data.cycle, { owner: data.owner });

export function findingWaived(state: Incident, event: Recorded<'finding-waived'>): Incident {
  const { cycle, rule } = event.data;
  const before = (state.review?.cycle === cycle && state.review.waived) || [];
  const waived = [...before.filter((one) => one.rule !== rule), { rule, by: event.actor, event: event.id }];
  return reviewed(state, cycle, { waived: waived.slice(-WAIVED_MAX) });
}
