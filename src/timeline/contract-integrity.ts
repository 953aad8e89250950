// The contract of integrity: what was changed shows, what was erased is gone, and an erasure breaks nothing.
import { accepted, append, type Harness, said } from './contract-harness.ts';

const SECRET = 'hunter2xyzzy';

export function integrityContract(harness: () => Harness): void {
  describe('verify', () => tampering(harness));
  describe('erasure', () => {
    erasure(harness);
    searchErasure(harness);
  });
}

function tampering(harness: () => Harness): void {
  const problems = async (options?: Parameters<Harness['timeline']['verify']>[0]) =>
    (await harness().timeline.verify(options)).problems.map(({ stream, version }) => [stream, version]);
  beforeEach(async () => {
    const events = ['e1', 'e2', 'e3', 'e4'].map((id) => said(id, `words of ${id}`));
    await accepted(harness().timeline.append(append('s', 0, { events })));
    await accepted(harness().timeline.append(append('t', 0, { events: [said('t1')] })));
  });

  test('chains that nobody touched have no problems', async () => {
    const against = await harness().timeline.heads();
    await accepted(harness().timeline.append(append('s', 4, { events: [said('e5')] })));
    expect(await harness().timeline.verify({ against })).toEqual({ events: 6, streams: 2, problems: [] });
  });

  test('a changed byte shows where it is', async () => {
    harness().tamper.record('s', 2, 'T1/UANA', 'T1/UBO0');
    expect(await problems()).toEqual([['s', 2]]);
  });

  test('the text is hashed as it is stored: the same JSON written otherwise shows, too', async () => {
    harness().tamper.record('s', 3, '"v":1', '"v": 1');
    expect(await problems()).toEqual([['s', 3]]);
  });

  test('changed words show', async () => {
    harness().tamper.content('s', 3, 'words', 'works');
    expect(await problems()).toEqual([['s', 3]]);
  });

  test('words that went without an event that says so show', async () => {
    harness().tamper.forgetContent('s', 3);
    expect(await problems()).toEqual([['s', 3]]);
  });

  test('swapped events show', async () => {
    harness().tamper.swap('s', 2, 3);
    expect((await problems()).length).toBeGreaterThan(0);
  });

  test('a cut tail shows against a list of heads, and only there', async () => {
    const against = await harness().timeline.heads();
    harness().tamper.cutTail('s', 2);
    expect(await problems()).toEqual([]);
    expect(await problems({ against })).toEqual([['s', undefined]]);
  });

  test('a stream that is gone, and one whose history was rewritten, show against a list of heads', async () => {
    const against = [
      ...(await harness().timeline.heads()).map((head) => ({
        ...head,
        hash: head.hash.replace(/^../, '00'),
      })),
      { stream: 'u', version: 3, hash: 'ab' },
    ];
    expect(await problems({ against })).toEqual([
      ['s', 4],
      ['t', 1],
      ['u', undefined],
    ]);
  });

  test('appends go on while it is verified', async () => {
    const running = harness().timeline.verify();
    await accepted(harness().timeline.append(append('s', 4, { events: [said('e5')] })));
    await accepted(harness().timeline.append(append('a', 0, { events: [said('a1')] })));
    expect((await running).problems).toEqual([]);
  });
}

function erasure(harness: () => Harness): void {
  test('erased words are in no file, not found, and the chain stays whole', async () => {
    const { timeline, holds } = harness();
    const filler = Array.from({ length: 50 }, (_, n) => said(`f${n}`, `filler ${n}`));
    const events = [...filler, said('e1', `the password is ${SECRET}`), said('e2', 'never mind')];
    const search = events.map(({ id, content }) => ({
      ...{ op: 'upsert' as const, id, text: (content as { text: string }).text },
    }));
    await accepted(timeline.append(append('s', 0, { events, search })));
    const [before] = await timeline.readEvents(['e1']);
    expect(holds(SECRET)).toBe(true);
    expect(await timeline.search({ text: SECRET, limit: 5 })).toHaveLength(1);

    await accepted(timeline.append(append('s', 52, { events: [said('redacted')], erase: ['e1'] })));
    expect(holds(SECRET)).toBe(false);
    expect(await timeline.search({ text: SECRET, limit: 5 })).toEqual([]);
    expect(await timeline.readEvents(['e1'])).toEqual([{ ...before, content: null, erased: true }]);
    expect(await timeline.readEvents(['e2'])).toMatchObject([
      { content: { text: 'never mind' }, erased: false },
    ]);
    expect(await timeline.verify({ against: await timeline.heads() })).toMatchObject({
      events: 53,
      problems: [],
    });
    await harness().reopen();
    expect(holds(SECRET)).toBe(false);
  });

  test('a large erased text is in no file either', async () => {
    const { timeline, holds } = harness();
    const text = `${'long '.repeat(5_000)}${SECRET}${' tail'.repeat(5_000)}`;
    const search = [{ op: 'upsert' as const, id: 'e1', text }];
    await accepted(timeline.append(append('s', 0, { events: [said('e1', text)], search })));
    expect(holds(SECRET)).toBe(true);
    await accepted(timeline.append(append('s', 1, { events: [said('redacted')], erase: ['e1'] })));
    expect(holds(SECRET)).toBe(false);
  });
}

function searchErasure(harness: () => Harness): void {
  test('words taken out of search, or replaced there, are in no file after a checkpoint', async () => {
    const { timeline, holds } = harness();
    const text = (id: string) => ({ op: 'upsert' as const, id, text: `the password is ${SECRET}` });
    await accepted(timeline.append(append('s', 0, { search: [text('e1'), text('e2')] })));
    await timeline.checkpoint();
    expect(holds(SECRET)).toBe(true);
    const search = [
      { op: 'remove' as const, id: 'e1' },
      { op: 'upsert' as const, id: 'e2', text: 'edited' },
    ];
    await accepted(timeline.append(append('s', 0, { search })));
    await timeline.checkpoint();
    expect(holds(SECRET)).toBe(false);
  });

  test('an erasure replaces the search text where the same append gives another', async () => {
    const { timeline } = harness();
    await accepted(
      timeline.append(
        append('s', 0, {
          events: [said('e1', 'secret')],
          search: [{ op: 'upsert', id: 'e1', text: 'secret' }],
        }),
      ),
    );
    const search = [{ op: 'upsert' as const, id: 'e1', text: 'redacted by Bo' }];
    await accepted(
      timeline.append(append('s', 1, { events: [said('e2')], erase: ['e1', 'nowhere'], search })),
    );
    expect(await timeline.search({ text: 'secret', limit: 5 })).toEqual([]);
    expect(await timeline.search({ text: 'redacted', limit: 5 })).toHaveLength(1);
  });

  test('an erasure without an event that records it is an error', async () => {
    const { timeline } = harness();
    await accepted(timeline.append(append('s', 0, { events: [said('e1', 'words')] })));
    await expect(timeline.append(append('s', 1, { erase: ['e1'] }))).rejects.toThrow(/event that records it/);
    expect(await timeline.readEvents(['e1'])).toMatchObject([{ erased: false }]);
  });
}
