import { type House, openHouse, START } from '../engine/fixtures/house.ts';
import { SKIPPED } from '../engine/steps.ts';
import { parkedEffects, releaseParked } from './outbox.ts';

let house: House;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const HOUR = 3_600_000;

async function park(error: string, now: number, ...keys: string[]): Promise<void> {
  const effects = keys.map((key) => ({ key, kind: key, payload: {}, dueAt: START }));
  await house.timeline.append({ stream: 'operators', expectedVersion: 0, events: [], effects, at: START });
  await house.timeline.parkEffects({ now, error });
}

const due = async (now: number) =>
  (await house.timeline.leaseEffects({ now, leaseMs: HOUR, limit: 500 })).map(({ kind }) => kind);

test('what failed is listed last, however much was skipped; more than anybody reads is said', async () => {
  await park('no answer', START, 'old failure');
  await park(SKIPPED, START + 1, ...Array.from({ length: 205 }, (_, n) => `skipped ${n}`));
  await park('no answer', START + 2, 'new failure');
  const lines = await parkedEffects(house.timeline, house.engine.questions);
  expect(lines.slice(-2)).toEqual([
    expect.stringMatching(/^1 {2}old failure .* no answer$/),
    expect.stringMatching(/^207 {2}new failure .* no answer$/),
  ]);
  expect(lines[0]).toBe('Older ones are not shown.');
  expect(lines).toHaveLength(1 + 199 + 2);
});

test('all are released at their time; what somebody skipped is left until it is named', async () => {
  await park(SKIPPED, START, 'skipped');
  const later = { key: 'archive', kind: 'archive', payload: {}, dueAt: START + 24 * HOUR };
  await house.timeline.append({
    ...{ stream: 'operators', expectedVersion: 0, events: [], effects: [later], at: START },
  });
  await park('restored', START, 'late');
  expect(await releaseParked(house.timeline, { now: START + HOUR })).toEqual({ released: 2, skipped: true });
  expect(await due(START + HOUR)).toEqual(['late']);
  expect(await due(START + 24 * HOUR)).toEqual(['late', 'archive']);
  expect(await releaseParked(house.timeline, { ids: [1], now: START })).toEqual({
    released: 1,
    skipped: false,
  });
  expect(await releaseParked(house.timeline, { now: START })).toEqual({ released: 0, skipped: false });
});
