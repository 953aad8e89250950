import { alerted, latencyHigh } from './fixtures/given.ts';

const ranked = (priority: string) => ({ signal: { ...latencyHigh, priority } });

test('a rank above the incident’s severity is a fact, and changes nothing by itself', () => {
  const world = alerted();
  const { severity } = world.state();
  world.when('rank-signal', ranked('P1'));
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'alert',
    text: `Alert is now P1: ${latencyHigh.title}`,
    values: { severity: 'P1' },
  });
  expect(world.state().severity).toEqual(severity);
});

test('a rank that is no higher, or says nothing, is none', () => {
  const world = alerted();
  for (const priority of ['P3', 'P4', 'urgent']) {
    expect(world.when('rank-signal', ranked(priority)).facts).toEqual([]);
  }
});

test('that of an alert that is over, or of no part of the incident, is none', () => {
  const world = alerted();
  const other = { signal: { ...latencyHigh, dedupeKey: 'other', priority: 'P1' } };
  expect(world.when('rank-signal', other).facts).toEqual([]);
  world.when('resolve-signal', { signal: { ...latencyHigh, state: 'resolved' } });
  expect(world.when('rank-signal', ranked('P1')).facts).toEqual([]);
});
