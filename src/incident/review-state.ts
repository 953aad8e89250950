// How far the review of an incident has come, and whether its key times stand as somebody confirmed them.
import type { Policy } from '../policy/policy.ts';
import { type Contradiction, contradictionsOf } from './key-times.ts';
import { hasNoEndYet } from './lifecycle.ts';
import type { Review, TimesShown } from './review-values.ts';
import { SKEW } from './skew.ts';
import type { Incident } from './state.ts';
import { type Actor, type Instant, KEY_TIMES, type KeyTimeName } from './values.ts';

export type ReviewState = 'none' | 'draft' | 'in review' | 'published';

/** Which way through the statuses the incident is on: 1, and one more for each reopening. */
export const cycleOf = (state: Pick<Incident, 'reopens'>) => state.reopens + 1;

/** The review of the current way through the statuses, where anything is known of it. */
export const reviewOf = (state: Pick<Incident, 'review' | 'reopens'>): Review | undefined =>
  state.review?.cycle === cycleOf(state) ? state.review : undefined;

export function reviewStateOf(state: Pick<Incident, 'review' | 'reopens' | 'draft'>): ReviewState {
  const review = reviewOf(state);
  if (review?.published) {
    return 'published';
  }
  if (review?.submitted) {
    return 'in review';
  }
  return state.draft?.cycle === cycleOf(state) ? 'draft' : 'none';
}

export const timesNow = ({ keyTimes }: Pick<Incident, 'keyTimes'>): TimesShown =>
  Object.fromEntries(KEY_TIMES.map((name) => [name, keyTimes[name]?.at ?? null]));

/** Names of the times that are not as they were shown. */
export function timesThatDiffer(shown: TimesShown, state: Pick<Incident, 'keyTimes'>): KeyTimeName[] {
  return KEY_TIMES.filter((name) => (shown[name] ?? null) !== (state.keyTimes[name]?.at ?? null));
}

/**
 * Somebody confirmed the key times, and nothing but people's own corrections has changed them since: a correction is a
 * confirmation of what it sets.
 */
export function timesStand(state: Pick<Incident, 'keyTimes' | 'review' | 'reopens'>): boolean {
  const confirmed = reviewOf(state)?.confirmed;
  return (
    confirmed !== undefined &&
    timesThatDiffer(confirmed.times, state).every((name) => state.keyTimes[name]?.set === true)
  );
}

export type TimeProblem =
  | ({ kind: 'order' } & Contradiction)
  | { kind: 'future'; name: KeyTimeName; at: Instant };

/** Orders that cannot be true, and times that have not come yet. Clocks may differ by five seconds. */
export function timeProblems(state: Pick<Incident, 'keyTimes'>, now: Instant): TimeProblem[] {
  const future = KEY_TIMES.flatMap((name): TimeProblem[] => {
    const at = state.keyTimes[name]?.at;
    return at != null && at > now + SKEW ? [{ kind: 'future', name, at }] : [];
  });
  return [
    ...contradictionsOf(state.keyTimes).map((broken) => ({ kind: 'order' as const, ...broken })),
    ...future,
  ];
}

/** Whoever sees to the review: named by somebody or by the policy, else the leading role, else whoever resolved. */
export function reviewOwner(incident: Incident, policy: Pick<Policy, 'roles'>): Actor | undefined {
  const [leader] = policy.roles;
  const resolver = incident.statusBy?.kind === 'person' ? incident.statusBy : undefined;
  return reviewOf(incident)?.owner ?? (leader && incident.roles[leader.id]?.who) ?? resolver;
}

/** Its times can be confirmed and a review published. */
export const isOver = (state: Pick<Incident, 'status' | 'kind'>) => !hasNoEndYet(state);
