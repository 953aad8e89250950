// The contract of search: words of every script, readable snippets, and no question that fails.
import { accepted, append, type Harness } from './contract-harness.ts';

export function searchContract(harness: () => Harness): void {
  describe('words', () => words(harness));
  describe('scripts', () => scripts(harness));
  describe('what people type', () => questions(harness));
  describe('documents', () => searchedDocuments(harness));
}

function searcher(harness: () => Harness) {
  return {
    write: async (stream: string, texts: Record<string, string>, facets = {}) => {
      const search = Object.entries(texts).map(([id, text]) => ({ op: 'upsert' as const, id, text }));
      await accepted(harness().timeline.append(append(stream, 0, { search, facets })));
    },
    find: async (text: string, more: { stream?: string } = {}) =>
      (await harness().timeline.search({ text, limit: 10, ...more })).map(({ id }) => id).sort(),
  };
}

function words(harness: () => Harness): void {
  const { write, find } = searcher(harness);

  test('every word must occur, in any order and case, or a word that begins so', async () => {
    await write('s', { a: 'The checkout-api times out', b: 'Checkout is fine', c: 'naïve café' });
    expect(await find('CHECKOUT')).toEqual(['a', 'b']);
    expect(await find('time check')).toEqual(['a']);
    expect(await find('checkout-api')).toEqual(['a']);
    expect(await find('api-checkout')).toEqual([]);
    expect(await find('naive cafe')).toEqual(['c']);
  });

  test('however many words begin so, each of them is found', async () => {
    const many = Array.from({ length: 150 }, (_none, index) => [`w${index}`, `node${index} is up`] as const);
    await write('s', Object.fromEntries(many));
    const hits = await harness().timeline.search({ text: 'node up', limit: 200 });
    expect(hits).toHaveLength(150);
    expect(await find('node149')).toEqual(['w149']);
  });

  test('quoted words must follow each other', async () => {
    await write('s', { a: 'pool of connections', b: 'connections of the pool' });
    expect(await find('"of connections"')).toEqual(['a']);
    expect(await find('“of the pool” connections')).toEqual(['b']);
  });
}

function scripts(harness: () => Harness): void {
  const { write, find } = searcher(harness);

  test.each([
    ['Japanese', '決済サービスが停止しました。復旧を急いでいます', '停止', '«停止»'],
    ['Chinese', '支付服务的数据库连接失败，正在回滚', '数据库', '«数据库»'],
    ['Korean', '결제 서버가 응답하지 않습니다', '서버', '«서버가»'],
    ['Thai', 'ระบบชำระเงินล่มตั้งแต่เช้า', 'ระบบ', '«ระบบ»'],
  ])('%s words are found, and the snippet reads as it was written', async (_script, text, word, marked) => {
    await write('s', { a: text, b: 'nothing of the kind' });
    const [hit, ...others] = await harness().timeline.search({ text: word, limit: 5 });
    expect(others).toEqual([]);
    expect(hit).toMatchObject({ id: 'a', stream: 's' });
    expect(hit?.snippet).toContain(marked);
    expect(hit?.snippet.replace(/[«»]/g, '')).toBe(text);
  });

  test('mixed scripts are asked for in one question', async () => {
    await write('s', { a: 'checkout-apiで決済エラー500が発生', b: 'checkout-api is fine' });
    expect(await find('決済 checkout 500')).toEqual(['a']);
  });

  test('the snippet of a long text is the part around the words', async () => {
    await write('s', { a: `${'before '.repeat(200)}the replica lags ${'after '.repeat(200)}` });
    const [hit] = await harness().timeline.search({ text: 'replica', limit: 1 });
    expect(hit?.snippet).toMatch(/^….*the «replica» lags.*…$/s);
    expect(hit?.snippet.length).toBeLessThan(300);
  });
}

