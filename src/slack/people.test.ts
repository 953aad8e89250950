// Who is who: attributed by id when unknown, never to someone else.
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { createDirectory } from './people.ts';

const ana = {
  id: 'U1',
  team_id: 'T1',
  name: 'ana',
  tz: 'Europe/Berlin',
  is_admin: true,
  profile: { display_name: 'Ana' },
};

function directory() {
  const people = createDirectory(() => ({ team: 'T1' }), systemClock, silentLog);
  people.hear({ type: 'team_join', user: ana });
  return people;
}

test('an unknown person is attributed by id', () => {
  expect(directory().actor('U9')).toEqual({ kind: 'person', id: 'T1/U9' });
});

test('a known person has a name, a zone, and what they may be', () => {
  const people = directory();
  expect(people.actor('T1/U1')).toEqual({ kind: 'person', id: 'T1/U1', name: 'Ana' });
  expect(people.zone('U1')).toBe('Europe/Berlin');
  expect(people.grants('U1')).toEqual(['admin']);
});

test('somebody is found by handle first, then by name, with or without the @', () => {
  expect(directory().byName('@ana')?.id).toBe('T1/U1');
  expect(directory().byName('ANA')?.id).toBe('T1/U1');
  expect(directory().byName('nobody')).toBeUndefined();
});

test('a person of another workspace counts as external, a restricted one as guest', () => {
  const people = directory();
  people.hear({ type: 'user_change', user: { id: 'U2', team_id: 'T2', is_restricted: true } });
  expect(people.grants('U2')).toEqual(['guest', 'external']);
});

test.each([
  [
    'names the organisation',
    { team_id: 'E1', enterprise_user: { enterprise_id: 'E1', teams: ['T2', 'T1'] } },
    [],
  ],
  ['names another workspace of theirs', { team_id: 'T2', enterprise_user: { teams: ['T2', 'T1'] } }, []],
  ['is missing', { enterprise_user: { enterprise_id: 'E1', teams: ['T1'] } }, []],
  ['alone names the organisation', { team_id: 'E1' }, []],
  [
    'names a workspace of ours where they are not',
    { team_id: 'T2', enterprise_user: { teams: ['T2'] } },
    ['external'],
  ],
  ['names another organisation', { team_id: 'E2', enterprise_user: { enterprise_id: 'E2' } }, ['external']],
])('in an organisation, whoever is in our workspace is of ours where team_id %s', (_, of, grants) => {
  const people = createDirectory(() => ({ team: 'T1', enterprise: 'E1' }), systemClock, silentLog);
  people.hear({ type: 'user_change', user: { id: 'W2', name: 'bo', ...of } });
  expect(people.grants('W2')).toEqual(grants);
});

test('joining and leaving a user group changes grants', () => {
  const people = directory();
  people.hear({ type: 'subteam_created', subteam: { id: 'S1', users: ['U1'] } });
  expect(people.grants('U1')).toContain('S1');
  people.hear({
    type: 'subteam_members_changed',
    subteam_id: 'S1',
    removed_users: ['U1'],
    added_users: ['U3'],
  });
  expect(people.grants('U1')).not.toContain('S1');
  expect(people.group('S1')).toEqual(['U3']);
});

test.each([
  ['the display name, where somebody chose one', { display_name: 'Annie', real_name: 'Ana Ruiz' }, 'Annie'],
  [
    'the real name, where the display name is empty as it is by default',
    { display_name: '', real_name: 'Ana Ruiz' },
    'Ana Ruiz',
  ],
  ['the handle, where there is nothing else', { display_name: '' }, 'ana'],
])('people are called by %s', (_, profile, name) => {
  const people = createDirectory(() => ({ team: 'T1' }), systemClock, silentLog);
  people.hear({ type: 'user_change', user: { ...ana, profile } });
  expect(people.actor('U1').name).toBe(name);
});
