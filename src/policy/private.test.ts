// What may leave a private incident: nothing, the neutral part, or all of it; a public one holds nothing back.
import { defaultPolicy } from './defaults.ts';
import type { Policy } from './policy.ts';
import { mayLeave, mayLeaveWhole } from './private.ts';

const said = (tickets: Policy['private']['tickets']): Policy => ({
  ...defaultPolicy,
  private: { ...defaultPolicy.private, tickets },
});

test.each([
  ['off', false, false],
  ['neutral', true, false],
  ['full', true, true],
] as const)('%s: something may leave: %s, people’s words: %s', (value, something, whole) => {
  expect(mayLeave(said(value), { private: true }, 'tickets')).toBe(something);
  expect(mayLeaveWhole(said(value), { private: true }, 'tickets')).toBe(whole);
  expect(mayLeave(said(value), { private: false }, 'tickets')).toBe(true);
  expect(mayLeaveWhole(said(value), { private: false }, 'tickets')).toBe(true);
});
