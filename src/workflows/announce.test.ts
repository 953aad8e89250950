import type { World } from '../incident/fixtures/given.ts';
import { declared } from '../incident/fixtures/given.ts';
import { announceLargeChanges } from './announce.ts';
import { asked, kinds, openedChannel, policy } from './fixtures/asked.ts';

function announced(): World {
  const world = openedChannel(declared({ severity: '3' }, policy));
  world.when('record-announcement', { place: { team: 'T1', channel: 'C9', ts: '1.000100' } });
  return world;
}

test.each<[string, (world: World) => unknown, number]>([
  ['a raise of severity', (it) => it.when('change-severity', { severity: '1' }), 1],
  ['a lower severity', (it) => it.when('change-severity', { severity: '4' }), 0],
  ['identification', (it) => it.when('change-status', { status: 'identified' }), 0],
  ['mitigation', (it) => it.when('change-status', { status: 'mitigated' }), 1],
  ['resolution', (it) => it.when('resolve', { text: 'rolled back' }), 1],
  ['a false alarm', (it) => it.when('cancel', { reason: 'false alarm' }), 1],
])('%s is a reply under the announcement: %#', (_what, happens, replies) => {
  const wishes = asked(announced(), (world) => happens(world), [announceLargeChanges]);
  expect(kinds(wishes)).toEqual(Array(replies).fill('announcement.reply'));
});

test('reopening and undoing a resolve are replies, closing is none', () => {
  const world = announced();
  world.when('resolve', { text: 'rolled back' });
  const { event } = world.state().undoable ?? { event: '' };
  expect(
    kinds(asked(world, (it) => it.when('undo-resolve', { resolveEvent: event }), [announceLargeChanges])),
  ).toEqual(['announcement.reply']);
  world.when('resolve', { text: 'again' });
  expect(kinds(asked(world, (it) => it.when('close', {}), [announceLargeChanges]))).toEqual([]);
  expect(kinds(asked(world, (it) => it.when('reopen', { reason: 'back' }), [announceLargeChanges]))).toEqual([
    'announcement.reply',
  ]);
});

test('with no announcement yet there is nothing to reply to', () => {
  const world = openedChannel(declared({}, policy));
  expect(asked(world, (it) => it.when('resolve', { text: 'done' }), [announceLargeChanges])).toEqual([]);
});

test('without an announcement channel nothing is announced', () => {
  const world = declared({}, { ...policy, announcementChannel: undefined });
  expect(kinds(asked(world))).toEqual(['channel.open']);
});

test('a drill is not announced', () => {
  expect(kinds(asked(declared({ kind: 'drill' }, policy)))).toEqual(['channel.open']);
});
