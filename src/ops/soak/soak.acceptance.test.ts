// The soak at a tenth of its size; `npm run soak` runs all of it.
import { beyondLimits } from './limits.ts';
import { soak } from './soak.ts';

test('20,000 messages in 200 incidents: the heap stays flat, the log short, and what is done is forgotten', async () => {
  const report = await soak(
    { incidents: 200, messages: 20_000 },
    (line) => void process.stdout.write(`${line}\n`),
  );
  expect(beyondLimits(report)).toEqual([]);
  expect(report.recorded).toBe(20_000);
  expect(report.effects.every((count) => count > 0)).toBe(true);
});
