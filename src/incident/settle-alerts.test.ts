import { alerted, ana, firescribe, latencyHigh, minutes } from './fixtures/given.ts';
import type { OnAlertsOver } from './values.ts';

const rule = { name: 'checkout mends itself', off: 'write note' };
const MITIGATE: OnAlertsOver = { do: 'mitigate', afterMs: 5 * 60_000, soakMs: 15 * 60_000, rule };
const over = { ...latencyHigh, state: 'resolved' as const, endsAt: minutes(9) };
const again = { ...latencyHigh, dedupeKey: 'f1/2', startsAt: minutes(20) };
const because = 'it fired again';

/** The alert opened it at 14:00 and was over at 14:10; Ana had acknowledged. */
function allOver(onAlertsOver?: OnAlertsOver) {
  const world = alerted(onAlertsOver ? { onAlertsOver } : {});
  world.when('acknowledge', {}, { by: ana, at: minutes(2) });
  world.when('resolve-signal', { signal: over }, { at: minutes(10) });
  return world;
}

const settle = (world: ReturnType<typeof allOver>, minute = 15) =>
  world.when(
    'settle-alerts',
    { event: world.state().alertsOver?.event ?? '' },
    { by: firescribe, at: minutes(minute) },
  );

test('all alerts over: the rule mitigates, says until when it watches, how it is called and how to switch it off', () => {
  const world = allOver(MITIGATE);
  settle(world);
  expect(world.state()).toMatchObject({
    status: 'mitigated',
    soak: { until: minutes(30), from: 'acknowledged' },
    keyTimes: { mitigated: { at: minutes(15) } },
  });
  const text = world.entries().at(-1)?.text ?? '';
  expect(text).toContain('No alert of it has fired for 5 min');
  expect(text).toContain('before 14:30 UTC, it goes back to acknowledged');
  expect(world.events.at(-1)?.data).toMatchObject({ rule });
});

test('without such a rule nothing is known of it, and nothing done', () => {
  const world = allOver();
  expect(world.state().alertsOver).toBeUndefined();
  expect(settle(world).facts).toEqual([]);
});

test('a rule that proposes does nothing by itself', () => {
  const world = allOver({ ...MITIGATE, do: 'propose' });
  expect(world.state().alertsOver).toBeDefined();
  expect(settle(world).facts).toEqual([]);
});

test('what fired meanwhile keeps it from being mitigated', () => {
  const world = allOver(MITIGATE);
  const event = world.state().alertsOver?.event ?? '';
  world.when('attach-signal', { signal: again, because }, { at: minutes(12) });
  world.when('resolve-signal', { signal: { ...again, state: 'resolved' } }, { at: minutes(13) });
  expect(world.when('settle-alerts', { event }, { at: minutes(15) }).facts).toEqual([]);
  expect(settle(world, 18).facts).toHaveLength(1);
});

test('people who resolved it meanwhile keep their status', () => {
  const world = allOver(MITIGATE);
  world.when('resolve', { text: 'rolled back' }, { by: ana, at: minutes(12) });
  expect(settle(world).facts).toEqual([]);
});

test('it fires again within the soak: the status before returns, once, with the reason', () => {
  const world = allOver(MITIGATE);
  settle(world);
  world.when('attach-signal', { signal: again, because }, { at: minutes(20) });
  expect(world.state()).toMatchObject({ status: 'acknowledged', counts: { signals: 2, firing: 1 } });
  expect(world.state().soak).toBeUndefined();
  expect(world.state().keyTimes.mitigated).toBeUndefined();
  expect(world.entries().at(-1)?.text).toContain('fired again while it was watched');
  world.when('resolve-signal', { signal: { ...again, state: 'resolved' } }, { at: minutes(25) });
  expect(settle(world, 30).facts).toEqual([]);
});

test('it fires again after the soak: the status stays', () => {
  const world = allOver(MITIGATE);
  settle(world);
  world.when('attach-signal', { signal: again, because }, { at: minutes(30) });
  expect(world.state().status).toBe('mitigated');
});

test('a person who changes the status ends the watch', () => {
  const world = allOver(MITIGATE);
  settle(world);
  world.when('change-status', { status: 'identified', text: 'not yet' }, { by: ana, at: minutes(16) });
  world.when('change-status', { status: 'mitigated' }, { by: ana, at: minutes(17) });
  world.when('attach-signal', { signal: again, because }, { at: minutes(20) });
  expect(world.state().status).toBe('mitigated');
});
