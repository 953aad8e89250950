import type { World } from '../incident/fixtures/given.ts';
import { declared, minutes } from '../incident/fixtures/given.ts';
import { announcedIn } from '../policy/announcing.ts';
import { announce, announceLargeChanges, withdrawAnnouncement } from './announce.ts';
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

test('with no announcement yet, it will show the resolution itself; an update it does not show is said all the same', () => {
  const world = openedChannel(declared({}, policy));
  expect(asked(world, (it) => it.when('resolve', { text: 'done' }), [announceLargeChanges])).toEqual([]);
  const update = asked(world, (it) => it.when('post-update', { text: 'It is back' }), [announceLargeChanges]);
  expect(kinds(update)).toEqual(['announcement.reply']);
});

test('without an announcement channel nothing is announced', () => {
  const world = declared({}, { ...policy, announcementChannel: undefined });
  expect(kinds(asked(world))).toEqual(['channel.open']);
});

test('where a team has a channel of its own, that is where its incidents are announced', () => {
  const [finders] = policy.teams;
  const teams = [{ ...finders!, channel: 'search-incidents' }];
  expect(announcedIn({ ...policy, teams }, { team: 'finders' })).toEqual({
    name: 'search-incidents',
    setting: 'teams.finders.channel',
  });
  for (const team of ['nobody', undefined]) {
    expect(announcedIn({ ...policy, teams }, team ? { team } : {})?.name).toBe('incidents');
  }
  const alone = { ...policy, teams, announcementChannel: undefined };
  expect(kinds(asked(declared({ service: 'search' }, alone)))).toContain('announcement.refresh');
  expect(kinds(asked(declared({ service: 'checkout-api' }, alone)))).not.toContain('announcement.refresh');
});

test('a drill is not announced', () => {
  expect(kinds(asked(declared({ kind: 'drill' }, policy)))).toEqual(['channel.open']);
});

test('what is made private is withdrawn, and so is an announcement that was under way; made public it is announced again', () => {
  const world = announced();
  const made = (isPrivate: boolean, minute: number) =>
    asked(world, (it) => it.when('record-privacy', { private: isPrivate }, { at: minutes(minute) }), [
      announce,
      announceLargeChanges,
      withdrawAnnouncement,
    ]);
  expect(kinds(made(true, 6))).toEqual(['announcement.refresh']);
  const late = { place: { team: 'T1', channel: 'C9', ts: '2.000100' } };
  expect(kinds(asked(world, (it) => it.when('record-announcement', late), [withdrawAnnouncement]))).toEqual([
    'announcement.refresh',
  ]);
  expect(
    asked(world, (it) => it.when('resolve', { text: 'done' }), [announce, announceLargeChanges]),
  ).toEqual([]);
  expect(kinds(made(false, 8))).toEqual(['announcement.refresh']);
});
