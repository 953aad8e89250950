// All cases: the goals are reached, and on channels that its rules were not made for grounding is no worse than it was.
import { judgeCase } from './adversary.ts';
import { shippedCases } from './case-file.ts';
import { measure } from './measure.ts';
import { goalsOf } from './report.ts';
import { part, summed } from './tables.ts';

test('every goal is reached over the cases at hand', () => {
  const cases = shippedCases()
    .filter(({ set }) => set === 'first')
    .map((one) => ({ measured: measure(one), judged: judgeCase(one) }));
  expect(goalsOf({ cases, replays: [] }).filter(({ ok }) => !ok)).toEqual([]);
});

test('what was reached on channels that were held out is kept', () => {
  const judged = shippedCases()
    .filter(({ set }) => set === 'held out')
    .map(judgeCase);
  expect(part(summed(judged.map(({ kept }) => kept)))).toBeGreaterThanOrEqual(0.5);
  expect(part(summed(judged.map(({ refused }) => refused.get('misleading')!)))).toBeGreaterThanOrEqual(0.9);
});
