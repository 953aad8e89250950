import type { Entry } from '../incident/entry.ts';
import { CHANNELS, GERMAN, JAPANESE } from './fixtures/channels.ts';
import { chat, entriesFrom, type Line } from './fixtures/chat.ts';
import { type Selection, selectKeyEntries } from './select.ts';

type Marked = Line & { mark: string };

function marked(script: string): Marked[] {
  const rows = script.trim().split('\n');
  const lines = chat(rows.map((row) => row.replace(/^[+-]?\s*/, '')).join('\n'));
  return lines.map((line, index) => ({ ...line, mark: rows[index]?.charAt(0) ?? ' ' }));
}

function keptTexts(selection: Selection): string[] {
  return selection.rows.flatMap((row) => (row.kind === 'entry' ? [row.entry.text] : []));
}

function kept(lines: readonly Line[]): string[] {
  return keptTexts(selectKeyEntries(entriesFrom(lines)));
}

/** A change of status between messages. */
function status(at: number, to: string): Entry {
  const [entry] = entriesFrom([{ at, by: 'ana', text: `Status changed to ${to}` }]);
  return {
    ...entry!,
    id: `s${at}`,
    events: [`s${at}`],
    kind: 'status',
    type: 'status-changed',
    place: undefined,
    values: { to },
  };
}

describe.each(CHANNELS)('the channel where $name', ({ script }) => {
  const lines = marked(script);

  test('keeps what a reviewer wants, but for one line at most', () => {
    const texts = kept(lines);
    const lost = lines.filter((line) => line.mark === '+' && !texts.includes(line.text));
    expect(lost.map(({ text }) => text).slice(1)).toEqual([]);
  });

  test('keeps nothing that nobody would miss', () => {
    const texts = kept(lines);
    const noise = lines.filter((line) => line.mark === '-' && texts.includes(line.text));
    expect(noise.map(({ text }) => text)).toEqual([]);
  });

  test('gives the same rows shuffled and doubled', () => {
    const entries = entriesFrom(lines);
    const shuffled = [
      ...entries.toReversed(),
      ...entries.map((entry) => ({ ...entry, id: `again-${entry.id}` })),
    ];
    expect(keptTexts(selectKeyEntries(shuffled))).toEqual(keptTexts(selectKeyEntries(entries)));
  });

  test('does not depend on who the people are or when it was', () => {
    const moved = lines.map((line) => ({
      ...line,
      at: line.at + 86_400_000 * 3.5,
      by: `${line.by}-x${line.bot ? '-bot' : ''}`,
    }));
    expect(kept(moved)).toEqual(kept(lines));
  });
});

describe('other languages', () => {
  test('in Japanese a link to a change and the opening are kept, a greeting is not, and no meaning is claimed', () => {
    const selection = selectKeyEntries(entriesFrom(chat(JAPANESE)));
    expect(keptTexts(selection)).toEqual([
      '決済APIがエラーを返しています',
      'deployed payment-api v1.4.2 https://git.example.jp/pay/api/pull/77',
    ]);
    expect(selection.rows.flatMap((row) => (row.kind === 'entry' ? row.meanings : []))).toEqual(['change']);
  });

  test('in German, too', () => {
    const reasons = selectKeyEntries(entriesFrom(chat(GERMAN))).rows.map(
      (row) => row.kind === 'entry' && row.because,
    );
    expect(reasons).toEqual(['it opens the record', 'tells of a change']);
  });

  test('a pin is kept verbatim, whatever the language', () => {
    const entries = entriesFrom(chat(JAPANESE));
    const pinned = { ...entries[4]!, pinned: { at: entries[4]!.at + 3_600_000, by: [entries[0]!.author] } };
    const [row] = selectKeyEntries([...entries.slice(0, 4), pinned, ...entries.slice(5)]).rows.filter(
      (one) => one.kind === 'entry' && one.because === 'it was pinned',
    );
    expect(row).toMatchObject({ quote: 'データベースの接続数が上限に達しています', entry: { id: 'm4' } });
  });
});

