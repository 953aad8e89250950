// The contract of effects: leases, back-off, parking, one refresh per target.

import { accepted, append, effect, type Harness, NOON } from './contract-harness.ts';
import type { Effect, NewEffect } from './port.ts';

const LEASE_MS = 30_000;

export function effectContract(harness: () => Harness): void {
  describe('leases', () => leases(harness));
  describe('leases that were lost', () => lostLeases(harness));
  describe('refreshes', () => refreshes(harness));
  describe('parking', () => parking(harness));
  describe('lists and pruning', () => pruning(harness));
}

/** What the tests do with the queue, in the words of a worker. */
function worker(harness: () => Harness) {
  const lease = (now: number, more: { limit?: number; exceptKinds?: string[] } = {}) =>
    harness().timeline.leaseEffects({ now, leaseMs: LEASE_MS, limit: 10, ...more });
  return {
    lease,
    add: (...effects: NewEffect[]) => accepted(harness().timeline.append(append('s', 0, { effects }))),
    keys: async (...asked: Parameters<typeof lease>) => (await lease(...asked)).map(({ key }) => key),
    only: async (now: number): Promise<Effect> => {
      const [leased, ...others] = await lease(now);
      expect(others).toEqual([]);
      if (!leased) {
        throw new Error('Nothing was due.');
      }
      return leased;
    },
    stored: async (key: string) =>
      (await harness().timeline.listEffects({ limit: 100 })).find((row) => row.key === key),
    done: (leased: Effect, now = NOON) => harness().timeline.finishEffect(leased, { status: 'done', now }),
    retry: (leased: Effect, dueAt: number) =>
      harness().timeline.finishEffect(leased, { status: 'waiting', dueAt, error: 'no answer' }),
  };
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

function parking(harness: () => Harness): void {
  const { add, keys, only, stored, done } = worker(harness);

  test('what comes too late is leased all the same: its worker parks it, and can say so', async () => {
    const { timeline } = harness();
    await add(effect('page', { notAfter: NOON + 600_000 }));
    const late = await only(NOON + 600_001);
    expect(late).toMatchObject({ key: 'page', notAfter: NOON + 600_000 });
    await timeline.finishEffect(late, { status: 'parked', now: NOON + 600_002, error: 'too late' });
    expect(await stored('page')).toMatchObject({
      status: 'parked',
      finishedAt: NOON + 600_002,
      lastError: 'too late',
    });
  });

  test('a parked effect is released by hand, however late, and keeps count', async () => {
    const { timeline } = harness();
    await add(effect('a', { notAfter: NOON + 10 }), effect('b', { notAfter: NOON + 10 }));
    await timeline.parkEffects({ now: NOON + 11, error: 'too late' });
    const a = await stored('a');
    expect(await timeline.releaseEffects({ ids: [a?.id ?? 0], now: NOON + 100 })).toBe(1);
    const released = await only(NOON + 100);
    expect(released).toMatchObject({ key: 'a', attempts: 1 });
    expect(released.notAfter).toBeUndefined();
    expect(await stored('b')).toMatchObject({ status: 'parked' });
    expect(await timeline.releaseEffects({ now: NOON + 200 })).toBe(1);
    expect(await keys(NOON + 200)).toEqual(['b']);
  });

  test('everything that waits or runs is parked at once, so that a restored backup posts nothing', async () => {
    const { timeline } = harness();
    await add(effect('a'), effect('b', { dueAt: NOON + 1 }), effect('c', { dueAt: NOON + 99 }));
    await done(await only(NOON));
    const running = await only(NOON + 1);
    expect(await timeline.parkEffects({ now: NOON + 2, error: 'restored' })).toBe(2);
    expect(await keys(NOON + 10 * LEASE_MS)).toEqual([]);
    expect(await done(running)).toBe(false);
    expect(await timeline.nextEffectAt()).toBeUndefined();
    const parked = await timeline.listEffects({ status: ['parked'], limit: 10 });
    expect(parked.map(({ key, lastError }) => [key, lastError])).toEqual([
      ['b', 'restored'],
      ['c', 'restored'],
    ]);
  });
}

function pruning(harness: () => Harness): void {
  const { add, only, done } = worker(harness);

  test('effects are listed by status, stream and kind', async () => {
    const { timeline } = harness();
    await add(effect('a'), effect('b', { kind: 'page', dueAt: NOON + 1 }));
    await accepted(timeline.append(append('t', 0, { effects: [effect('c', { dueAt: NOON + 2 })] })));
    const list = async (query: Omit<Parameters<typeof timeline.listEffects>[0], 'limit'>) =>
      (await timeline.listEffects({ limit: 10, ...query })).map(({ key }) => key);
    expect(await list({})).toEqual(['a', 'b', 'c']);
    expect(await list({ stream: 's', kind: 'page' })).toEqual(['b']);
    await only(NOON);
    expect(await list({ status: ['waiting'] })).toEqual(['b', 'c']);
    expect(await timeline.listEffects({ limit: 1 })).toHaveLength(1);
  });

  test('done effects and receipts are forgotten when they are old; nothing else is', async () => {
    const { timeline } = harness();
    await add(effect('old'));
    await done(await only(NOON), NOON);
    await add(effect('new'));
    await done(await only(NOON), NOON + 500);
    await add(effect('waiting'));
    for (const [key, at] of [['r1', NOON] as const, ['r2', NOON + 500] as const]) {
      await accepted(timeline.append({ ...append('s', 0, { idempotency: { key, receipt: key } }), at }));
    }
    expect(await timeline.prune({ doneBefore: NOON + 500, receiptsBefore: NOON + 500 })).toBe(2);
    expect((await timeline.listEffects({ limit: 10 })).map(({ key }) => key)).toEqual(['new', 'waiting']);
    expect(await timeline.readReceipt('r1')).toBeUndefined();
    expect(await timeline.readReceipt('r2')).toBe('r2');
  });
}
