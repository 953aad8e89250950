import type { DeploymentTracker, Impact } from '../integrations/deployments/port.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { registerImpact } from '../workflows/register-impact.ts';
import { alert, ana, type House, monitor, openHouse, origin, START, telling } from './fixtures/house.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { integrationPerformers } from './perform-integrations.ts';

const MINUTE = 60_000;
const viewer = { kind: 'operator' } as const;

let house: House;
let outbox: Outbox;
let told: Impact[];
let trouble: VendorError | undefined;

/** Follows checkout and search. */
const tracker: DeploymentTracker = {
  follows: (service) => ['checkout', 'search'].includes(service),
  async register(impact) {
    if (trouble) {
      throw trouble;
    }
    told.push(impact);
  },
};

/** No bridge is asked for here. */
const huddleless = {
  id: 'none',
  label: 'None',
  port: { open: async () => Promise.reject(new Error('No bridge.')), end: async () => undefined },
};

async function open(follow = true): Promise<void> {
  told = [];
  trouble = undefined;
  house = openHouse({ reactions: [registerImpact] });
  const { engine, timeline, clock } = house;
  const ports = {
    bridge: huddleless,
    runbooks: [],
    ...(follow ? { tracker: { id: 'example', label: 'Example', port: tracker } } : {}),
  };
  const performers = integrationPerformers({ ...house, policy: () => house.policy }, ports);
  outbox = createOutbox({ timeline, engine, performers, clock, log: silentLog });
  await outbox.start();
}

afterEach(async () => {
  await outbox.stop();
  await house.close();
});

async function declare(service?: string, kind: 'real' | 'drill' = 'real'): Promise<string> {
  const wish = { kind, title: 'Checkout is slow', private: false, ...(service ? { service } : {}) };
  const { incident } = await house.engine.handle({ type: 'declare', wish, asking: house.asking(ana) });
  await outbox.idle();
  return incident;
}

async function ask<T extends Parameters<House['engine']['handle']>[0]['type']>(
  incident: string,
  type: T,
  wish: Parameters<typeof house.engine.handle<T>>[0]['wish'],
): Promise<void> {
  house.clock.moveBy(MINUTE);
  await house.engine.handle({ type, incident, wish, asking: house.asking(ana) });
  await outbox.idle();
}

const brief = () => told.map(({ type, service, at }) => `${type} ${service} ${(at - START) / MINUTE}`);

test('beginning, end and return of an incident are told, under one id, and noted on the record', async () => {
  await open();
  const incident = await declare('checkout');
  await ask(incident, 'change-status', { status: 'mitigated' });
  await ask(incident, 'resolve', { text: 'rolled back' });
  await ask(incident, 'reopen', { reason: 'it is back' });
  await ask(incident, 'resolve', { text: 'rolled back again' });
  await ask(incident, 'close', {});
  expect(brief()).toEqual([
    'triggered checkout 0',
    'resolved checkout 2',
    'reopened checkout 3',
    'resolved checkout 4',
  ]);
  expect(new Set(told.map(({ id }) => `incident/${id}`))).toEqual(new Set([incident]));
  expect(told[0]).toMatchObject({ title: 'INC-1 Checkout is slow' });
  const entries = await house.engine.questions.entries(incident, viewer);
  expect(entries.filter(({ type }) => type === 'impact-registered').map(({ text }) => text)[0]).toBe(
    'Example told: impact on checkout triggered',
  );
});

test('an alert says since when; a false alarm ends it', async () => {
  await open();
  await house.engine.receive(telling(alert('Slow', { startsAt: START - 3 * MINUTE })), {
    ...origin('d'),
    actor: monitor,
  });
  await house.engine.routed();
  await outbox.idle();
  const [found] = await house.engine.questions.list({}, viewer);
  await ask(`incident/${found?.id}`, 'cancel', { reason: 'false alarm' });
  expect(brief()).toEqual(['triggered checkout -3', 'resolved checkout 1']);
});

test('when the service is corrected, the one takes the place of the other', async () => {
  await open();
  const incident = await declare('checkout');
  await ask(incident, 'change-service', { service: 'search' });
  await ask(incident, 'change-service', { service: 'billing' });
  expect(brief().slice(1)).toEqual(['resolved checkout 1', 'triggered search 0', 'resolved search 2']);
});

test('made private, it tells nothing but the end of what it told before, without the title', async () => {
  await open();
  const incident = await declare('checkout');
  await ask(incident, 'record-privacy', { private: true });
  await ask(incident, 'change-service', { service: 'search' });
  await ask(incident, 'resolve', { text: 'access removed' });
  expect(brief()).toEqual(['triggered checkout 0', 'resolved checkout 2']);
  expect(told[1]).toMatchObject({ title: 'INC-1' });
});

test('of drills, of incidents without a service and of services that it does not follow it hears nothing', async () => {
  await open();
  await declare('checkout', 'drill');
  await declare('billing');
  const incident = await declare();
  await ask(incident, 'resolve', { text: 'over' });
  expect(told).toEqual([]);
});

test('where there is no tracker nothing happens, and nothing is given up', async () => {
  await open(false);
  const incident = await declare('checkout');
  await ask(incident, 'resolve', { text: 'over' });
  expect(await house.engine.questions.failedEffects(viewer)).toEqual([]);
  expect((await house.engine.questions.entries(incident, viewer)).map(({ type }) => type)).not.toContain(
    'impact-registered',
  );
});

test('while it is down the incident goes on; one that ended meanwhile is told with its end', async () => {
  await open();
  trouble = new VendorError('Example is down.', { permanent: false, code: 'http_503' });
  const incident = await declare('checkout');
  await ask(incident, 'resolve', { text: 'rolled back' });
  for (let tries = 0; tries < 3; tries += 1) {
    house.clock.moveBy(10 * MINUTE);
    await outbox.tick();
    await outbox.idle();
  }
  expect((await house.engine.questions.incident(incident, viewer))?.missing?.impact).toMatchObject({
    vendor: 'Example',
  });
  trouble = undefined;
  house.clock.moveBy(60 * MINUTE);
  await outbox.tick();
  await outbox.idle();
  expect(new Set(brief())).toEqual(new Set(['triggered checkout 0', 'resolved checkout 1']));
  expect(brief().at(-1)).toBe('resolved checkout 1');
  expect((await house.engine.questions.incident(incident, viewer))?.missing).toEqual({});
});
