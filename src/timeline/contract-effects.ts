// The contract of effects: leases, back-off, one refresh per target.

import { effect, type Harness, NOON } from './contract-harness.ts';
import { parkedContract } from './contract-parked.ts';
import { LEASE_MS, worker } from './contract-worker.ts';

export function effectContract(harness: () => Harness): void {
  describe('leases', () => leases(harness));
  describe('leases that were lost', () => lostLeases(harness));
  describe('leases that go on', () => leasesGoOn(harness));
  describe('refreshes', () => refreshes(harness));
  parkedContract(harness);
}

function leases(harness: () => Harness): void {
  const { lease, add, keys, only, done } = worker(harness);

  test('what is due is leased, oldest first, as many as were asked for', async () => {
    await add(
      effect('c', { dueAt: NOON + 2 }),
      effect('a'),
      effect('b', { dueAt: NOON + 1 }),
      effect('late', { dueAt: NOON + 9 }),
    );
    expect(await keys(NOON + 5, { limit: 2 })).toEqual(['a', 'b']);
    expect(await keys(NOON + 5)).toEqual(['c']);
    expect(await keys(NOON + 5)).toEqual([]);
    expect(await keys(NOON + 9)).toEqual(['late']);
  });

  test('a leased effect says what it is', async () => {
    await add(effect('a', { payload: { text: 'T1/C1' }, notAfter: NOON + 60_000 }));
    expect(await lease(NOON)).toEqual([
      {
        ...{
          id: expect.any(Number),
          key: 'a',
          stream: 's',
          kind: 'message.post',
          payload: { text: 'T1/C1' },
        },
        ...{ status: 'running', dueAt: NOON, notAfter: NOON + 60_000, attempts: 1, createdAt: NOON },
        leaseUntil: NOON + LEASE_MS,
      },
    ]);
  });

  test('an effect that exists is not added again, whatever became of it', async () => {
    await add(effect('a'), effect('a', { kind: 'other' }));
    await add(effect('a'));
    await done(await only(NOON));
    await add(effect('a'));
    expect(await keys(NOON)).toEqual([]);
  });

  test('kinds that are paused stay in the queue', async () => {
    await add(effect('a'), effect('b', { kind: 'channel.invite' }));
    expect(await keys(NOON, { exceptKinds: ['message.post', 'nothing'] })).toEqual(['b']);
    expect(await keys(NOON)).toEqual(['a']);
  });
}

function lostLeases(harness: () => Harness): void {
  const { add, keys, only, stored, done, retry } = worker(harness);

  test('a lease that ran out is taken again, and its first holder has lost it', async () => {
    await add(effect('a'));
    const first = await only(NOON);
    expect(await keys(NOON + LEASE_MS - 1)).toEqual([]);
    const second = await only(NOON + LEASE_MS);
    expect(second).toMatchObject({ key: 'a', attempts: 2 });
    expect(await done(first)).toBe(false);
    expect(await stored('a')).toMatchObject({ status: 'running' });
    expect(await done(second, NOON + 5)).toBe(true);
    expect(await stored('a')).toMatchObject({ status: 'done', finishedAt: NOON + 5 });
    expect(await done(second)).toBe(false);
  });

  test('one who comes late, before anybody else took it, still holds the lease', async () => {
    await add(effect('a'));
    const leased = await only(NOON);
    expect(await done(leased, NOON + 2 * LEASE_MS)).toBe(true);
    expect(await keys(NOON + 2 * LEASE_MS)).toEqual([]);
  });

  test('a failed one waits for its back-off and keeps count', async () => {
    await add(effect('a'));
    expect(await retry(await only(NOON), NOON + 500)).toBe(true);
    expect(await stored('a')).toMatchObject({ status: 'waiting', attempts: 1, lastError: 'no answer' });
    expect(await keys(NOON + 499)).toEqual([]);
    expect(await only(NOON + 500)).toMatchObject({ attempts: 2 });
  });

  test('one whose worker has not begun waits as before, and was not tried', async () => {
    await add(effect('a'));
    const leased = await only(NOON);
    expect(await harness().timeline.finishEffect(leased, { status: 'untouched' })).toBe(true);
    expect(await stored('a')).toMatchObject({ status: 'waiting', dueAt: NOON, attempts: 0 });
    expect(await only(NOON)).toMatchObject({ key: 'a', attempts: 1 });
  });
}

