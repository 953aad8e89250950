import type { Signal } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { Mutes, Routing } from '../policy/routing.ts';
import { REACTIONS } from '../workflows/catalog.ts';
import { alert, ana, type House, openHouse, origin, START, telling } from './fixtures/house.ts';
import { routingPerformers } from './perform-routing.ts';

const MINUTE = 60_000;
const operator = { kind: 'operator' } as const;

let house: House;
afterEach(async () => {
  await house.engine.stop();
  await house.close();
});

function withRules(routing: unknown, mutes: unknown = [], more: Partial<Policy> = {}): void {
  const policy = { ...more, routing: Routing.parse(routing), mutes: Mutes.parse(mutes) };
  house = openHouse({ policy, reactions: REACTIONS });
}

let deliveries = 0;

async function tell(...signals: Signal[]): Promise<void> {
  deliveries += 1;
  await house.engine.receive(telling(...signals), origin(`delivery-${deliveries}`, JSON.stringify(signals)));
  await house.engine.routed();
}

const incidents = () => house.engine.questions.list({}, operator);
const effects = (kind: string) => house.timeline.listEffects({ kind, limit: 1_000 });
const routed = async () =>
  (await house.timeline.readStream('inbox', { types: ['signal-routed'] })).map(({ data }) => data as object);
const over = (signal: Signal): Signal => ({ ...signal, state: 'resolved', endsAt: house.clock.now() });

/** Performs what routing put off, as the outbox would at its time. */
async function due(kind: 'signal.unmute' | 'alerts.settle'): Promise<void> {
  const perform = routingPerformers({ engine: house.engine, clock: house.clock });
  for (const { key, stream, payload, dueAt } of await effects(kind)) {
    if (dueAt <= house.clock.now()) {
      await perform[kind]?.({ kind, key, stream, payload, attempt: 1 } as never);
    }
  }
}

test('labels give the incident its severity, service, team and fields', async () => {
  withRules({
    service: { label: 'app' },
    team: { label: 'owner' },
    severity: { label: 'priority', values: { P1: 'SEV-1' } },
    fields: { region: { label: 'region' } },
  });
  const labels = { app: 'cart', owner: 'payments', priority: 'P1', region: 'eu-1' };
  await tell(alert('Down', { service: undefined, labels }));
  expect(await incidents()).toMatchObject([
    {
      service: 'cart',
      team: 'payments',
      severity: { label: 'SEV-1' },
      severityChosen: true,
      fields: { region: 'eu-1' },
    },
  ]);
  const [received] = await house.timeline.readStream('inbox', { types: ['signal-received'] });
  expect(received?.data).toMatchObject({ severity: 'critical' });
  expect(received?.content).toMatchObject({ labels });
});

test('the rule’s name and how to switch it off stand on the timeline', async () => {
  withRules({ rules: [{ name: 'pages of checkout', when: { service: 'checkout' }, do: 'declare' }] });
  await tell(alert('Slow', { severity: 'warning' }), alert('Slower', { severity: 'warning' }));
  const [incident] = await incidents();
  const [declared, , joined] = await house.engine.questions.events(`incident/${incident?.id}`);
  expect(declared?.data).toMatchObject({
    rule: { name: 'pages of checkout', off: expect.stringContaining('enabled: false') },
  });
  expect(joined?.data).toMatchObject({ because: expect.stringContaining('by the rule “pages of checkout”') });
});

test('by expression: alerts of one cluster are one incident, whatever their service', async () => {
  withRules({ group: { by: 'expression', expression: 'signal.labels.cluster', window: '10m' } });
  const of = (name: string, cluster: string) => alert(name, { service: name, labels: { cluster } });
  await tell(of('a', 'eu'), of('b', 'eu'), of('c', 'us'), of('d', 'eu'));
  expect((await incidents()).map(({ counts }) => counts.signals).sort()).toEqual([1, 3]);
  house.clock.moveBy(11 * MINUTE);
  await tell({ ...of('e', 'eu'), startsAt: house.clock.now() });
  expect(await incidents()).toHaveLength(3);
});

