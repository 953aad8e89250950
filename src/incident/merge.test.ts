import {
  alerted,
  ana,
  bo,
  chidi,
  declared,
  firescribe,
  latencyHigh,
  minutes,
  says,
  type World,
} from './fixtures/given.ts';
import { signalKey, takenKey } from './keys.ts';

type Wish = Parameters<typeof declared>[0];

/** INC-10, as the world of INC-42 finds it. */
const ten = (wish: Wish = {}, change: Partial<ReturnType<World['state']>> = {}) => ({
  ...declared({ title: 'Database is slow', ...wish }).state(),
  ...{ number: 10, id: 'i10', channel: { team: 'T1', id: 'C10', name: 'inc-10' } },
  ...change,
});

function beside(other = ten(), world = declared()): World {
  world.others.set('incident/i10', other);
  return world;
}

const into = { into: 'incident/i10' };

test('the one ends as a duplicate, with a pointer to the other, who did it and why', () => {
  const world = beside();
  world.when('merge', { ...into, text: ' same  database ' }, { by: ana });
  expect(world.state()).toMatchObject({
    ...{ status: 'canceled', cancelReason: 'duplicate', takenBy: ['incident/i10'] },
    mergedInto: { number: 10, incident: 'incident/i10', channel: { id: 'C10' } },
  });
  expect(world.entries().at(-1)?.text).toBe(
    'Status changed from acknowledged to canceled (duplicate of INC-10, merged into it): same database',
  );
});

test('two who merge at once: the second hears who was first', () => {
  const world = beside();
  world.when('merge', into, { by: ana });
  const why = world.refusal('merge', into, { by: bo });
  expect(why).toMatch(/INC-42 was merged into INC-10 already: by Ana at .* `\/incident INC-42 reopen <why>`/);
});

test('reopened it stands by itself again, and whoever took its alerts goes on hearing of them', () => {
  const world = beside();
  world.when('merge', into);
  world.when('reopen', { reason: 'another database' });
  expect(world.last.facts).toMatchObject([{ data: { to: 'acknowledged', outOf: { number: 10 } } }]);
  expect(world.state()).toMatchObject({ status: 'acknowledged', takenBy: ['incident/i10'] });
  expect(world.state()).not.toHaveProperty('mergedInto');
  expect(world.entries().at(-1)?.text).toBe(
    'Status changed from canceled to acknowledged (part of INC-10 no more): another database',
  );
  world.when('merge', into);
  expect(world.state()).toMatchObject({ mergedInto: { number: 10 }, takenBy: ['incident/i10'] });
});

test.each<[string, ReturnType<typeof ten>, World, RegExp]>([
  ['itself', ten({}, { id: 'i1', number: 42 }), declared(), /cannot become part of itself/],
  ['what is resolved', ten({}, { status: 'resolved' }), declared(), /is resolved.*INC-10 reopen/],
  ['what is canceled', ten({}, { status: 'canceled' }), declared(), /INC-10 is canceled/],
  [
    'what was merged into this one',
    ten({}, { status: 'canceled', mergedInto: { number: 42, incident: 'incident/i1' } }),
    declared(),
    /INC-10 was itself merged into INC-42\. That is this one/,
  ],
  [
    'what was merged into a third',
    ten({}, { status: 'canceled', mergedInto: { number: 8, incident: 'incident/i8' } }),
    declared(),
    /Merge into that one: `\/incident INC-42 merge into 8`/,
  ],
  ['what is private', ten({ private: true }), declared(), /INC-10 is private.*INC-42 cancel duplicate/],
  ['from private into public', ten(), declared({ private: true }), /INC-42 is private/],
  ['a drill', ten({ kind: 'drill' }), declared(), /INC-10 is a drill/],
  ['from a drill', ten(), declared({ kind: 'drill' }), /INC-42 is a drill/],
  ['an import', ten({ kind: 'imported' }), declared(), /INC-10 is imported/],
  ['from an import', ten(), declared({ kind: 'imported' }), /INC-42 is imported/],
])('not into %s', (_what, other, world, why) => {
  expect(beside(other, world).refusal('merge', into)).toMatch(why);
});

test('nor what is over for good, nor into what is not there, nor by who may change the status of neither', () => {
  const over = beside();
  over.when('cancel', { reason: 'external' });
  expect(over.refusal('merge', into)).toMatch(/INC-42 is canceled/);
  expect(declared().refusal('merge', into)).toMatch(/no such incident/);
  expect(beside().refusal('merge', into, { grants: ['guest'] })).toMatch(/guest/i);
});

