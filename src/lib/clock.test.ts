import { manualClock, warpClock } from './clock.ts';

test('timers run at their own time, in order, and a cancelled one never', () => {
  const clock = manualClock(1_000);
  const seen: [string, number][] = [];
  clock.at(3_000, () => seen.push(['late', clock.now()]));
  clock.at(2_000, () => seen.push(['early', clock.now()]));
  const cancel = clock.at(2_500, () => seen.push(['never', clock.now()]));
  cancel();
  clock.moveTo(5_000);
  expect(seen).toEqual([
    ['early', 2_000],
    ['late', 3_000],
  ]);
  expect(clock.now()).toBe(5_000);
});

test('a timer set for the past runs soon, once', async () => {
  const clock = manualClock(1_000);
  let runs = 0;
  clock.at(500, () => {
    runs += 1;
  });
  await Promise.resolve();
  clock.moveBy(1_000);
  expect(runs).toBe(1);
});

test('the clock never goes back', () => {
  const clock = manualClock(1_000);
  clock.moveTo(500);
  expect(clock.now()).toBe(1_000);
});

test('a skip of an hour brings the timers of that hour, and only those', async () => {
  const clock = warpClock(1_000_000);
  const rung: string[] = [];
  const soon = new Promise<void>((resolve) => {
    clock.at(1_000_000 + 1_800_000, () => {
      rung.push('half an hour');
      resolve();
    });
  });
  const cancel = clock.at(1_000_000 + 7_200_000, () => rung.push('two hours'));
  clock.moveBy(3_600_000);
  await soon;
  cancel();
  expect(rung).toEqual(['half an hour']);
  expect(clock.now()).toBeGreaterThanOrEqual(4_600_000);
});