function questions(harness: () => Harness): void {
  const { write, find } = searcher(harness);

  test('signs and the words of query languages mean nothing', async () => {
    await write('s', { a: 'checkout', b: 'AND OR NOT NEAR' });
    expect(await find('NOT')).toEqual(['b']);
    expect(await find('"checkout')).toEqual(['a']);
    expect(await find('check* (out')).toEqual([]);
    expect(await find('checkout '.repeat(500))).toEqual(['a']);
    expect(await find('*** --- ""')).toEqual([]);
  });
}

function searchedDocuments(harness: () => Harness): void {
  const { write, find } = searcher(harness);

  test('hits are limited to streams by name or by facet', async () => {
    await write('i/1', { a: 'checkout is down' }, { private: 1 });
    await write('i/2', { b: 'checkout is slow' }, { private: 0 });
    await write('i/3', { c: 'checkout is fine' });
    expect(await find('checkout', { stream: 'i/2' })).toEqual(['b']);
    const open = await harness().timeline.search({
      ...{ text: 'checkout', limit: 5, where: [{ facet: 'private', is: [0, null] }] },
    });
    expect(open.map(({ id }) => id).sort()).toEqual(['b', 'c']);
  });

  test('a document has one text: the newest; a removed one is not found', async () => {
    await write('s', { a: 'first words', b: 'other' });
    await write('s', { a: 'second words' });
    expect(await find('first')).toEqual([]);
    expect(await find('second')).toEqual(['a']);
    await accepted(harness().timeline.append(append('s', 0, { search: [{ op: 'remove', id: 'a' }] })));
    expect(await find('words')).toEqual([]);
    expect(await find('other')).toEqual(['b']);
  });

  test('of one stream everything is found, however much the others say', async () => {
    await write('i/1', { a: 'checkout is down' });
    for (let index = 0; index < 20; index += 1) {
      const said = Array.from({ length: 50 }, (_none, at) => [`${index}-${at}`, 'checkout is slow'] as const);
      await write('i/2', Object.fromEntries(said));
    }
    expect(await find('checkout', { stream: 'i/1' })).toEqual(['a']);
    expect(await find('checkout', { stream: 'i/3' })).toEqual([]);
  });

  test('however old it is and however much others say, what a stream is about comes first', async () => {
    const headline = true as const;
    const { timeline } = harness();
    const search = [
      { op: 'upsert' as const, id: 'title', text: 'The replica lags', headline },
      { op: 'upsert' as const, id: 'summary', text: `The replica lagged. ${'word '.repeat(400)}`, headline },
    ];
    await accepted(timeline.append(append('i/1', 0, { search, facets: { private: 0 } })));
    await write('i/1', { old: 'I see the replica' });
    for (let index = 0; index < 10; index += 1) {
      const said = Array.from({ length: 60 }, (_none, at) => [`${index}-${at}`, 'replica'] as const);
      await write('i/2', Object.fromEntries(said), { private: 0 });
    }
    const ids = async (text: string, more = {}) =>
      (await timeline.search({ text, limit: 3, ...more })).map(({ id }) => id);
    expect(await ids('replica')).toEqual(['title', expect.anything(), expect.anything()]);
    expect(await ids('lagged')).toEqual(['summary']);
    // Of a word and its beginnings, each document once.
    expect(await ids('lag')).toEqual(['title', 'summary']);
    expect(await ids('replica', { where: [{ facet: 'private', is: [1] }] })).toEqual([]);
    expect(await ids('replica', { stream: 'i/2' })).not.toContain('title');
    const gone = ['title', 'summary'].map((id) => ({ op: 'remove' as const, id }));
    await accepted(timeline.append(append('i/1', 0, { search: gone })));
    expect(await ids('lag')).toEqual([]);
  });

  test('the best hit comes first', async () => {
    await write('s', { a: `checkout ${'word '.repeat(50)}`, b: 'checkout checkout down' });
    const hits = await harness().timeline.search({ text: 'checkout', limit: 1 });
    expect(hits.map(({ id }) => id)).toEqual(['b']);
  });
}
