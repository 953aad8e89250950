// The contract of the write: all or nothing, versions, keys, receipts, and many in one commit.
import { accepted, append, effect, type Harness, NOON, said } from './contract-harness.ts';

export function appendContract(harness: () => Harness): void {
  describe('one append', () => {
    wholeAppends(harness);
    refusedAppends(harness);
    partialAppends(harness);
  });
  describe('keys', () => keyAppends(harness));
  describe('receipts', () => receiptAppends(harness));
  describe('many appends', () => sharedCommits(harness));
}

function wholeAppends(harness: () => Harness): void {
  test('everything in an append is there after a restart', async () => {
    const written = await accepted(
      harness().timeline.append({
        stream: 'incident/1',
        expectedVersion: 0,
        events: [
          said('e1', 'checkout is down'),
          said('e2', undefined, { causedBy: 'e1', data: { n: [1, null] } }),
        ],
        state: { data: { status: 'open' }, foldVersion: 3 },
        facets: { status: 'open', severity: 1 },
        keys: [{ op: 'claim', key: 'number:1', value: { since: NOON } }],
        effects: [effect('e1/announce')],
        search: [{ op: 'upsert', id: 'e1', text: 'checkout is down' }],
        idempotency: { key: 'request-1', receipt: { number: 1 } },
        at: NOON,
      }),
    );
    const timeline = await harness().reopen();
    expect(await timeline.readStream('incident/1')).toEqual(written);
    expect(written).toMatchObject([
      { id: 'e1', version: 1, stream: 'incident/1', content: { text: 'checkout is down' }, prevHash: '' },
      { id: 'e2', version: 2, causedBy: 'e1', content: null, erased: false, prevHash: written[0]?.hash },
    ]);
    expect(await timeline.readState('incident/1')).toEqual({
      ...{ stream: 'incident/1', version: 2, data: { status: 'open' }, foldVersion: 3 },
    });
    expect(await timeline.readKeys(['number:1'])).toEqual([
      { key: 'number:1', stream: 'incident/1', value: { since: NOON } },
    ]);
    expect(await timeline.countStreams({ where: [{ facet: 'severity', is: [1] }] })).toBe(1);
    expect(await timeline.search({ text: 'checkout', limit: 5 })).toMatchObject([{ id: 'e1' }]);
    expect(await timeline.listEffects({ limit: 5 })).toMatchObject([
      { key: 'e1/announce', status: 'waiting' },
    ]);
    expect(await timeline.readReceipt('request-1')).toEqual({ number: 1 });
  });
}

function refusedAppends(harness: () => Harness): void {
  test('an append that is refused leaves nothing of itself', async () => {
    const { timeline } = harness();
    await accepted(
      timeline.append(append('incident/1', 0, { keys: [{ op: 'claim', key: 'number:1', value: 1 }] })),
    );
    const refused = await timeline.append({
      stream: 'incident/2',
      expectedVersion: 0,
      events: [said('e1', 'checkout is down')],
      state: { data: 1, foldVersion: 1 },
      facets: { status: 'open' },
      keys: [
        { op: 'claim', key: 'open:checkout', value: 1 },
        { op: 'claim', key: 'number:1', value: 1 },
      ],
      effects: [effect('e1/announce')],
      search: [{ op: 'upsert', id: 'e1', text: 'checkout is down' }],
      idempotency: { key: 'request-1', receipt: 1 },
      at: NOON,
    });
    expect(refused).toEqual({ ok: false, reason: 'key', key: 'number:1', holder: 'incident/1' });
    expect(await timeline.readStream('incident/2')).toEqual([]);
    expect(await timeline.readEvents(['e1'])).toEqual([]);
    expect(await timeline.readState('incident/2')).toBeUndefined();
    expect(await timeline.readKeys(['open:checkout'])).toEqual([]);
    expect(await timeline.countStreams({ where: [{ facet: 'status', is: ['open'] }] })).toBe(0);
    expect(await timeline.listEffects({ limit: 5 })).toEqual([]);
    expect(await timeline.search({ text: 'checkout', limit: 5 })).toEqual([]);
    expect(await timeline.readReceipt('request-1')).toBeUndefined();
  });

  test.each([0, 2, 7])(
    'a writer that believes in version %i of a stream at version 1 is told so',
    async (version) => {
      const { timeline } = harness();
      await accepted(timeline.append(append('s', 0, { events: [said('e1')] })));
      const late = await timeline.append(append('s', version, { events: [said('e2')] }));
      expect(late).toEqual({ ok: false, reason: 'version', current: 1 });
      expect(await timeline.readEvents(['e2'])).toEqual([]);
    },
  );

  test('of two processes that decided on the same version, one is refused', async () => {
    const second = await harness().openSecond();
    const results = await Promise.all([
      harness().timeline.append(append('s', 0, { events: [said('e1')] })),
      second.append(append('s', 0, { events: [said('e2')] })),
    ]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await second.readStream('s')).toEqual(await harness().timeline.readStream('s'));
    await second.close();
  });
}

