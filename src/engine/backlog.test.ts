import type { Reaction } from '../workflows/reaction.ts';
import { takeStock } from './backlog.ts';
import { type House, openHouse } from './fixtures/house.ts';

const LEASE_MS = 30_000;

const openChannel: Reaction = {
  name: 'open the channel',
  on: ['incident-declared'],
  react: () => [{ kind: 'channel.open', payload: { invite: [] } }],
};

let house: House;
beforeEach(async () => {
  house = openHouse({ reactions: [openChannel] });
  await house.declare();
});
afterEach(() => house.close());

const leased = (limit = 100) =>
  house.timeline.leaseEffects({ now: house.clock.now(), leaseMs: LEASE_MS, limit });

test('what a killed process had leased is due again at once, and is a second attempt', async () => {
  await leased();
  house.clock.moveBy(1_000);
  await takeStock(house.timeline, house.clock.now());
  expect(await leased()).toMatchObject([{ kind: 'channel.open', attempts: 2 }]);
});

test('what only waited when we were killed does not count as tried', async () => {
  await house.declare();
  await leased(1);
  await takeStock(house.timeline, house.clock.now());
  expect((await leased()).map(({ attempts }) => attempts)).toEqual([2, 1]);
});

test('a process killed while it takes stock of much that is late leaves it to the next, and it is told once', async () => {
  for (let n = 0; n < 30; n += 1) {
    await house.declare();
  }
  await leased(3);
  house.clock.moveBy(3_600_000);
  const killed = { ...house.timeline, parkEffects: () => Promise.reject(new Error('killed')) };
  await expect(takeStock(killed, house.clock.now())).rejects.toThrow('killed');
  house.clock.moveBy(1_000);
  expect(await takeStock(house.timeline, house.clock.now())).toBe(31);
  const left = await house.timeline.listEffects({ status: ['waiting'], limit: 100 });
  expect(left.map(({ kind }) => kind)).toEqual(['operators.tell']);
});