function leasesGoOn(harness: () => Harness): void {
  const { add, keys, only, stored, done } = worker(harness);

  test('a lease is renewed without being another attempt', async () => {
    const { timeline } = harness();
    await add(effect('a'), effect('b', { dueAt: NOON + 1 }));
    const leased = await only(NOON);
    const now = NOON + LEASE_MS;
    expect(await timeline.renewLeases([leased], { now, leaseMs: LEASE_MS })).toEqual([leased.id]);
    expect(await keys(now)).toEqual(['b']);
    expect(await timeline.nextEffectAt()).toBe(now + LEASE_MS);
    expect(await stored('a')).toMatchObject({ status: 'running', attempts: 1 });
    expect(await done(leased)).toBe(true);
  });

  test('a lease that was lost or has ended is not renewed', async () => {
    const { timeline } = harness();
    await add(effect('a'), effect('b', { dueAt: NOON + 1 }));
    const lost = await only(NOON);
    const ended = await only(NOON + 1);
    await done(ended);
    const again = await only(NOON + LEASE_MS);
    const options = { now: NOON + LEASE_MS, leaseMs: 2 * LEASE_MS };
    expect(await timeline.renewLeases([lost, ended, again], options)).toEqual([again.id]);
    expect(await stored('b')).toMatchObject({ status: 'done' });
  });

  test('all leases can be ended at once; attempts are kept, and what waited is left alone', async () => {
    await add(effect('a'), effect('b', { dueAt: NOON + 1 }));
    const lost = await only(NOON);
    expect(await harness().timeline.endLeases()).toBe(1);
    expect(await done(lost)).toBe(false);
    expect(await stored('b')).toMatchObject({ attempts: 0 });
    expect(await only(NOON)).toMatchObject({ key: 'a', attempts: 2 });
  });

  test('leases outlive a restart', async () => {
    await add(effect('a'), effect('b', { dueAt: NOON + 1 }));
    const leased = await only(NOON);
    await harness().reopen();
    expect(await keys(NOON + 1)).toEqual(['b']);
    expect(await done(leased)).toBe(true);
  });

  test('the worker is told when to look again', async () => {
    const next = () => harness().timeline.nextEffectAt();
    expect(await next()).toBeUndefined();
    await add(effect('a', { dueAt: NOON + 100 }), effect('b', { dueAt: NOON + 90_000 }));
    expect(await next()).toBe(NOON + 100);
    const leased = await only(NOON + 100);
    expect(await next()).toBe(NOON + 100 + LEASE_MS);
    await done(leased);
    expect(await next()).toBe(NOON + 90_000);
  });
}

function refreshes(harness: () => Harness): void {
  const { add, keys, only, stored, done, retry } = worker(harness);
  const card = (key: string, dueAt = NOON) => effect(key, { kind: 'card.refresh', target: 'card/1', dueAt });

  test('of one target one waits: a second request is dropped', async () => {
    await add(card('a'), card('b', NOON - 1), effect('other', { target: 'card/2' }));
    expect(await keys(NOON)).toEqual(['a', 'other']);
    expect(await stored('b')).toBeUndefined();
  });

  test('of one target one runs: the next waits for it, and is announced only then', async () => {
    await add(card('a'));
    const first = await only(NOON);
    await add(card('b'), card('c'));
    expect(await keys(NOON + 1)).toEqual([]);
    expect(await harness().timeline.nextEffectAt()).toBe(NOON + LEASE_MS);
    await done(first);
    expect(await harness().timeline.nextEffectAt()).toBe(NOON);
    expect(await keys(NOON + 1)).toEqual(['b']);
  });

  test('one that failed waits again in the place of one that was asked for meanwhile', async () => {
    await add(card('a'));
    const first = await only(NOON);
    await add(card('b'));
    expect(await retry(first, NOON + 500)).toBe(true);
    expect(await keys(NOON + 499)).toEqual([]);
    expect(await only(NOON + 500)).toMatchObject({ key: 'a', attempts: 2 });
    expect(await stored('b')).toBeUndefined();
  });

  test('one whose lease ran out is taken again before the one that waits', async () => {
    await add(card('a'));
    await only(NOON);
    await add(card('b', NOON - 5));
    const again = await only(NOON + LEASE_MS);
    expect(again).toMatchObject({ key: 'a', attempts: 2 });
    await done(again);
    expect(await keys(NOON + LEASE_MS)).toEqual(['b']);
  });

  test('a parked one that is released before its time does not delay the one whose place it takes', async () => {
    await add(card('a', NOON + 900));
    await harness().timeline.parkEffects({ now: NOON, error: 'restored' });
    await add(card('b', NOON + 5));
    expect(await harness().timeline.releaseEffects({ now: NOON + 1 })).toBe(1);
    expect(await keys(NOON + 5)).toEqual(['a']);
    expect(await stored('b')).toBeUndefined();
  });

  test('a parked one that is released takes the place of one that waits', async () => {
    await add(card('a'));
    await harness().timeline.finishEffect(await only(NOON), {
      status: 'parked',
      now: NOON,
      error: 'no such channel',
    });
    await add(card('b'));
    expect(await harness().timeline.releaseEffects({ now: NOON + 5 })).toBe(1);
    expect(await only(NOON + 5)).toMatchObject({ key: 'a', attempts: 2 });
  });
}