function partialAppends(harness: () => Harness): void {
  test('state, keys and effects change without an event', async () => {
    const { timeline } = harness();
    await accepted(timeline.append(append('s', 0, { events: [said('e1')] })));
    const change = append('s', 1, {
      state: { data: 'new', foldVersion: 1 },
      keys: [{ op: 'set', key: 'k', value: 1 }],
      effects: [effect('x')],
    });
    expect(await timeline.append(change)).toEqual({ ok: true, version: 1, events: [] });
    expect(await timeline.readState('s')).toMatchObject({ version: 1, data: 'new' });
    expect(await timeline.listEffects({ limit: 5 })).toHaveLength(1);
  });

  test('an event id that is taken is an error, and nothing of the append is written', async () => {
    const { timeline } = harness();
    await accepted(timeline.append(append('s', 0, { events: [said('e1')] })));
    const again = append('t', 0, { events: [said('e2'), said('e1')], state: { data: 1, foldVersion: 1 } });
    await expect(timeline.append(again)).rejects.toThrow();
    expect(await timeline.readStream('t')).toEqual([]);
    expect(await timeline.readState('t')).toBeUndefined();
  });

  test('a refolded state is put in place, with what it is found by, unless the stream has moved on', async () => {
    const { timeline } = harness();
    const state = { data: 'first', foldVersion: 1 };
    await accepted(timeline.append(append('s', 0, { events: [said('e1')], state, facets: { rank: 1 } })));
    const refolded = { stream: 's', version: 1, data: 'refolded', foldVersion: 2 };
    await timeline.writeState({ ...refolded, facets: { rank: 2 } });
    expect(await timeline.findStreams({ where: [{ facet: 'rank', is: [1] }], limit: 9 })).toEqual([]);
    expect(await timeline.findStreams({ where: [{ facet: 'rank', is: [2] }], limit: 9 })).toHaveLength(1);
    expect(await timeline.readState('s')).toEqual({
      stream: 's',
      version: 1,
      data: 'refolded',
      foldVersion: 2,
    });
    await accepted(
      timeline.append(append('s', 1, { events: [said('e2')], state: { data: 'second', foldVersion: 2 } })),
    );
    await timeline.writeState({ stream: 's', version: 1, data: 'late', foldVersion: 3 });
    expect(await timeline.readState('s')).toMatchObject({ version: 2, data: 'second' });
  });
}

function keyAppends(harness: () => Harness): void {
  const keys = (stream: string, ...changes: NonNullable<Parameters<typeof append>[2]>['keys'] & object) =>
    harness().timeline.append(append(stream, 0, { keys: changes }));
  const values = async (...wanted: string[]) =>
    (await harness().timeline.readKeys(wanted)).map(({ key, stream, value }) => [key, stream, value]);

  test('a key is claimed once, even by the stream that has it', async () => {
    expect(await keys('a', { op: 'claim', key: 'k', value: 1 })).toMatchObject({ ok: true });
    expect(await keys('b', { op: 'claim', key: 'k', value: 2 })).toMatchObject({
      reason: 'key',
      holder: 'a',
    });
    expect(await keys('a', { op: 'claim', key: 'k', value: 3 })).toMatchObject({
      reason: 'key',
      holder: 'a',
    });
    expect(await values('k')).toEqual([['k', 'a', 1]]);
  });

  test('a key is set by the stream that has it, and by nobody else', async () => {
    expect(await keys('a', { op: 'set', key: 'k', value: 1 })).toMatchObject({ ok: true });
    expect(await keys('a', { op: 'set', key: 'k', value: 2 })).toMatchObject({ ok: true });
    expect(await keys('b', { op: 'set', key: 'k', value: 3 })).toEqual({
      ...{ ok: false, reason: 'key', key: 'k', holder: 'a' },
    });
    expect(await values('k')).toEqual([['k', 'a', 2]]);
  });

  test('a released key can be claimed by another stream; releasing one that is not yours changes nothing', async () => {
    await keys('a', { op: 'claim', key: 'k', value: 1 });
    expect(await keys('b', { op: 'release', key: 'k' })).toMatchObject({ ok: true });
    expect(await values('k')).toEqual([['k', 'a', 1]]);
    expect(await keys('a', { op: 'release', key: 'k' }, { op: 'release', key: 'free' })).toMatchObject({
      ok: true,
    });
    expect(await keys('b', { op: 'claim', key: 'k', value: 2 })).toMatchObject({ ok: true });
    expect(await values('k')).toEqual([['k', 'b', 2]]);
  });

  test('changes of one append follow each other', async () => {
    await keys('a', { op: 'claim', key: 'k', value: 1 });
    const moved = await keys('a', { op: 'release', key: 'k' }, { op: 'claim', key: 'k', value: 2 });
    expect(moved).toMatchObject({ ok: true });
    const twice = await keys('a', { op: 'claim', key: 'n', value: 1 }, { op: 'claim', key: 'n', value: 2 });
    expect(twice).toEqual({ ok: false, reason: 'key', key: 'n', holder: 'a' });
    expect(await values('k', 'n')).toEqual([['k', 'a', 2]]);
  });

  test('of two that claim a key in the same moment, the first has it', async () => {
    const results = await Promise.all([
      keys('a', { op: 'claim', key: 'k', value: 1 }),
      keys('b', { op: 'claim', key: 'k', value: 2 }),
    ]);
    expect(results).toMatchObject([{ ok: true }, { ok: false, reason: 'key', holder: 'a' }]);
  });
}

