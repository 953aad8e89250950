import type { Deployment } from '../incident/values.ts';
import { serviceOf } from '../policy/services.ts';
import { REACTIONS } from '../workflows/catalog.ts';
import { ana, type House, openHouse, START } from './fixtures/house.ts';
import { deploymentNoter } from './note-deployments.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let house: House;

beforeEach(() => {
  house = openHouse({ reactions: REACTIONS });
});

afterEach(async () => {
  await house.engine.stop();
  await house.close();
});

const actor = { kind: 'monitor', id: 'deploy', name: 'Deploy webhook' } as const;
const deployed = (key: string, at: number, more: Partial<Deployment> = {}): Deployment => ({
  vendor: 'deploy',
  key,
  service: 'checkout',
  title: '',
  status: 'succeeded',
  finishedAt: at,
  ...more,
});

let deliveries = 0;
async function tell(...deployments: Deployment[]): Promise<void> {
  deliveries += 1;
  const origin = { vendor: 'deploy', key: `d${deliveries}`, raw: JSON.stringify(deployments), actor };
  await house.engine.receive(
    deployments.map((deployment) => ({ kind: 'deployment', deployment })),
    origin,
  );
}

async function recent(service = 'checkout', after = START - 6 * HOUR, until = START) {
  const { deployments, more } = await house.engine.questions.deployments({ service, after, until, limit: 3 });
  return [
    ...deployments.map(({ deployment }) => `${deployment.key} ${deployment.status}`),
    ...(more ? ['more'] : []),
  ];
}

/** Performs the notes that wait. */
async function noted(policy = house.policy): Promise<void> {
  const perform = deploymentNoter({ engine: house.engine, policy: () => policy, clock: house.clock });
  for (const effect of await house.timeline.leaseEffects({
    now: house.clock.now(),
    leaseMs: 1,
    limit: 100,
  })) {
    if (effect.kind === 'deployments.note') {
      const { key, stream, payload, attempts: attempt } = effect;
      await perform({
        kind: 'deployments.note',
        key,
        stream,
        payload: payload as { service: string },
        attempt,
      });
    }
    await house.timeline.finishEffect(effect, { status: 'done', now: house.clock.now() });
  }
}

async function declare(service = 'checkout') {
  const wish = { kind: 'real', title: 'Checkout is slow', private: false, service } as const;
  return (await house.engine.handle({ type: 'declare', wish, asking: house.asking(ana) })).incident;
}

const onRecord = async (incident: string) =>
  (await house.engine.questions.entries(incident, { kind: 'operator' }))
    .filter(({ kind }) => kind === 'deployment')
    .map(({ values }) => values.deployment);

test('the newest deployments of a service come first, within the window, and a limit says that there are more', async () => {
  await tell(deployed('old', START - 7 * HOUR), deployed('a', START - 3 * HOUR), deployed('b', START - HOUR));
  await tell(deployed('other', START - HOUR, { service: 'search' }), deployed('later', START + 0));
  expect(await recent()).toEqual(['later succeeded', 'b succeeded', 'a succeeded']);
  expect(await recent('Checkout', START - 8 * HOUR)).toEqual([
    'later succeeded',
    'b succeeded',
    'a succeeded',
    'more',
  ]);
  expect(await recent('checkout', START - 6 * HOUR, START - 2 * HOUR)).toEqual(['a succeeded']);
  expect(await recent('checkou')).toEqual([]);
});

test('a deployment told twice is one; its end takes the place of its start, its roll-back stands beside it', async () => {
  await tell(deployed('a', START - 30 * MINUTE, { status: 'started' }));
  expect(await recent()).toEqual(['a started']);
  await tell(deployed('a', START - 20 * MINUTE));
  await tell(deployed('a', START - 19 * MINUTE));
  expect(await recent()).toEqual(['a succeeded']);
  await tell(deployed('a', START - 5 * MINUTE, { status: 'rolled-back' }));
  expect(await recent()).toEqual(['a rolled-back', 'a succeeded']);
});

test('an end that is told before the start leaves the same', async () => {
  await tell(deployed('a', START - 20 * MINUTE));
  await tell(deployed('a', START - 30 * MINUTE, { status: 'started' }));
  expect(await recent()).toEqual(['a succeeded']);
});

