// The contract of the questions: streams, states, keys by prefix, facets.
import { accepted, append, type Harness, said } from './contract-harness.ts';

export function readContract(harness: () => Harness): void {
  describe('events', () => eventReads(harness));
  describe('much', () => largeReads(harness));
  describe('keys', () => keyReads(harness));
  describe('facets', () => facetReads(harness));
}

function eventReads(harness: () => Harness): void {
  test('a stream is read in order, in pieces, and by type', async () => {
    const { timeline } = harness();
    const events = [said('e1'), said('e2', undefined, { type: 'file.shared' }), said('e3'), said('e4')];
    await accepted(timeline.append(append('s', 0, { events })));
    await accepted(timeline.append(append('other', 0, { events: [said('o1')] })));
    const ids = async (options?: Parameters<typeof timeline.readStream>[1]) =>
      (await timeline.readStream('s', options)).map(({ id }) => id);
    expect(await ids()).toEqual(['e1', 'e2', 'e3', 'e4']);
    expect(await ids({ after: 1, limit: 2 })).toEqual(['e2', 'e3']);
    expect(await ids({ after: 1, types: ['message.posted'] })).toEqual(['e3', 'e4']);
    expect(await ids({ types: [] })).toEqual([]);
    expect((await timeline.readEvents(['o1', 'e3', 'nowhere'])).map(({ id }) => id).sort()).toEqual([
      'e3',
      'o1',
    ]);
  });

  test('words of any script, and odd data, come back as they were', async () => {
    const { timeline } = harness();
    const text = '決済が停止 🔥👩‍🚒 — naïve “quotes” \u0000 \ud800 رسالة عاجلة';
    const data = {
      b: 1.5e-7,
      a: { '2': null, '10': ['', {}] },
      __proto: '\\"',
      big: Number.MAX_SAFE_INTEGER,
    };
    const written = await accepted(
      timeline.append(append('ünï/1', 0, { events: [said('é', text, { data })] })),
    );
    const [read] = await (await harness().reopen()).readStream('ünï/1');
    expect(read).toEqual(written[0]);
    expect(read).toMatchObject({ id: 'é', content: { text }, data });
    expect((await harness().timeline.verify()).problems).toEqual([]);
  });
}

function largeReads(harness: () => Harness): void {
  test('a content of a megabyte comes back whole', async () => {
    const { timeline } = harness();
    const text = 'log line 停止 '.repeat(75_000);
    await accepted(timeline.append(append('s', 0, { events: [said('e1', text)] })));
    const [read] = await timeline.readEvents(['e1']);
    expect(read?.content).toEqual({ text });
    expect((await timeline.verify()).problems).toEqual([]);
  });

  test('ten thousand events are read a thousand at a time, and verified', async () => {
    const { timeline } = harness();
    const pieces = Array.from({ length: 100 }, (_, piece) =>
      append('s', piece * 100, {
        events: Array.from({ length: 100 }, (_, n) => said(`e${piece * 100 + n}`, 'hello')),
      }),
    );
    await Promise.all(pieces.map((piece) => accepted(timeline.append(piece))));
    expect(await timeline.readStream('s')).toHaveLength(1_000);
    const last = await timeline.readStream('s', { after: 9_990, limit: 100 });
    expect(last.map(({ version }) => version)).toEqual([
      9_991, 9_992, 9_993, 9_994, 9_995, 9_996, 9_997, 9_998, 9_999, 10_000,
    ]);
    const progress: number[] = [];
    const result = await timeline.verify({ onProgress: (checked) => progress.push(checked) });
    expect(result).toEqual({ events: 10_000, streams: 1, problems: [] });
    expect(progress.at(-1)).toBe(10_000);
    expect(progress.length).toBeGreaterThan(10);
  });

  test('heads are listed by stream, in pieces', async () => {
    const { timeline } = harness();
    for (const stream of ['b', 'a', 'c']) {
      await accepted(
        timeline.append(append(stream, 0, { events: [said(`${stream}1`), said(`${stream}2`)] })),
      );
    }
    await accepted(timeline.append(append('no events', 0, { state: { data: 1, foldVersion: 1 } })));
    const [second] = await timeline.readStream('b', { after: 1 });
    expect((await timeline.heads()).map(({ stream, version }) => [stream, version])).toEqual([
      ...[
        ['a', 2],
        ['b', 2],
        ['c', 2],
      ],
    ]);
    expect(await timeline.heads({ after: 'a', limit: 1 })).toEqual([
      { stream: 'b', version: 2, hash: second?.hash },
    ]);
  });
}