function receiptAppends(harness: () => Harness): void {
  const declare = (id: string, receipt: number) =>
    append('s', 0, { events: [said(id)], idempotency: { key: 'request-1', receipt } });

  test('a second append with the same idempotency key writes nothing and gets the first receipt', async () => {
    const timeline = harness().timeline;
    await accepted(timeline.append(declare('e1', 1)));
    const duplicate = { ok: false, reason: 'duplicate', receipt: 1 };
    expect(await timeline.append(declare('e2', 2))).toEqual(duplicate);
    expect(await (await harness().reopen()).append(declare('e3', 3))).toEqual(duplicate);
    expect(await harness().timeline.readEvents(['e1', 'e2', 'e3'])).toHaveLength(1);
  });

  test('two in the same moment are one', async () => {
    const { timeline } = harness();
    const results = await Promise.all([timeline.append(declare('e1', 1)), timeline.append(declare('e2', 2))]);
    expect(results).toMatchObject([{ ok: true }, { ok: false, reason: 'duplicate', receipt: 1 }]);
  });

  test('a refused append uses up no idempotency key', async () => {
    const { timeline } = harness();
    expect(await timeline.append({ ...declare('e1', 1), expectedVersion: 4 })).toMatchObject({
      reason: 'version',
    });
    expect(await timeline.append(declare('e1', 1))).toMatchObject({ ok: true });
  });
}

function sharedCommits(harness: () => Harness): void {
  test('appends that wait at the same time share commits', async () => {
    const { timeline, commits } = harness();
    const before = commits();
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        timeline.append(append(`s/${n}`, 0, { events: [said(`e${n}`, 'hello')] })),
      ),
    );
    expect(commits() - before).toBeLessThan(50);
    expect(await timeline.heads()).toHaveLength(200);
  });

  test('appends to one stream follow each other within a commit, and the last state stands', async () => {
    const { timeline } = harness();
    const write = (n: number) =>
      append('s', n, {
        events: [said(`e${n}`)],
        state: { data: n, foldVersion: 1 },
        facets: { n, [n % 2 ? 'odd' : 'even']: 1 },
      });
    const results = await Promise.all([0, 1, 2].map((n) => timeline.append(write(n))));
    expect(results).toMatchObject([{ version: 1 }, { version: 2 }, { version: 3 }]);
    expect(await timeline.readState('s')).toEqual({ stream: 's', version: 3, data: 2, foldVersion: 1 });
    expect(await timeline.countStreams({ where: [{ facet: 'odd', is: [1] }] })).toBe(0);
    expect(await timeline.countStreams({ where: [{ facet: 'even', is: [1] }] })).toBe(1);
    expect((await timeline.verify()).problems).toEqual([]);
  });

  test('one that is refused, and one that breaks, do not harm the others', async () => {
    const { timeline } = harness();
    await accepted(timeline.append(append('a', 0, { events: [said('taken')] })));
    const results = await Promise.allSettled([
      timeline.append(append('b', 0, { events: [said('b1')], state: { data: 1, foldVersion: 1 } })),
      timeline.append(append('c', 5, { events: [said('c1')] })),
      timeline.append(append('d', 0, { events: [said('taken')] })),
      timeline.append(append('b', 1, { events: [said('b2')], state: { data: 2, foldVersion: 1 } })),
    ]);
    expect(results).toMatchObject([
      { value: { ok: true, version: 1 } },
      { value: { ok: false, reason: 'version' } },
      { status: 'rejected' },
      { value: { ok: true, version: 2 } },
    ]);
    expect(await timeline.readState('b')).toMatchObject({ version: 2, data: 2 });
    expect((await timeline.heads()).map(({ stream }) => stream)).toEqual(['a', 'b']);
    expect((await timeline.verify()).problems).toEqual([]);
  });

  test('what waits is written before the timeline closes, and nothing after', async () => {
    const { timeline } = harness();
    const waiting = timeline.append(append('s', 0, { events: [said('e1')] }));
    const reopened = await harness().reopen();
    expect(await waiting).toMatchObject({ ok: true });
    await expect(timeline.append(append('s', 1, { events: [said('e2')] }))).rejects.toThrow(/closed/);
    expect(await reopened.readStream('s')).toHaveLength(1);
  });
}
