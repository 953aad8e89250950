import { alerted, declared, minutes, says, start, type World } from './fixtures/given.ts';
import { type MetricId, metricsOf } from './metrics.ts';

const metric = (world: World, id: MetricId) => metricsOf(world.state()).find((one) => one.id === id);
const headline = (world: World) => metricsOf(world.state()).filter((one) => one.headline);
const began = (world: World, at: number) =>
  world.when('set-key-time', { name: 'began', at, evidence: [] }, { at: minutes(60) });

describe('after an alert, from beginning to resolve', () => {
  const world = alerted({ detectedAt: minutes(-1) });
  says(world, 2, 'looking');
  world.when('change-status', { status: 'identified' }, { at: minutes(10) });
  world.when('change-status', { status: 'mitigated' }, { at: minutes(20) });
  world.when('resolve', {}, { at: minutes(30) });
  began(world, minutes(-7));

  test.each([
    ['time-to-detect', 6],
    ['time-to-acknowledge', 3],
    ['time-to-declare', 1],
    ['time-to-identify', 10],
    ['time-to-mitigate', 27],
    ['declared-to-mitigated', 20],
    ['time-to-resolve', 37],
    ['detected-to-resolved', 31],
  ] as const)('%s is %i minutes', (id, count) => {
    expect(metric(world, id)).toMatchObject({ seconds: count * 60 });
  });

  test('detected to resolved is the one to quote', () => {
    expect(headline(world)).toMatchObject([
      { id: 'detected-to-resolved', definition: 'from the first signal or report to the last resolve' },
    ]);
  });
});

test('nothing missing is zero, and nothing runs until now', () => {
  const missing = metricsOf(alerted().state()).map((one) => [one.id, one.seconds, one.missing]);
  expect(missing).toEqual([
    ['time-to-detect', null, 'not recorded'],
    ['time-to-acknowledge', null, 'not recorded'],
    ['time-to-declare', 0, undefined],
    ['time-to-identify', null, 'not recorded'],
    ['time-to-mitigate', null, 'not recorded'],
    ['declared-to-mitigated', null, 'not recorded'],
    ['time-to-resolve', null, 'not recorded'],
    ['detected-to-resolved', null, 'not recorded'],
  ]);
});

test('an end a few seconds before its beginning is the difference of two clocks; more is a contradiction', () => {
  const world = alerted();
  const seconds = (after: number) => {
    const at = minutes(0) + after * 1_000;
    world.when('set-key-time', { name: 'acknowledged', at, evidence: [], reason: 'as told' });
    return metric(world, 'time-to-acknowledge');
  };
  expect(seconds(-4)).toMatchObject({ seconds: 0 });
  expect(seconds(-6)).toMatchObject({ seconds: null, missing: 'contradictory' });
});

describe('where a person’s declaration was the first report', () => {
  const world = declared();
  world.when('resolve', {}, { at: minutes(30) });

  test('there is no time to acknowledge or to declare', () => {
    expect(metric(world, 'time-to-acknowledge')).toMatchObject({ seconds: null, missing: 'not applicable' });
    expect(metric(world, 'time-to-declare')).toMatchObject({ seconds: null, missing: 'not applicable' });
  });

  test('declared to resolved is quoted, and says that there was no earlier signal', () => {
    expect(headline(world)).toMatchObject([{ id: 'declared-to-resolved', seconds: 1_800 }]);
    expect(headline(world)[0]?.definition).toContain('no earlier signal');
  });

  test('a signal that came before makes all of it applicable', () => {
    const late = declared({ detectedAt: minutes(-4) });
    expect(metric(late, 'time-to-acknowledge')).toMatchObject({ seconds: 240 });
    expect(headline(late)).toMatchObject([{ id: 'detected-to-resolved' }]);
  });
});

test('a 26-hour incident says 26 hours', () => {
  const world = alerted();
  world.when('resolve', {}, { at: start + 26 * 3_600_000 });
  expect(metric(world, 'detected-to-resolved')?.seconds).toBe(26 * 3_600);
});

test('resolved, reopened and resolved again, the last resolve counts', () => {
  const world = alerted();
  world.when('resolve', {}, { at: minutes(10) });
  world.when('reopen', { reason: 'again' }, { at: minutes(12) });
  expect(metric(world, 'detected-to-resolved')?.missing).toBe('not recorded');
  world.when('resolve', {}, { at: minutes(40) });
  expect(metric(world, 'detected-to-resolved')?.seconds).toBe(2_400);
});

test('times that contradict each other give no number', () => {
  const world = alerted();
  world.when('change-status', { status: 'mitigated' }, { at: minutes(5) });
  world.when(
    'set-key-time',
    { name: 'began', at: minutes(9), evidence: [], reason: 'the graph says so' },
    { at: minutes(60) },
  );
  expect(metric(world, 'time-to-mitigate')).toMatchObject({ seconds: null, missing: 'contradictory' });
});
