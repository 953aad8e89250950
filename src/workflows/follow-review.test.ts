import { bo, declared, firescribe, minutes, type World } from '../incident/fixtures/given.ts';
import { timesNow } from '../incident/review-state.ts';
import type { Policy } from '../policy/policy.ts';
import { asked, kinds, openedChannel, policy } from './fixtures/asked.ts';
import { mootNow } from './moot.ts';

const DAY = 24 * 60 * 60_000;
const at = (minute: number) =>
  ({ by: bo, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;

const dated = (ms: number): Policy => ({
  ...policy,
  severities: policy.severities.map((one) => ({ ...one, postmortemDueMs: ms })),
});

function delivered(world: World): World {
  world.when('resolve', { text: 'done' }, at(30));
  const files = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };
  const own = { ...at(31), by: firescribe };
  world.when('record-draft', { cycle: 1, files, entries: { used: 1, notUsed: 0 } }, own);
  world.when('record-delivery', { draft: 1, message: { team: 'T1', channel: 'C1', ts: '1.000100' } }, own);
  return world;
}

const announced = (world: World) =>
  world.when('record-announcement', { place: { team: 'T1', channel: 'C9', ts: '2.000100' } });

function publish(world: World) {
  world.when('confirm-key-times', { shown: timesNow(world.state()), guesses: [] }, at(32));
  return world.when('publish-review', {}, at(33));
}

test('a draft that arrives, and each step after it, brings the sheet up to date', () => {
  const world = openedChannel(declared({}, policy));
  expect(kinds(asked(world, delivered))).toContain('review.refresh');
  const confirmed = asked(world, (it) =>
    it.when('confirm-key-times', { shown: timesNow(it.state()), guesses: [] }, at(32)),
  );
  expect(kinds(confirmed)).toEqual(['review.refresh']);
  const corrected = asked(world, (it) =>
    it.when('set-key-time', { name: 'began', at: minutes(-4), evidence: [] }, at(33)),
  );
  expect(kinds(corrected)).toContain('review.refresh');
});

test('publishing is said in the channel and under the announcement; of a private incident only in its channel', () => {
  const open = delivered(openedChannel(declared({}, policy)));
  announced(open);
  expect(kinds(asked(open, publish)).sort()).toEqual([
    'announcement.reply',
    'card.refresh',
    'delivery.refresh',
    'message.post review',
    'review.keep',
    'review.refresh',
    'review.refresh',
  ]);
  const secret = delivered(openedChannel(declared({}, policy)));
  announced(secret);
  Object.assign(secret.state(), { private: true });
  expect(kinds(asked(secret, publish))).not.toContain('announcement.reply');
});

test('of a review that is due one is reminded twice, by day', () => {
  const world = openedChannel(declared({}, dated(5 * DAY)));
  const wishes = asked(world, (it) => it.when('resolve', { text: 'done' }, at(9 * 60)));
  const reminders = wishes.filter(({ kind }) => kind === 'review.remind');
  const resolved = minutes(9 * 60);
  // Resolved at 23:00: a reminder at that hour waits for the morning.
  const morning = policy.steps.quiet.to;
  expect(reminders.map(({ dueAt = 0 }) => dueAt >= resolved + 4 * DAY)).toEqual([true, true]);
  expect(reminders.map(({ dueAt = 0 }) => new Date(dueAt).toISOString().slice(11, 16))).toEqual([
    morning,
    morning,
  ]);
});

test('where less than two days are given, the first comes half-way', () => {
  const world = openedChannel(declared({}, dated(DAY / 2)));
  const [first] = asked(world, (it) => it.when('resolve', { text: 'done' }, at(0))).filter(
    ({ kind }) => kind === 'review.remind',
  );
  expect(first?.dueAt).toBe(minutes(0) + DAY / 4);
});

test('no date, no reminder', () => {
  const world = openedChannel(declared({}, policy));
  expect(kinds(asked(world, (it) => it.when('resolve', { text: 'done' })))).not.toContain('review.remind');
});

test('a reminder is moot once it is published, reopened, or resolved anew', () => {
  const turn = (world: World, resolve: string) =>
    mootNow({ kind: 'review.remind', payload: { round: 0, resolve }, attempt: 1 }, world.state());
  const world = delivered(openedChannel(declared({}, dated(5 * DAY))));
  const resolve = world.state().statusEvent;
  expect(turn(world, resolve)).toBeUndefined();
  world.when('close', {}, at(40));
  expect(turn(world, resolve)).toBeUndefined();
  publish(world);
  expect(turn(world, resolve)).toBe('the review is published');
  world.when('reopen', { reason: 'back' }, at(50));
  expect(turn(world, resolve)).toBe('the incident was opened again');
  world.when('resolve', { text: 'again' }, at(60));
  expect(turn(world, resolve)).toBe('the incident was opened again');
  expect(turn(world, world.state().statusEvent)).toBeUndefined();
});