test('the raw body is kept beside what was understood of it', async () => {
  await tell(deployed('a', START - HOUR));
  const [delivery, event] = await house.timeline.readStream('deployments');
  expect(delivery).toMatchObject({
    type: 'delivery-received',
    content: { raw: expect.stringContaining('"a"') },
  });
  expect(event).toMatchObject({
    type: 'deployment-received',
    causedBy: delivery?.id,
    occurredAt: START - HOUR,
  });
});

test('what claims to come from the future happened now', async () => {
  await tell(deployed('a', START + 300 * HOUR));
  expect(
    (await house.engine.questions.deployments({ service: 'checkout', after: 0, until: START })).deployments,
  ).toEqual([{ by: actor, deployment: expect.objectContaining({ finishedAt: START }) }]);
});

test('labels say which service it is, where the configuration knows them', async () => {
  await house.close();
  const service = serviceOf('checkout', { label: 'Checkout API', labels: [{ repository: 'acme/shop' }] });
  house = openHouse({ policy: { services: [service] } });
  await tell(deployed('a', START - HOUR, { service: 'shop', labels: { repository: 'acme/shop' } }));
  await tell(deployed('b', START - 2 * HOUR, { service: 'checkout_api' }));
  expect(await recent()).toEqual(['a succeeded', 'b succeeded']);
});

test('an incident that is declared has the deployments of its service in the hours before, and no others', async () => {
  await tell(deployed('old', START - 7 * HOUR), deployed('a', START - HOUR), deployed('b', START - MINUTE));
  await tell(deployed('other', START - MINUTE, { service: 'search' }));
  const incident = await declare();
  await noted();
  await noted();
  expect(await onRecord(incident)).toEqual(['a', 'b']);
  await house.engine.handle({
    type: 'change-service',
    incident,
    wish: { service: 'search' },
    asking: house.asking(ana),
  });
  await noted();
  expect(await onRecord(incident)).toEqual(['a', 'b', 'other']);
});

test('a deployment that arrives while an incident of its service is open joins it; after the resolve it does not', async () => {
  const incident = await declare();
  await noted();
  expect(await onRecord(incident)).toEqual([]);
  await tell(deployed('a', START));
  await noted();
  expect(await onRecord(incident)).toEqual(['a']);
  await house.engine.handle({
    type: 'resolve',
    incident,
    wish: { text: 'rolled back' },
    asking: house.asking(ana),
  });
  await tell(deployed('b', START));
  await noted();
  expect(await onRecord(incident)).toEqual(['a']);
});

test('the configuration limits it to environments, and switches it off', async () => {
  await tell(deployed('a', START - HOUR, { environment: 'staging' }));
  await tell(deployed('b', START - HOUR, { environment: 'production' }), deployed('c', START - HOUR));
  const only = { ...house.policy, deployments: { withinMs: 6 * HOUR, environments: ['Production'] } };
  const incident = await declare();
  await noted(only);
  expect(await onRecord(incident)).toEqual(['b']);
  const off = { ...house.policy, deployments: { withinMs: 0, environments: [] } };
  const second = await declare();
  await noted(off);
  expect(await onRecord(second)).toEqual([]);
});

test('the step that is switched off notes none, neither before nor while an incident is open', async () => {
  await tell(deployed('a', START - HOUR));
  const incident = await declare();
  await tell(deployed('b', START));
  await noted({ ...house.policy, stepsOff: ['note recent deployments'] });
  expect(await onRecord(incident)).toEqual([]);
});

test('deployments outlive a restart', async () => {
  await tell(deployed('a', START - HOUR));
  await house.engine.stop();
  house = await house.reopen();
  expect(await recent()).toEqual(['a succeeded']);
});

test('a Firescribe that folds incidents by newer rules goes on with what came in before', async () => {
  await tell(deployed('a', START - HOUR));
  await house.engine.stop();
  const version = (await house.timeline.readState('deployments'))?.version ?? 0;
  await house.timeline.writeState({ stream: 'deployments', version, data: null, foldVersion: 0 });
  house = await house.reopen();
  await tell(deployed('b', START - MINUTE));
  expect(await recent()).toEqual(['b succeeded', 'a succeeded']);
});
