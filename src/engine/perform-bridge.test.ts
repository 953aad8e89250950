import type { Bridges, MeetingWish } from '../integrations/bridges/port.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { endBridge, makeBridge, makeBridgeOnRequest } from '../workflows/make-bridge.ts';
import { sayFailures } from '../workflows/say-failures.ts';
import { ana, type House, openHouse } from './fixtures/house.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { bridgeEnder, bridgeOpener } from './perform-bridge.ts';

const MINUTE = 60_000;
const viewer = { kind: 'operator' } as const;

let house: House;
let outbox: Outbox;
let incident: string;
let wishes: MeetingWish[];
let ended: string[];
let trouble: VendorError | undefined;

/** A vendor whose meetings are counted. */
const bridges: Bridges = {
  async open(wish) {
    wishes.push(wish);
    if (trouble) {
      throw trouble;
    }
    return { id: `m${wishes.length}`, joinUrl: 'https://meet.example/1', dialIn: [] };
  },
  end: async (id) => void ended.push(id),
};

async function open(policy = {}): Promise<void> {
  wishes = [];
  ended = [];
  trouble = undefined;
  house = openHouse({ policy, reactions: [makeBridge, makeBridgeOnRequest, endBridge, sayFailures] });
  const { engine, timeline, clock } = house;
  const bridge = { id: 'example', label: 'Example', port: bridges };
  const performers = {
    'bridge.open': bridgeOpener({ ...house, policy: () => house.policy }, bridge),
    'bridge.end': bridgeEnder(house, bridge),
    'message.post': async () => undefined,
  };
  outbox = createOutbox({ timeline, engine, performers, clock, log: silentLog });
  await outbox.start();
  ({ incident } = await house.declare());
}
afterEach(async () => {
  await outbox.stop();
  await house.close();
});

const ask = <T extends Parameters<House['engine']['handle']>[0]['type']>(
  type: T,
  wish: Parameters<typeof house.engine.handle<T>>[0]['wish'],
) => house.engine.handle({ type, incident, wish, asking: house.asking(ana) });

const channelOpens = () =>
  ask('record-channel', { channel: { team: 'T1', id: 'C1', name: 'inc-checkout' }, adopted: false });
const now = async () => (await house.engine.questions.incident(incident, viewer))!;
const types = async () => (await house.engine.questions.events(incident)).map(({ type }) => type);

/** Whatever falls due within this time happens. */
async function later(ms: number): Promise<void> {
  const end = house.clock.now() + ms;
  await outbox.idle();
  for (;;) {
    const next = await house.timeline.nextEffectAt();
    if (next === undefined || next > end) {
      break;
    }
    house.clock.moveTo(Math.max(next, house.clock.now() + 1));
    await outbox.idle();
  }
  house.clock.moveTo(end);
}

test('the bridge is made when the channel opens, and asking for one makes no second', async () => {
  await open();
  await channelOpens();
  await later(0);
  expect((await now()).bridge).toMatchObject({ vendor: { label: 'Example' }, meeting: 'm1' });
  expect((await ask('request-bridge', {})).events).toEqual([]);
  await later(MINUTE);
  expect(wishes).toHaveLength(1);
});

test('of a private incident the meeting bears the number alone', async () => {
  await open();
  await ask('record-privacy', { private: true });
  await channelOpens();
  await later(0);
  expect(wishes).toMatchObject([{ topic: 'INC-1' }]);
});

test('while the vendor is down the incident says what is missing, once, and no longer when it has come', async () => {
  await open();
  trouble = new VendorError('Example is down.', { permanent: false, code: 'http_503' });
  await channelOpens();
  await later(0);
  expect((await now()).missing).toBeUndefined();
  await later(3 * MINUTE);
  expect((await now()).missing).toEqual({
    bridge: { vendor: 'Example', effect: 'bridge.open', since: expect.any(Number) },
  });
  expect((await types()).filter((type) => type === 'vendor-failed')).toHaveLength(1);
  trouble = undefined;
  await later(2 * MINUTE);
  expect((await now()).missing).toEqual({});
  expect((await now()).bridge?.joinUrl).toBe('https://meet.example/1');
  expect((await types()).slice(-2)).toEqual(['bridge-opened', 'vendor-recovered']);
  expect(new Set(wishes.map(({ key }) => key)).size).toBe(1);
  expect(wishes.slice(1).every(({ again }) => again)).toBe(true);
});

test('what the vendor refuses for good is given up, said, and made after all when somebody asks for it', async () => {
  await open();
  trouble = new VendorError('Example refused. Set EXAMPLE_TOKEN.', { permanent: true, code: 'unauthorized' });
  await channelOpens();
  await later(MINUTE);
  expect((await now()).missing?.bridge).toMatchObject({ givenUp: true });
  expect(await house.engine.questions.failedEffects(viewer)).toMatchObject([
    { kind: 'bridge.open', why: 'Example refused. Set EXAMPLE_TOKEN.' },
  ]);
  trouble = undefined;
  await ask('request-bridge', {});
  await later(MINUTE);
  expect((await now()).bridge?.meeting).toBe('m2');
  expect((await now()).missing).toEqual({});
});

test('the bridge stays at the resolve, ends when the incident is closed, and a reopened one gets another', async () => {
  await open();
  await channelOpens();
  await later(0);
  await ask('resolve', { text: 'rolled back' });
  await later(MINUTE);
  expect(ended).toEqual([]);
  await ask('close', {});
  await later(MINUTE);
  expect(ended).toEqual(['m1']);
  expect((await now()).bridge).toBeUndefined();
  await expect(ask('request-bridge', {})).rejects.toThrow('is closed. Reopen it first');
  await ask('reopen', { reason: 'it is back' });
  await ask('request-bridge', {});
  await later(MINUTE);
  expect((await now()).bridge?.meeting).toBe('m2');
  expect(new Set(wishes.map(({ key }) => key)).size).toBe(2);
});

test('a step that is switched off does nothing, and asking still works', async () => {
  await open({ stepsOff: ['make a bridge'] });
  await channelOpens();
  await later(MINUTE);
  expect(wishes).toEqual([]);
  await ask('request-bridge', {});
  await later(0);
  expect((await now()).bridge?.meeting).toBe('m1');
});

test('one that was asked for before there was a channel is made when there is', async () => {
  await open({ stepsOff: ['make a bridge'] });
  await ask('request-bridge', {});
  await later(MINUTE);
  expect(wishes).toEqual([]);
  await channelOpens();
  await later(0);
  expect((await now()).bridge).toMatchObject({ meeting: 'm1', asked: true });
});
