import {
  alerted,
  alertmanager,
  ana,
  bo,
  declared,
  latencyHigh,
  minutes,
  type World,
} from '../incident/fixtures/given.ts';
import { asked, kinds, only, openedChannel, policy } from './fixtures/asked.ts';
import { mootNow } from './moot.ts';
import { openChannel } from './open-channel.ts';
import { isOverUnseen } from './over.ts';

const moot = (
  kind: 'channel.open' | 'announcement.refresh' | 'acknowledge.nag',
  world: World,
  attempt: number,
) => mootNow({ kind, payload: { invite: [], event: 'e' }, attempt }, world.state());

test('the channel opens with the declarer and the people of the service', () => {
  const world = declared({ service: 'checkout-api' }, policy);
  const { payload, target } = only(asked(world), 'channel.open');
  expect(payload.invite.map(({ who }) => who)).toEqual([ana.id, 'U7']);
  expect(target).toBe('channel:incident/i1');
});

const resolved = { ...latencyHigh, state: 'resolved' as const, endsAt: minutes(3) };

test('no channel opens for an alert that fired and resolved before anybody could see it', () => {
  const world = alerted({}, policy);
  expect(moot('channel.open', world, 1)).toBeUndefined();
  world.when('resolve-signal', { signal: resolved });
  expect(isOverUnseen(world.state())).toBe(true);
  expect(moot('channel.open', world, 1)).toContain('over');
});

test('nor is it announced: one line tells of it; an announcement that stands is kept true', () => {
  const world = alerted({}, policy);
  expect(moot('announcement.refresh', world, 1)).toBeUndefined();
  world.when('resolve-signal', { signal: resolved });
  expect(moot('announcement.refresh', world, 1)).toContain('over');
  world.when('record-announcement', { place: { team: 'T1', channel: 'C9', ts: '1.000100' } });
  expect(moot('announcement.refresh', world, 1)).toBeUndefined();
});

test('it opens after all when the alert comes back, or when somebody takes it', () => {
  const world = alerted({}, policy);
  world.when('resolve-signal', { signal: resolved });
  const back = asked(
    world,
    (it) => it.when('attach-signal', { signal: { ...latencyHigh, dedupeKey: 'f1/2' }, because: 'open' }),
    [openChannel],
  );
  expect(kinds(back)).toEqual(['channel.open']);
  expect(only(back, 'channel.open').payload.invite).not.toEqual([]);
  expect(moot('channel.open', world, 1)).toBeUndefined();
  const taken = alerted({}, policy);
  taken.when('resolve-signal', { signal: resolved });
  expect(kinds(asked(taken, (it) => it.when('acknowledge', {}, { by: bo }), [openChannel]))).toEqual([
    'channel.open',
  ]);
});

test('a person may resolve while Slack is away: the channel opens all the same, for the draft', () => {
  const world = declared({}, policy);
  world.when('resolve', { text: 'rolled back' });
  expect(moot('channel.open', world, 1)).toBeUndefined();
});

test('no channel opens for an incident that was canceled first', () => {
  const world = declared({}, policy);
  world.when('cancel', { reason: 'duplicate' });
  expect(moot('channel.open', world, 1)).toContain('canceled');
});

test('a second attempt goes on where a killed one stopped, though the channel is there', () => {
  const world = openedChannel(declared({}, policy));
  expect(moot('channel.open', world, 2)).toBeUndefined();
  expect(moot('channel.open', world, 1)).toContain('open already');
});

test('nobody is nagged about an incident that somebody took, or an alert that is over', () => {
  const world = alerted({}, policy);
  expect(moot('acknowledge.nag', world, 1)).toBeUndefined();
  world.when('assign-role', { role: 'ic', to: bo });
  expect(moot('acknowledge.nag', world, 1)).toBe('somebody is on it');
  const over = openedChannel(alerted({}, policy));
  over.when('resolve-signal', { signal: resolved }, { by: alertmanager });
  expect(moot('acknowledge.nag', over, 1)).toContain('firing');
});
