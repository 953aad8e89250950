import { defaultPolicy } from '../policy/defaults.ts';
import { nextUpdateDue } from './briefings.ts';
import { ana, bo, chidi, declared, deployBot, minutes } from './fixtures/given.ts';

test('an update stands on the timeline with its lines, and the latest one is known', () => {
  const world = declared();
  world.when(
    'post-update',
    { text: ' Payments fail.\r\n\r\n\r\nNext update at 15:00. ' },
    { at: minutes(8) },
  );
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'update',
    text: 'Update: Payments fail.\n\nNext update at 15:00.',
    at: minutes(8),
  });
  expect(world.state().updated?.at).toBe(minutes(8));
  world.when('post-update', { text: 'told late' }, { at: minutes(6) });
  expect(world.state().updated?.at).toBe(minutes(8));
});

test.each([
  ['an empty one', '  ', /is empty.*`\/incident update`/],
  ['an endless one', 'x'.repeat(1_501), /1501 characters long; at most 1500 fit/],
])('%s is refused', (_what, text, why) => {
  expect(declared().refusal('post-update', { text })).toMatch(why);
});

test('a guest sends no update', () => {
  expect(declared().refusal('post-update', { text: 'x' }, { grants: ['guest'] })).toContain(
    'may not send updates here',
  );
});

test('a handover says to whom, and what it rests on', () => {
  const world = declared();
  world.when('post-handover', { text: 'the pool is full', to: chidi, cites: ['e1', 'e1', 'e2'] });
  expect(world.events.at(-1)).toMatchObject({ data: { to: chidi, cites: ['e1', 'e2'] } });
  expect(world.entries().at(-1)).toMatchObject({
    kind: 'handover',
    text: 'Handover to Chidi: the pool is full',
    author: bo,
  });
});

test('it is handed over to somebody else, and to a person', () => {
  const world = declared();
  expect(world.refusal('post-handover', { text: 'x', to: bo, cites: [] })).toContain('to yourself');
  expect(world.refusal('post-handover', { text: 'x', to: deployBot, cites: [] })).toContain('is not one');
});

test('the next update is due by the policy of a severity that somebody chose, while it is open', () => {
  const severities = defaultPolicy.severities.map((one) => ({ ...one, updateEveryMs: 30 * 60_000 }));
  const world = declared();
  expect(nextUpdateDue(world.state(), defaultPolicy)).toBeUndefined();
  world.when('change-severity', { severity: '2' });
  const { declaredAt } = world.state();
  expect(nextUpdateDue(world.state(), { severities })).toBe(declaredAt + 30 * 60_000);
  world.when('post-update', { text: 'we look' }, { at: minutes(10), by: ana });
  expect(nextUpdateDue(world.state(), { severities })).toBe(minutes(40));
  world.when('resolve', {}, { at: minutes(20) });
  expect(nextUpdateDue(world.state(), { severities })).toBeUndefined();
});
