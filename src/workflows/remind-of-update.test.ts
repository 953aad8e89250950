// Updates that stakeholders wait for.
import { declared, minutes, type World } from '../incident/fixtures/given.ts';
import { asked, openedChannel, policy as usual } from './fixtures/asked.ts';
import { mootNow } from './moot.ts';
import { remindOfUpdate } from './remind-of-update.ts';

const every = (minutesLong: number) => ({
  ...usual,
  severities: usual.severities.map((one) => ({ ...one, updateEveryMs: minutesLong * 60_000 })),
});
const at = (minute: number) => ({ at: minutes(minute), now: minutes(minute) });
const reminders = (world: World, happens: (world: World) => unknown) =>
  asked(world, happens, [remindOfUpdate]).map((wish) => (wish as { dueAt: number }).dueAt);
const turn = (world: World, since: number, severity = world.state().severity.id) =>
  mootNow({ kind: 'update.remind', payload: { since, severity, last: false }, attempt: 1 }, world.state());

test('after each interval without an update it is said once, three times in a row', () => {
  const world = declared({ severity: '2' }, every(30));
  expect(reminders(world, openedChannel)).toEqual([minutes(30), minutes(60), minutes(90)]);
  const posted = (it: World) => it.when('post-update', { text: 'We roll back.' }, at(40));
  expect(reminders(world, posted)).toEqual([minutes(70), minutes(100), minutes(130)]);
});

test('one is moot once there is an update, another severity, or the end', () => {
  const world = openedChannel(declared({ severity: '2' }, every(30)));
  expect(turn(world, minutes(0))).toBeUndefined();
  world.when('post-update', { text: 'We roll back.' }, at(20));
  expect(turn(world, minutes(0))).toContain('there was an update');
  expect(turn(world, minutes(20))).toBeUndefined();
  const before = world.state().severity.id;
  world.when('change-severity', { severity: '1' }, at(25));
  expect(turn(world, minutes(20), before)).toContain('the severity is another');
  world.when('resolve', { text: 'done' }, at(30));
  expect(turn(world, minutes(20))).toBe('it is over');
});

test('at night it waits for the morning, once; not where severity says otherwise', () => {
  // Declared at 14:00; the next one is due at 23:00.
  const morning = new Date(reminders(declared({ severity: '2' }, every(9 * 60)), openedChannel)[0] ?? 0);
  expect(morning.toISOString().slice(11, 16)).toBe(usual.steps.quiet.to);
  const late = declared({ severity: '2' }, every(60));
  late.when('post-update', { text: 'Later.' }, at(8 * 60 + 30));
  expect(reminders(late, openedChannel)).toHaveLength(1);
  expect(reminders(declared({ severity: '1' }, every(9 * 60)), openedChannel)[0]).toBe(minutes(9 * 60));
});

test('who chooses a severity late, or opens it again, is not late at once', () => {
  const world = openedChannel(declared({ severity: '4' }, every(30)));
  const raised = (it: World) => it.when('change-severity', { severity: '2' }, at(100));
  expect(reminders(world, raised)[0]).toBe(minutes(130));
});

test('no interval, no choice of a severity, a drill, an end: no reminder', () => {
  expect(reminders(declared({ severity: '2' }, usual), openedChannel)).toEqual([]);
  expect(reminders(declared({}, every(30)), openedChannel)).toEqual([]);
  expect(reminders(declared({ severity: '2', kind: 'drill' }, every(30)), openedChannel)).toEqual([]);
  const world = openedChannel(declared({ severity: '2' }, every(30)));
  expect(reminders(world, (it) => it.when('resolve', { text: 'x' }, at(9)))).toEqual([]);
});