test('two private ones, and two drills, are merged as any other', () => {
  const hidden = beside(ten({ private: true }), declared({ private: true }));
  hidden.when('merge', into);
  expect(hidden.state().mergedInto?.number).toBe(10);
  const drill = beside(ten({ kind: 'drill' }), declared({ kind: 'drill' }));
  drill.when('merge', into);
  expect(drill.state().mergedInto?.number).toBe(10);
});

const twelve = {
  ...{ number: 12, incident: 'incident/i12', people: [bo.id] },
  severity: declared().state().severity,
  had: { messages: 3, pins: 1, alerts: 1, openItems: 0 },
};
const taken = { signal: { ...latencyHigh, dedupeKey: 'f9/1' }, at: minutes(-3), by: firescribe };

test('the other one says so once, and holds the alerts at their own times', () => {
  const world = alerted();
  world.when('record-absorbed', twelve, { by: chidi });
  world.when('record-absorbed', twelve, { by: chidi });
  world.when('take-signals', { from: 12, signals: [taken] });
  world.when('take-signals', { from: 12, signals: [taken] });
  expect(world.state()).toMatchObject({
    absorbed: [{ number: 12, incident: 'incident/i12' }],
    counts: { signals: 2, firing: 2 },
  });
  const told = world
    .entries()
    .filter(({ type }) => type === 'incident-absorbed' || type === 'signal-attached');
  expect(told.map(({ text, at }) => [text, at])).toEqual([
    ['Alert: Checkout latency is high', minutes(-3)],
    ['Alert: Checkout latency is high', minutes(0)],
    [
      'INC-12 was merged into this incident, with 1 alert; 3 messages and 1 pin stay in its own record',
      minutes(5),
    ],
  ]);
  world.when('resolve-signal', { signal: { ...taken.signal, state: 'resolved' }, from: 12 });
  world.when('resolve-signal', { signal: { ...taken.signal, state: 'resolved' }, from: 12 });
  expect(world.state().counts).toMatchObject({ signals: 2, firing: 1 });
  expect(world.keys.get(takenKey(world.state().number, taken.signal))).toMatchObject({ resolved: true });
});

test('one that had ended over there before it was taken along makes no alert that fires', () => {
  const world = declared();
  const ended = { ...taken.signal, state: 'resolved' as const };
  world.keys.set(signalKey(ended), { number: 12, attached: true, resolved: true });
  world.when('record-absorbed', twelve);
  world.when('resolve-signal', { signal: ended, from: 12 });
  world.when('take-signals', { from: 12, signals: [taken] });
  world.when('resolve-signal', { signal: ended, from: 12 });
  expect(world.state().counts).toMatchObject({ signals: 1, firing: 0 });
  expect(world.entries().some(({ text }) => text.startsWith('Alert, resolved since'))).toBe(true);
});

test('the end of an alert that was not taken along is nothing of this one: it came after the two were parted', () => {
  const world = declared();
  world.when('record-absorbed', twelve);
  world.when('record-parted', { number: 12, incident: 'incident/i12' });
  world.when('resolve-signal', { signal: { ...taken.signal, state: 'resolved' }, from: 12 });
  expect(world.events.map(({ type }) => type)).not.toContain('signal-resolved');
});

test('made private meanwhile, it brings nobody along', () => {
  const world = declared({ private: true });
  world.when('record-absorbed', twelve);
  expect(world.last.facts).toMatchObject([{ data: { people: [] } }]);
});

test('opened again over there, it is part of this one no more; its alerts stay', () => {
  const world = declared();
  world.when('record-absorbed', twelve);
  world.when('take-signals', { from: 12, signals: [taken] });
  world.when('record-parted', { number: 12, incident: 'incident/i12' });
  world.when('record-parted', { number: 12, incident: 'incident/i12' });
  expect(world.events.filter(({ type }) => type === 'incident-parted')).toHaveLength(1);
  expect(world.state()).toMatchObject({ absorbed: [{ number: 12, parted: true }], counts: { signals: 1 } });
  world.when('record-absorbed', twelve);
  expect(world.state().absorbed).toEqual([{ number: 12, incident: 'incident/i12' }]);
  says(world, 6, 'ok');
});
