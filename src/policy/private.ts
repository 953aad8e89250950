// What of a private incident may leave it, by place; of a public one everything may.
import type { Policy } from './policy.ts';
import type { PrivatePolicy } from './section-private.ts';

type Place = Exclude<keyof PrivatePolicy, 'inviteAtMost'>;
type Said = Pick<Policy, 'private'>;
type About = { private: boolean };

/** Whether anything may be told there. */
export const mayLeave = (policy: Said, { private: hidden }: About, place: Place): boolean =>
  !hidden || policy.private[place] !== 'off';

/** Whether it may be told there as of any other incident, with the words of people. */
export const mayLeaveWhole = (policy: Said, { private: hidden }: About, place: Place): boolean =>
  !hidden || policy.private[place] === 'full';

/** How it is allowed, as it is said beside what was not done. */
export const allowedBy = (place: Place, value: 'neutral' | 'full'): string =>
  `\`private: {${place}: ${value}}\` in firescribe.yml allows it`;