test('by team: alerts of its services are one incident', async () => {
  withRules({ group: { by: 'team' } });
  await tell(
    alert('a', { service: 'cart', team: 'payments' }),
    alert('b', { service: 'billing', team: 'payments' }),
  );
  expect(await incidents()).toMatchObject([{ counts: { signals: 2 } }]);
});

test('by team: what people declared for the team, with no service, takes its alerts', async () => {
  withRules({ group: { by: 'team' } });
  await house.engine.handle({
    type: 'declare',
    wish: { kind: 'real', title: 'Payments are odd', private: false, team: 'payments' },
    asking: house.asking(ana),
  });
  await tell(alert('a', { service: 'cart', team: 'payments' }));
  expect(await incidents()).toMatchObject([{ counts: { signals: 1 } }]);
});

test('a rule in shadow is on record beside what was done', async () => {
  withRules({ rules: [{ name: 'quieter', shadow: true, do: 'record' }] });
  await tell(alert('Down'));
  expect(await incidents()).toHaveLength(1);
  expect(await routed()).toMatchObject([
    { do: 'declare', rule: 'critical alerts declare', shadows: [{ rule: 'quieter', do: 'record' }] },
  ]);
});

const nightly = {
  name: 'deploys',
  when: { service: 'checkout' },
  from: '2026-11-22 13:00',
  to: '2026-11-22 15:00',
};

test('a muted alert is recorded; when the mute ends and it still fires, it is routed', async () => {
  withRules({}, [nightly]);
  await tell(alert('Down'), alert('Slow'), alert('Other', { service: 'search' }));
  await tell(over(alert('Slow')));
  expect(await incidents()).toHaveLength(1);
  expect(await routed()).toMatchObject([
    { do: 'mute', rule: 'the mute “deploys”' },
    { do: 'mute' },
    { do: 'declare' },
    { do: 'record' },
  ]);
  expect(await effects('signal.unmute')).toMatchObject([{ dueAt: START + 60 * MINUTE }]);
  expect(await effects('signal.line')).toEqual([]);
  house.clock.moveBy(60 * MINUTE);
  await due('signal.unmute');
  await due('signal.unmute');
  expect((await incidents()).map(({ service, counts }) => [service, counts.signals])).toEqual([
    ['checkout', 1],
    ['search', 1],
  ]);
  expect((await routed()).slice(4)).toMatchObject([
    { do: 'declare', rule: 'critical alerts declare' },
    { do: 'record', rule: 'an alert that ended while it was muted is only recorded' },
  ]);
});

test('parked and released before the mute ends, what it holds back stays held and is routed at its end', async () => {
  withRules({}, [nightly]);
  await tell(alert('Down'));
  await house.timeline.parkEffects({ now: house.clock.now(), error: 'restored' });
  expect(await house.timeline.releaseEffects({ now: house.clock.now() })).toBe(1);
  house.clock.moveBy(59 * MINUTE);
  await due('signal.unmute');
  expect(await routed()).toMatchObject([{ do: 'mute' }]);
  house.clock.moveBy(MINUTE);
  await due('signal.unmute');
  expect(await incidents()).toMatchObject([{ counts: { signals: 1 } }]);
});

test('performed before the mute ends, it is put back until then, and nothing is lost', async () => {
  withRules({}, [nightly]);
  await tell(alert('Down'));
  const [unmute] = await effects('signal.unmute');
  await house.timeline.changeWaiting(unmute?.id ?? 0, { status: 'waiting', dueAt: house.clock.now() });
  await expect(due('signal.unmute')).rejects.toMatchObject({
    permanent: false,
    retryAfterMs: 60 * MINUTE,
  });
  await house.engine.unmute((unmute?.payload as { window: string } | undefined)?.window ?? '');
  expect(await routed()).toMatchObject([{ do: 'mute' }]);
  expect(await incidents()).toEqual([]);
  house.clock.moveBy(60 * MINUTE);
  await due('signal.unmute');
  expect(await incidents()).toMatchObject([{ counts: { signals: 1 } }]);
});

