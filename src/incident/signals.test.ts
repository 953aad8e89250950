import { alerted, alertmanager, ana, declared, latencyHigh, minutes } from './fixtures/given.ts';

const second = { ...latencyHigh, dedupeKey: 'f2/1', title: 'Queue is full', startsAt: minutes(-9) };
const over = (signal: typeof latencyHigh) => ({ ...signal, state: 'resolved' as const, endsAt: minutes(9) });
const because = 'same service, active in the last 24 hours';

test('a second alert attaches and is counted', () => {
  const world = alerted();
  world.when('attach-signal', { signal: second, because });
  expect(world.state()).toMatchObject({ counts: { signals: 2, firing: 2 }, beganGuess: minutes(-9) });
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'alert',
    text: 'Alert: Queue is full',
    values: { because },
  });
});

test.each(['mitigated', 'resolved', 'closed', 'canceled'] as const)(
  'an alert that was on its way to what is %s by now does not join it by itself; people attach what they like',
  (status) => {
    const world = alerted();
    if (status === 'canceled') {
      world.when('cancel', { reason: 'false alarm' });
    } else {
      world.when('change-status', { status: status === 'closed' ? 'resolved' : status });
    }
    if (status === 'closed') {
      world.when('close', {});
    }
    const attach = (by: typeof ana) => world.when('attach-signal', { signal: second, because }, { by }).facts;
    expect(attach(alertmanager)).toEqual([]);
    expect(attach(ana)).toMatchObject([{ type: 'signal-attached' }]);
  },
);

test('fifty tellings of one occurrence are one signal', () => {
  const world = alerted();
  for (let again = 0; again < 50; again++) {
    expect(world.when('attach-signal', { signal: latencyHigh, because }).facts).toEqual([]);
  }
  expect(world.state().counts).toMatchObject({ signals: 1, firing: 1 });
});

test('an alert that ends does not fire any more, and says so once', () => {
  const world = alerted();
  world.when('resolve-signal', { signal: over(latencyHigh) });
  expect(world.when('resolve-signal', { signal: over(latencyHigh) }).facts).toEqual([]);
  expect(world.state().counts).toMatchObject({ signals: 1, firing: 0 });
});

test('an end that is told before the start leaves the same counts', () => {
  const world = declared();
  world.when('resolve-signal', { signal: over(latencyHigh) });
  expect(world.state().counts).toMatchObject({ signals: 0, firing: 0 });
  world.when('attach-signal', { signal: latencyHigh, because });
  expect(world.state().counts).toMatchObject({ signals: 1, firing: 0 });
  expect(world.entries().at(-1)?.values).toMatchObject({ state: 'resolved' });
});

test('an end that comes without a title is told with the title of the alert', () => {
  const world = alerted();
  world.when('resolve-signal', { signal: { ...over(latencyHigh), title: '' } });
  expect(world.entries().at(-1)?.text).toBe('Alert resolved: Checkout latency is high');
  expect(world.state().title.text).toBe('Checkout latency is high');
});

test('an alert of another incident stays there', () => {
  const world = declared();
  world.keys.set('signal:alertmanager/f1/1', { number: 41, attached: true, resolved: false });
  expect(world.refusal('attach-signal', { signal: latencyHigh, because })).toBe(
    'This alert is already part of INC-41.',
  );
  expect(world.when('resolve-signal', { signal: over(latencyHigh) }).facts).toEqual([]);
});

test('the links are those of the alert that started last, whichever is told last', () => {
  const world = alerted();
  const links = { runbook: 'https://runbooks.example/queue', source: 'https://prometheus.example/queue' };
  world.when('attach-signal', { signal: { ...second, links }, because });
  expect(world.state().links).toEqual({ ...links, ...latencyHigh.links });
});

test('an alert received before the declaration is when it was detected', () => {
  const world = declared();
  world.when('attach-signal', { signal: latencyHigh, because }, { at: minutes(-6) });
  expect(world.state().keyTimes.detected?.at).toBe(minutes(-6));
});
