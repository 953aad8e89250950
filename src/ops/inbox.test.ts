import { alert, type House, openHouse, origin, START, telling } from '../engine/fixtures/house.ts';
import { inboxLines, retriedLines } from './inbox.ts';

let house: House;
beforeEach(() => {
  house = openHouse();
});
afterEach(async () => {
  await house.engine.stop();
  await house.close();
});

async function setAside(): Promise<void> {
  await house.engine.receive(telling(alert('Poison', { severity: {} as never })), origin('d'));
  for (let times = 0; times < 3; times += 1) {
    await house.engine.routed().catch(() => undefined);
  }
}

test('what is set aside is listed, with why', async () => {
  expect(await inboxLines(house.timeline, START)).toEqual(['No signal is set aside.']);
  await setAside();
  expect(await inboxLines(house.timeline, START)).toEqual([
    expect.stringMatching(/^alertmanager, 2026-\d\d-\d\dT\S+, \S+: .*not a function/),
  ]);
});

test('trying again says what came of it', async () => {
  expect(await retriedLines(house.engine)).toEqual(['No signal is set aside.']);
  await setAside();
  expect(await retriedLines(house.engine)).toEqual([
    expect.stringMatching(/still cannot be routed: .*not a function/),
    'Look at them in the monitor, and declare by hand what matters. Please report this as a bug.',
  ]);
  house.clock.moveBy(8 * 24 * 3_600_000);
  expect(await retriedLines(house.engine)).toEqual([
    '1 signal from more than a week ago given up; they stay on record.',
  ]);
});