test('killed while the mute ends: nothing is routed twice', async () => {
  withRules({}, [nightly]);
  await tell(...Array.from({ length: 5 }, (_, n) => alert(`Down${n}`)));
  house.clock.moveBy(60 * MINUTE);
  const { readEvents } = house.timeline;
  house.timeline.readEvents = async () => {
    throw new Error('killed');
  };
  await expect(due('signal.unmute')).rejects.toThrow('killed');
  house.timeline.readEvents = readEvents;
  const restarted = await house.reopen();
  const [window] = (await effects('signal.unmute')).map(
    ({ payload }) => (payload as { window: string }).window,
  );
  await Promise.all([restarted.engine.unmute(window ?? ''), house.engine.unmute(window ?? '')]);
  expect(await incidents()).toMatchObject([{ counts: { signals: 5, firing: 5 } }]);
  expect(await routed()).toHaveLength(10);
  await restarted.engine.stop();
});

test('an alert that comes and goes is a line each, then said once, then only counted', async () => {
  withRules({ flapping: { times: 3, within: '1h' } });
  for (let n = 1; n <= 6; n += 1) {
    const one = alert('Disk', { dedupeKey: `disk@${n}`, severity: 'warning', startsAt: house.clock.now() });
    await tell(one);
    house.clock.moveBy(MINUTE);
    await tell(over(one));
    house.clock.moveBy(11 * MINUTE);
  }
  expect(await effects('signal.line')).toHaveLength(3);
  const firing = (await routed()).filter((_, index) => index % 2 === 0);
  expect(firing.map((one) => (one as { do: string }).do)).toEqual([
    'line',
    'line',
    'line',
    'record',
    'record',
    'record',
  ]);
});

test('one that comes and goes in an open incident is counted there, and that is said once', async () => {
  withRules({ flapping: { times: 3, within: '1h' } });
  for (let n = 1; n <= 5; n += 1) {
    const one = alert('Disk', { dedupeKey: `disk@${n}`, startsAt: house.clock.now() });
    await tell(one);
    if (n === 1) {
      const [opened] = await incidents();
      await house.engine.handle({
        type: 'record-channel',
        incident: `incident/${opened?.id}`,
        wish: { channel: { team: 'T1', id: 'C9', name: 'inc' }, adopted: false },
        asking: house.asking({ kind: 'firescribe', id: 'firescribe' }),
      });
    }
    house.clock.moveBy(MINUTE);
    await tell(over(one));
    house.clock.moveBy(MINUTE);
  }
  expect(await incidents()).toMatchObject([{ counts: { signals: 5, firing: 0 } }]);
  const said = (await effects('message.post')).filter(
    ({ payload }) => (payload as { about: string }).about === 'flapping',
  );
  expect(said).toHaveLength(1);
});

const mends = { rules: [{ name: 'mends itself', resolved: { do: 'mitigate', after: '5m', soak: '15m' } }] };

test('all alerts over for a while: mitigated by the rule; it fires again: back to the status before, once', async () => {
  withRules(mends);
  await tell(alert('Down'), alert('Slow'));
  await tell(over(alert('Down')));
  expect(await effects('alerts.settle')).toEqual([]);
  await tell(over(alert('Slow')));
  await due('alerts.settle');
  expect(await incidents()).toMatchObject([{ status: 'detected' }]);
  house.clock.moveBy(5 * MINUTE);
  await due('alerts.settle');
  expect(await incidents()).toMatchObject([{ status: 'mitigated', statusBy: { kind: 'firescribe' } }]);
  house.clock.moveBy(10 * MINUTE);
  const again = alert('Down', { dedupeKey: 'Down-2', startsAt: house.clock.now() });
  await tell(again);
  expect(await incidents()).toMatchObject([{ status: 'detected', counts: { signals: 3, firing: 1 } }]);
  await tell(over(again));
  house.clock.moveBy(5 * MINUTE);
  await due('alerts.settle');
  expect(await incidents()).toMatchObject([{ status: 'detected' }]);
});

test('after the soak an alert that fires again opens another incident', async () => {
  withRules(mends);
  await tell(alert('Down'));
  await tell(over(alert('Down')));
  house.clock.moveBy(5 * MINUTE);
  await due('alerts.settle');
  house.clock.moveBy(15 * MINUTE);
  await tell(alert('Down', { dedupeKey: 'Down-2', startsAt: house.clock.now() }));
  expect((await incidents()).map(({ status }) => status)).toEqual(['detected', 'mitigated']);
});
