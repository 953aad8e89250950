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

const leased = () => house.timeline.leaseEffects({ now: house.clock.now(), leaseMs: LEASE_MS, limit: 10 });

test('what a killed process had leased is due again at once', async () => {
  await leased();
  house.clock.moveBy(1_000);
  await takeStock(house.timeline, house.clock.now(), LEASE_MS);
  expect(await leased()).toMatchObject([{ kind: 'channel.open', attempts: 3 }]);
});

test('a process killed while it takes stock leaves nothing that the next one has to wait for', async () => {
  await leased();
  const killed = { ...house.timeline, finishEffect: () => Promise.reject(new Error('killed')) };
  await expect(takeStock(killed, house.clock.now(), LEASE_MS)).rejects.toThrow('killed');
  house.clock.moveBy(1_000);
  await takeStock(house.timeline, house.clock.now(), LEASE_MS);
  expect(await leased()).toMatchObject([{ kind: 'channel.open', attempts: 4 }]);
});
