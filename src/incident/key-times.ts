// Setting key times by hand: with evidence and history, in an order that can be true.
import type { Decision } from './commands.ts';
import { type Decide, NOTHING, one, type Scene } from './decision.ts';
import { hasNoEndYet } from './lifecycle.ts';
import { Refusal } from './refusal.ts';
import { SKEW } from './skew.ts';
import type { Incident } from './state.ts';
import { oneLine } from './texts.ts';
import type { Instant, KeyTimeName } from './values.ts';
import { timeWords } from './words.ts';

/** State stays small: the events a key time rests on, at most. */
const EVIDENCE_MAX = 10;

/** Which cannot come after which. Mitigation may precede finding the cause, and a declaration may come late. */
const ORDER: readonly (readonly [KeyTimeName, KeyTimeName])[] = [
  ['began', 'detected'],
  ['began', 'declared'],
  ['began', 'acknowledged'],
  ['began', 'identified'],
  ['began', 'mitigated'],
  ['began', 'resolved'],
  ['detected', 'declared'],
  ['detected', 'acknowledged'],
  ['detected', 'identified'],
  ['detected', 'mitigated'],
  ['detected', 'resolved'],
  ['identified', 'resolved'],
  ['mitigated', 'resolved'],
];

export type Contradiction = {
  earlier: { name: KeyTimeName; at: Instant };
  later: { name: KeyTimeName; at: Instant };
};

/** Pairs of key times whose order cannot be true, more than 5 s apart. */
export function contradictionsOf(keyTimes: Incident['keyTimes']): Contradiction[] {
  return ORDER.flatMap(([first, second]) => {
    const a = keyTimes[first]?.at;
    const b = keyTimes[second]?.at;
    return a != null && b != null && a > b + SKEW
      ? [{ earlier: { name: first, at: a }, later: { name: second, at: b } }]
      : [];
  });
}

function requirePossible(name: KeyTimeName, at: Instant, reason: string, { state, lookups }: Scene): void {
  const words = (instant: Instant) => timeWords(instant, state.zone, lookups.now);
  if (at > lookups.now + SKEW) {
    throw new Refusal(`${words(at)} is in the future. Give the time at which it happened.`, name);
  }
  const candidate = { ...state.keyTimes, [name]: { at, evidence: [], set: true } } as Incident['keyTimes'];
  const broken = contradictionsOf(candidate).find(
    ({ earlier, later }) => earlier.name === name || later.name === name,
  );
  if (broken && reason === '') {
    const { earlier, later } = broken;
    throw new Refusal(
      `INC-${state.number} cannot be ${later.name} at ${words(later.at)}, before it ${earlier.name === 'began' ? 'began' : `was ${earlier.name}`} at ${words(earlier.at)}. Correct one of the two, or give a reason to keep both; the review then shows both.`,
      name,
    );
  }
}

/** The end of what is open is not known; a resolve gives it, and can be corrected. */
function requireOver(name: KeyTimeName, { state, policy }: Scene): void {
  if (name === 'resolved' && hasNoEndYet(state)) {
    throw new Refusal(
      `INC-${state.number} is ${state.status}, so it has no end yet. Resolve it first: \`/${policy.command} resolve <what fixed it>\`; then correct the time.`,
      name,
    );
  }
}

/** `at` null says that it is not known. Setting what was derived confirms it. */
export const setKeyTime: Decide<'set-key-time'> = (command, scene): Decision => {
  const { name, at, evidence } = command.wish;
  const reason = oneLine(command.wish.reason ?? '');
  const current = scene.state.keyTimes[name];
  if (current?.set && current.at === at) {
    return NOTHING;
  }
  requireOver(name, scene);
  if (at !== null) {
    requirePossible(name, at, reason, scene);
  }
  const was = current === undefined ? {} : { was: current.at };
  return one(
    scene.lookups,
    'key-time-set',
    { name, at, evidence: evidence.slice(0, EVIDENCE_MAX), ...was },
    reason ? { reason } : {},
    { search: reason },
  );
};
