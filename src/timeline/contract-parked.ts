// The contract of effects that are not simply performed: parked, released, taken in hand by people, listed, forgotten.
import { accepted, append, effect, type Harness, NOON } from './contract-harness.ts';
import { LEASE_MS, worker } from './contract-worker.ts';
import type { Effect } from './port.ts';

export function parkedContract(harness: () => Harness): void {
  describe('parking', () => parking(harness));
  describe('what waits', () => waitingOnes(harness));
  describe('lists', () => lists(harness));
  describe('pruning', () => pruning(harness));
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

  test('what is released before its time keeps it, and may still come too late', async () => {
    const { timeline } = harness();
    await add(effect('a'), effect('b', { dueAt: NOON + 500, notAfter: NOON + 600 }));
    await timeline.parkEffects({ now: NOON + 1, error: 'restored' });
    expect(await timeline.releaseEffects({ now: NOON + 100 })).toBe(2);
    expect(await keys(NOON + 499)).toEqual(['a']);
    expect(await only(NOON + 500)).toMatchObject({ key: 'b', notAfter: NOON + 600 });
  });

  test('what was parked for a given reason stays when all are released, unless it is named', async () => {
    const { timeline } = harness();
    await add(effect('a'), effect('b'));
    const [a, b] = [await stored('a'), await stored('b')];
    await timeline.parkEffects({ ids: [a?.id ?? 0], now: NOON, error: 'skipped' });
    await timeline.parkEffects({ ids: [b?.id ?? 0], now: NOON, error: 'no answer' });
    expect(await timeline.releaseEffects({ exceptError: 'skipped', now: NOON })).toBe(1);
    expect(await keys(NOON)).toEqual(['b']);
    expect(await timeline.releaseEffects({ ids: [a?.id ?? 0], now: NOON })).toBe(1);
    expect(await keys(NOON)).toEqual(['a']);
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

function waitingOnes(harness: () => Harness): void {
  const { add, keys, only, stored, done } = worker(harness);
  const idOf = async (key: string) => (await stored(key))?.id ?? 0;
  const park = async (key: string) =>
    harness().timeline.changeWaiting(await idOf(key), { status: 'parked', now: NOON, error: 'skipped' });
  const hurry = async (key: string, dueAt: number) =>
    harness().timeline.changeWaiting(await idOf(key), { status: 'waiting', dueAt });

  test('one that waits is parked', async () => {
    await add(effect('a'), effect('b'));
    expect(await park('a')).toBe(true);
    expect(await stored('a')).toMatchObject({ status: 'parked', finishedAt: NOON, lastError: 'skipped' });
    expect(await keys(NOON)).toEqual(['b']);
  });

  test('one that waits is given another time, and never comes too late then', async () => {
    await add(effect('a', { dueAt: NOON + 900, notAfter: NOON + 901 }));
    expect(await hurry('a', NOON)).toBe(true);
    const due = await only(NOON);
    expect(due).toMatchObject({ key: 'a', dueAt: NOON, attempts: 1 });
    expect(due.notAfter).toBeUndefined();
  });

  test('what runs or is over is left as it is', async () => {
    await add(effect('runs'));
    const running = await only(NOON);
    expect([await park('runs'), await hurry('runs', NOON + 1)]).toEqual([false, false]);
    expect(await done(running)).toBe(true);
    await add(effect('parked'));
    await park('parked');
    for (const key of ['runs', 'parked', 'nothing']) {
      expect([await park(key), await hurry(key, NOON)]).toEqual([false, false]);
    }
    expect(await stored('runs')).toMatchObject({ status: 'done' });
    expect(await keys(NOON)).toEqual([]);
  });
}

function lists(harness: () => Harness): void {
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

  test('effects are listed by id, by several kinds, without those that ended in one way, in parts', async () => {
    const { timeline } = harness();
    await add(effect('a'), effect('b', { kind: 'page' }), effect('c', { kind: 'card' }));
    const list = async (query: Partial<Parameters<typeof timeline.listEffects>[0]>) =>
      (await timeline.listEffects({ limit: 10, ...query })).map(({ key }) => key);
    const [a, , c] = await timeline.listEffects({ limit: 10 });
    const ids = [a?.id ?? 0, c?.id ?? 0];
    expect(await list({ ids })).toEqual(['a', 'c']);
    expect(await list({ ids: [], status: ['waiting'] })).toEqual([]);
    expect(await list({ kind: ['page', 'card'] })).toEqual(['b', 'c']);
    expect(await list({ limit: 2, offset: 1 })).toEqual(['b', 'c']);
    await timeline.parkEffects({ ids, now: NOON, error: 'skipped' });
    expect(await list({ exceptError: 'skipped' })).toEqual(['b']);
    expect(await list({ exceptError: 'no answer' })).toEqual(['a', 'b', 'c']);
  });

  test('what ended last is listed first', async () => {
    const { timeline } = harness();
    const add3 = ['a', 'b', 'c'].map((key, n) => effect(key, { dueAt: NOON + n }));
    await add(...add3, effect('d'), effect('e'));
    const ended = await timeline.leaseEffects({ now: NOON + 9, leaseMs: LEASE_MS, limit: 5 });
    const named = (key: string) => ended.find((one) => one.key === key) as Effect;
    await done(named('b'), NOON + 20);
    await done(named('a'), NOON + 30);
    await done(named('c'), NOON + 20);
    const newest = await timeline.listEffects({ newestFirst: true, limit: 4 });
    expect(newest.map(({ key }) => key)).toEqual(['a', 'c', 'b', 'e']);
  });
}

function pruning(harness: () => Harness): void {
  const { add, only, stored, done } = worker(harness);
  const ever = { doneBefore: 0, parkedBefore: 0, receiptsBefore: 0 };

  test('parked effects are forgotten when they were parked long ago, whenever they were due', async () => {
    const { timeline } = harness();
    await add(effect('old', { dueAt: NOON + 9_000 }), effect('new'), effect('waiting'));
    for (const [key, now] of [['old', NOON] as const, ['new', NOON + 500] as const]) {
      await timeline.parkEffects({ ids: [(await stored(key))?.id ?? 0], now, error: 'no answer' });
    }
    expect(await timeline.prune({ ...ever, parkedBefore: NOON })).toEqual({
      done: 0,
      parked: 0,
      receipts: 0,
    });
    expect(await timeline.prune({ ...ever, parkedBefore: NOON + 500 })).toMatchObject({ parked: 1 });
    expect((await timeline.listEffects({ limit: 10 })).map(({ key }) => key)).toEqual(['new', 'waiting']);
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
    const before = { doneBefore: NOON + 500, receiptsBefore: NOON + 500 };
    expect(await timeline.prune({ ...ever, ...before })).toEqual({ done: 1, parked: 0, receipts: 1 });
    expect((await timeline.listEffects({ limit: 10 })).map(({ key }) => key)).toEqual(['new', 'waiting']);
    expect(await timeline.readReceipt('r1')).toBeUndefined();
    expect(await timeline.readReceipt('r2')).toBe('r2');
  });
}
