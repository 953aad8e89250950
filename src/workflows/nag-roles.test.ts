// Asking for a leader, leaving people in peace at night, and archiving.
import { alerted, ana, bo, declared, minutes } from '../incident/fixtures/given.ts';
import { archiveChannel } from './archive-channel.ts';
import { asked, openedChannel, policy } from './fixtures/asked.ts';
import { assignLeader, nagForRoles, wantsLeader } from './nag-roles.ts';
import { afterQuiet } from './quiet-hours.ts';

const settings = { quiet: { from: '22:00', to: '07:00' }, quietExceptRank: 1 };
const at = (words: string) => Date.parse(words);
const inBerlin = (rank: number) => ({ zone: 'Europe/Berlin', severity: { id: 's', label: 'S', rank } });

test.each([
  ['in the afternoon', '2026-11-22T14:00:00Z', 3, '2026-11-22T14:00:00Z'],
  ['in the evening, Berlin time', '2026-11-22T21:30:00Z', 3, '2026-11-23T06:00:00Z'],
  ['after midnight', '2026-11-23T02:15:30Z', 3, '2026-11-23T06:00:00Z'],
  ['at night, when it is severe', '2026-11-23T02:15:30Z', 1, '2026-11-23T02:15:30Z'],
])('a nag %s comes when it may', (_when, due, rank, comes) => {
  expect(new Date(afterQuiet(at(due), inBerlin(rank), settings)).toISOString()).toBe(
    new Date(at(comes)).toISOString(),
  );
});

test('while nobody leads somebody is asked for, twice at most', () => {
  const world = declared({ severity: '1' }, policy);
  const wishes = asked(world, openedChannel, [nagForRoles]);
  expect(wishes).toMatchObject([
    { kind: 'roles.nag', payload: { round: 0 }, dueAt: minutes(5) + 600_000, once: 'nag-roles:0' },
    { kind: 'roles.nag', payload: { round: 1 }, dueAt: minutes(5) + 1_800_000, once: 'nag-roles:1' },
  ]);
  expect(wantsLeader(world.state(), policy)).toBe(true);
  world.when('assign-role', { role: 'commander', to: ana });
  expect(wantsLeader(world.state(), policy)).toBe(false);
});

test('a mitigated incident, and a drill, want no leader', () => {
  const world = declared({ severity: '1' }, policy);
  world.when('change-status', { status: 'mitigated' });
  expect(wantsLeader(world.state(), policy)).toBe(false);
  expect(wantsLeader(declared({ kind: 'drill' }, policy).state(), policy)).toBe(false);
});

test('whoever acknowledges first leads where the configuration says so, and not otherwise', () => {
  const acknowledging = (assignRoles: boolean) => {
    const world = alerted({}, { ...policy, steps: { ...policy.steps, assignRoles } });
    return asked(world, (then) => then.when('acknowledge', {}, { by: bo }), [assignLeader]);
  };
  expect(acknowledging(true)).toMatchObject([{ kind: 'role.assign', once: 'assign-leader' }]);
  expect(acknowledging(false)).toEqual([]);
});

test('a channel is archived after its incident is closed only where the configuration says when', () => {
  const archiving = { ...policy, steps: { ...policy.steps, archiveAfterMs: 86_400_000 } };
  for (const [given, expected] of [
    [policy, []],
    [archiving, [{ kind: 'channel.archive', dueAt: minutes(30) + 86_400_000 }]],
  ] as const) {
    const world = openedChannel(declared({}, given));
    world.when('resolve', { text: 'rolled back' });
    const wishes = asked(world, (then) => then.when('close', {}, { at: minutes(30) }), [archiveChannel]);
    expect(wishes).toMatchObject(expected);
    expect(wishes).toHaveLength(expected.length);
  }
});