describe('more pins than there are rows', () => {
  const start = Date.UTC(2026, 10, 20, 9);
  const said: Line[] = [
    { at: start, by: 'ana', text: 'Checkout answers with errors since this morning' },
    ...Array.from({ length: 60 }, (_, index) => ({
      at: start + (index + 1) * 60_000,
      by: 'bo',
      text: index % 5 === 0 ? `Restarted checkout-${index}` : `Screenshot number ${index} of the dashboard`,
    })),
    { at: start + 31.5 * 60_000, by: 'ana', text: 'The cause is the config change of 09:02' },
    { at: start + 70 * 60_000, by: 'ana', text: 'Checkout has recovered, all errors are gone' },
  ].toSorted((a, b) => a.at - b.at);
  const entries = entriesFrom(said).map((entry) =>
    entry.author.id.startsWith('bo') ? { ...entry, pinned: { at: entry.at, by: [entry.author] } } : entry,
  );
  const texts = keptTexts(
    selectKeyEntries([
      ...entries,
      status(start + 40 * 60_000, 'mitigated'),
      status(start + 71 * 60_000, 'resolved'),
    ]),
  );
  const pinned = texts.filter((text) => /^(Restarted|Screenshot)/.test(text));

  test('the cause, the all-clear and the changes of status that nobody pinned are kept', () => {
    expect(texts).toEqual(
      expect.arrayContaining([
        'The cause is the config change of 09:02',
        'Status changed to mitigated',
        'Checkout has recovered, all errors are gone',
        'Status changed to resolved',
      ]),
    );
  });

  test('of the pins those that state something are kept, and others from the whole of the day', () => {
    expect(pinned.length).toBeGreaterThan(20);
    expect(pinned.filter((text) => text.startsWith('Restarted'))).toHaveLength(12);
    const others = pinned.flatMap((text) => /^Screenshot number (\d+)/.exec(text)?.[1] ?? []).map(Number);
    expect(others[0]).toBeLessThan(10);
    expect(others.at(-1)).toBeGreaterThan(50);
    expect(texts.length).toBeLessThanOrEqual(40);
  });
});

/** What a long day talks about. */
const PARTS = 'checkout search cart billing login invoices mail exports reports images prices'.split(' ');

describe('long channels', () => {
  const start = Date.UTC(2026, 10, 20, 9);
  const filler = Array.from(
    { length: 3000 },
    (_, index): Line => ({
      at: start + index * 20_000,
      by: index % 2 === 0 ? 'ana' : 'bo',
      text:
        index % 7 === 0
          ? `${PARTS[index % PARTS.length]} still returns errors after attempt ${index}`
          : index % 3 === 0
            ? 'ok'
            : 'let me look at that',
    }),
  );
  const last: Line = { at: start + 3001 * 20_000, by: 'chidi', text: 'that was the last of it' };
  const entries = [...entriesFrom([...filler, last]), status(last.at + 60_000, 'resolved')];

  test('forty rows at most, and the last message before the resolution is one of them', () => {
    const { rows } = selectKeyEntries(entries);
    expect(rows.length).toBeLessThanOrEqual(40);
    expect(rows.map((row) => row.kind === 'entry' && row.entry.text)).toContain('that was the last of it');
  });

  test('rows come from the whole day, not only from its beginning', () => {
    const { rows } = selectKeyEntries(entries);
    const hours = new Set(
      rows.flatMap((row) => (row.kind === 'entry' ? [new Date(row.entry.at).getUTCHours()] : [])),
    );
    expect(hours.size).toBeGreaterThan(8);
  });

  test('what is left out is counted by reason, every entry once', () => {
    const { rows, left } = selectKeyEntries(entries);
    expect(rows.filter((row) => row.kind === 'entry').length + left.size).toBe(entries.length);
    expect(new Set(left.values())).toEqual(
      new Set(['past the limit of rows', 'small talk', 'says no finding, decision, action or change']),
    );
  });
});

describe('what is never evidence', () => {
  const noon = Date.UTC(2026, 10, 20, 12);
  const one = (text: string) =>
    kept([
      { at: noon, by: 'ana', text: 'the api is down for all users' },
      { at: noon + 1000, by: 'bo', text },
    ]);

  test.each([
    'lol it broke because the hamsters were tired',
    'good morning everyone',
    'shipit: :ship_it_parrot:',
    'what happened?',
    '+1',
    'thanks a lot, great work',
  ])('%s', (text) => {
    expect(one(text)).not.toContain(text);
  });

  test('a deleted or redacted message is not selected', () => {
    const [kept1, gone, erased] = entriesFrom(
      ['it is fixed, errors are gone', 'rolled back the api', 'restarted the api'].map((text, index) => ({
        at: noon + index,
        by: 'ana',
        text,
      })),
    );
    const selection = selectKeyEntries([
      kept1!,
      { ...gone!, deleted: true, text: '' },
      { ...erased!, redacted: true, text: '' },
    ]);
    expect(keptTexts(selection)).toEqual(['it is fixed, errors are gone']);
  });

  test('a long silence is folded into one row that says how long and what is not shown', () => {
    const lines: Line[] = [
      { at: noon, by: 'ana', text: 'restarted the api, errors are gone' },
      { at: noon + 30 * 60_000, by: 'bo', text: 'ok' },
      { at: noon + 150 * 60_000, by: 'ana', text: 'the api is failing again for some users' },
    ];
    const [, quiet] = selectKeyEntries(entriesFrom(lines)).rows;
    expect(quiet).toMatchObject({ kind: 'quiet', ms: 150 * 60_000, entries: 1 });
  });
});