function keyReads(harness: () => Harness): void {
  test('keys of a stream are listed by prefix, in order, in pieces', async () => {
    const { timeline } = harness();
    const claim = (key: string) => ({ op: 'claim' as const, key, value: key.length });
    await accepted(
      timeline.append(append('a', 0, { keys: ['m/2', 'm/1', 'm/10', 'n/1', 'l', 'm/😀'].map(claim) })),
    );
    await accepted(timeline.append(append('b', 0, { keys: [claim('m/3')] })));
    const list = async (...asked: Parameters<typeof timeline.listKeys>) =>
      (await timeline.listKeys(...asked)).map(({ key }) => key);
    expect(await list('a', 'm/')).toEqual(['m/1', 'm/10', 'm/2', 'm/😀']);
    expect(await list('a', 'm/', { after: 'm/1', limit: 2 })).toEqual(['m/10', 'm/2']);
    expect(await list('b', '')).toEqual(['m/3']);
    expect(await timeline.readKeys(['m/3', 'm/1', 'free'])).toHaveLength(2);
  });
}

function facetReads(harness: () => Harness): void {
  beforeEach(async () => {
    const rows: [string, Record<string, string | number | null>][] = [
      ['i/1', { status: 'open', severity: 1, service: '007', openedAt: 100 }],
      ['i/2', { status: 'open', severity: 2, service: null, openedAt: 300 }],
      ['i/3', { status: 'resolved', severity: 1, openedAt: 200 }],
    ];
    for (const [stream, facets] of rows) {
      await accepted(
        harness().timeline.append(append(stream, 0, { state: { data: stream, foldVersion: 1 }, facets })),
      );
    }
  });
  const find = async (query: Omit<Parameters<Harness['timeline']['findStreams']>[0], 'limit'>) => {
    const { timeline } = harness();
    const found = (await timeline.findStreams({ limit: 10, ...query })).map(({ stream }) => stream);
    expect(await timeline.countStreams(query)).toBe(found.length);
    return found;
  };

  test('all conditions must hold; of the values of one, any', async () => {
    expect(await find({ where: [] })).toEqual(['i/1', 'i/2', 'i/3']);
    expect(await find({ where: [{ facet: 'status', is: ['open', 'resolved'] }] })).toHaveLength(3);
    expect(
      await find({
        where: [
          { facet: 'status', is: ['open'] },
          { facet: 'severity', is: [1] },
        ],
      }),
    ).toEqual(['i/1']);
    expect(await find({ where: [{ facet: 'status', is: [] }] })).toEqual([]);
  });

  test('text and numbers are not mixed up; null finds what is null and what is not there', async () => {
    expect(await find({ where: [{ facet: 'service', is: ['007'] }] })).toEqual(['i/1']);
    expect(await find({ where: [{ facet: 'service', is: [7, '7'] }] })).toEqual([]);
    expect(await find({ where: [{ facet: 'service', is: [null] }] })).toEqual(['i/2', 'i/3']);
    expect(await find({ where: [{ facet: 'service', is: [null, '007'] }] })).toHaveLength(3);
  });

  test('ranges include their ends and no text; either end may be open', async () => {
    expect(await find({ where: [], between: { facet: 'openedAt', from: 200, to: 300 } })).toEqual([
      'i/2',
      'i/3',
    ]);
    expect(await find({ where: [], between: { facet: 'openedAt', to: 199 } })).toEqual(['i/1']);
    expect(await find({ where: [], between: { facet: 'status', from: 0 } })).toEqual([]);
  });

  test('streams are ordered by a facet and read in pieces', async () => {
    const { timeline } = harness();
    const order = { orderBy: { facet: 'openedAt', descending: true }, where: [] };
    expect(await find(order)).toEqual(['i/2', 'i/3', 'i/1']);
    const piece = await timeline.findStreams({ ...order, limit: 1, offset: 1 });
    expect(piece).toEqual([{ stream: 'i/3', version: 0, data: 'i/3', foldVersion: 1 }]);
  });

  test('facets are replaced as a whole', async () => {
    const { timeline } = harness();
    await accepted(timeline.append(append('i/1', 0, { facets: { status: 'closed' } })));
    expect(await find({ where: [{ facet: 'status', is: ['closed'] }] })).toEqual(['i/1']);
    expect(await find({ where: [{ facet: 'severity', is: [1] }] })).toEqual(['i/3']);
  });
}
