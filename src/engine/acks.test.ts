import type { AlertAck, Inbound } from '../incident/inbound.ts';
import type { Actor, Signal } from '../incident/values.ts';
import { alert, bo, type House, openHouse, START, telling } from './fixtures/house.ts';

let house: House;

beforeEach(() => {
  house = openHouse();
});

afterEach(async () => {
  await house.engine.stop();
  await house.close();
});

const pager: Actor = { kind: 'monitor', id: 'pagerduty', name: 'PagerDuty' };
const triggered = (more: Partial<Signal> = {}) =>
  alert('CheckoutDown', { vendor: 'pagerduty', dedupeKey: 'Q1', ...more });
const acked = (more: Partial<AlertAck> = {}): Inbound => ({
  kind: 'alert-ack',
  ack: {
    vendor: 'pagerduty',
    key: 'E1',
    dedupeKey: 'Q1',
    by: { id: 'PANA', name: 'Ana' },
    at: START + 60_000,
    ...more,
  },
});

let deliveries = 0;

async function tell(...inbound: Inbound[]): Promise<void> {
  deliveries += 1;
  await house.engine.receive(inbound, {
    vendor: 'pagerduty',
    key: `d${deliveries}`,
    raw: '{}',
    actor: pager,
  });
  await house.engine.routed();
}

const one = async () => (await house.engine.questions.list({}, { kind: 'operator' }))[0];
const changes = async () =>
  (await house.engine.questions.events(`incident/${(await one())?.id}`)).filter(({ type }) =>
    ['status-changed', 'command-refused'].includes(type),
  );

test('who acknowledges at the pager acknowledges the incident: by name, at the time of that act', async () => {
  await tell(...telling(triggered()));
  house.clock.moveTo(START + 90_000);
  await tell(acked());
  expect(await one()).toMatchObject({
    status: 'acknowledged',
    statusBy: { kind: 'person', id: 'pagerduty/PANA', name: 'Ana (PagerDuty)' },
    keyTimes: { acknowledged: { at: START + 60_000 } },
  });
});

test('told twice, or by a second person there, it is one change', async () => {
  await tell(...telling(triggered()));
  await tell(acked());
  await tell(acked());
  await tell(acked({ key: 'E2', by: { id: 'PBO', name: 'Bo' } }));
  expect((await changes()).map(({ data }) => data)).toEqual([
    expect.objectContaining({
      rule: expect.objectContaining({ name: expect.stringContaining('in the pager') }),
    }),
  ]);
});

test('what was acknowledged here already comes back from the pager as nothing', async () => {
  await tell(...telling(triggered()));
  const incident = `incident/${(await one())?.id}`;
  await house.engine.handle({ type: 'acknowledge', incident, wish: {}, asking: house.asking(bo) });
  await tell(acked());
  expect((await changes()).map(({ actor }) => actor.name)).toEqual(['Bo']);
});

test('one that overtakes its alert is remembered until the alert is told', async () => {
  await tell(acked());
  expect(await one()).toBeUndefined();
  await tell(...telling(triggered()));
  expect(await one()).toMatchObject({ status: 'acknowledged', statusBy: { name: 'Ana (PagerDuty)' } });
});

test('one of an alert that joined no incident is only recorded', async () => {
  await tell(...telling(triggered({ severity: 'warning' })));
  await tell(acked());
  expect(await one()).toBeUndefined();
  const [routed] = await house.timeline.readStream('inbox', { types: ['ack-routed'] });
  expect(routed?.data).toMatchObject({ do: 'record' });
});

test('one of a page of ours acknowledges the incident that it was sent for', async () => {
  await tell(...telling(triggered({ vendor: 'alertmanager', dedupeKey: 'f1' })));
  await tell(acked({ dedupeKey: 'QPAGE', number: 1 }));
  expect(await one()).toMatchObject({ status: 'acknowledged' });
});

test('a clock that is ahead or behind over there cannot acknowledge before the incident, or in the future', async () => {
  await tell(...telling(triggered()));
  await tell(acked({ at: START + 86_400_000 }));
  expect((await one())?.keyTimes.acknowledged?.at).toBe(START);
});

test('a priority that is given after the page is told to the incident once, however often it comes', async () => {
  await tell(...telling(triggered()));
  await tell(...telling(triggered({ priority: 'P1' })));
  await tell(...telling(triggered({ priority: 'P1' })));
  const events = await house.engine.questions.events(`incident/${(await one())?.id}`);
  expect(events.filter(({ type }) => type === 'signal-ranked').map(({ data }) => data)).toEqual([
    { vendor: 'pagerduty', dedupeKey: 'Q1', severity: 'critical', priority: 'P1' },
  ]);
});

test('low urgency that is raised opens the incident after all; another rank of a line is no second line', async () => {
  const lines = async () => (await house.timeline.listEffects({ kind: 'signal.line', limit: 10 })).length;
  await tell(...telling(triggered({ severity: 'warning' })));
  await tell(...telling(triggered({ severity: 'warning', priority: 'P4' })));
  expect([await one(), await lines()]).toEqual([undefined, 1]);
  await tell(...telling(triggered({ severity: 'critical', priority: 'P2' })));
  expect([await one(), await lines()]).toEqual([
    expect.objectContaining({ severity: expect.objectContaining({ id: 'sev-2' }) }),
    1,
  ]);
});
