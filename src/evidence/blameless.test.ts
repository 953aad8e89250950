import { fc } from '../lib/fixtures/chance.ts';
import type { Action, CheckedDocument, Said, SectionKind } from './blame/document.ts';
import { checkBlame, RULE_NAMES, standing } from './blameless.ts';
import { EARLIER_EXAMPLES } from './fixtures/blame-examples.ts';
import { LATER_EXAMPLES } from './fixtures/blame-examples-later.ts';

const EXAMPLES = { ...EARLIER_EXAMPLES, ...LATER_EXAMPLES };

const strict = { strict: true, partOnly: true };

function doc(text: string, kind: SectionKind = 'summary', more: Partial<Said> = {}): CheckedDocument {
  return {
    people: ['Ana', 'Bo'],
    systems: ['deploy-bot'],
    sections: [
      { kind: 'impact', title: 'Impact', statements: [{ text: '8 % of requests failed.' }] },
      { kind, title: 'Here', statements: [{ text, ...more }] },
    ],
  };
}

const rulesOf = (document: CheckedDocument, options = strict) =>
  checkBlame(document, options).map(({ rule }) => rule);

describe.each(Object.entries(EXAMPLES))('%s', (rule, { section, blames, fine }) => {
  test('has eight examples each way', () => {
    expect([blames.length >= 8, fine.length >= 8]).toEqual([true, true]);
  });
  test.each(blames)('finds: %s', (text) => {
    expect(rulesOf(doc(text, section))).toContain(rule);
  });
  test.each(fine)('lets stand: %s', (text) => {
    expect(rulesOf(doc(text, section))).not.toContain(rule);
  });
});

const action = (text: string, more: Partial<Action> = {}): Action => ({
  text,
  owners: ['Bo'],
  due: '2026-12-01',
  ...more,
});

const rulesOfAction = (one: Action) =>
  rulesOf({ sections: [{ kind: 'actions', title: 'Action items', statements: [], actions: [one] }] });

describe('B11, an action that changes no system', () => {
  test.each([
    'Be more careful with migrations',
    'Remind the team to check the dashboard',
    'Retrain engineers on failover',
    'Pay more attention to the alerts',
    'Communicate better during incidents',
    'Train all on-calls on the runbook',
    'Double-check the config before a deploy',
    'Raise awareness of the limit',
    'Be vigilant on Fridays',
  ])('finds: %s', (text) => expect(rulesOfAction(action(text))).toContain('B11'));
  test.each([
    'Add an alert on the size of the pool',
    'Retrain the model on new data',
    'Have a bot remind the team of open reviews',
    'Add a check in CI that refuses a pool below 10',
    'Write the failover runbook',
    'Fix the retraining job',
    'Make the deploy script ask for the name of the cluster',
    'Move the warning to the top of the dashboard',
  ])('lets stand: %s', (text) => expect(rulesOfAction(action(text))).not.toContain('B11'));
});

describe('B12, an action nobody will finish', () => {
  test.each<[string, Action]>([
    ['no verb', action('Better monitoring')],
    ['no verb, a noun first', action('Alerts on pool size for all services'.replace('Alerts', 'Dashboards'))],
    ['no owner', action('Add an alert', { owners: [] })],
    ['two owners', action('Add an alert', { owners: ['Ana', 'Bo'] })],
    ['no date and no ticket', action('Add an alert', { due: undefined })],
    ['an investigation with no end', action('Investigate the driver', { due: undefined, ticket: 'OPS-1' })],
    ['looking into something', action('Look into the latency', { due: undefined, ticket: 'OPS-2' })],
    ['nothing at all', action('More tests', { owners: [], due: undefined })],
    ['a wish', action('The alert could be faster')],
  ])('finds %s', (_name, one) => expect(rulesOfAction(one)).toContain('B12'));
  test.each<[string, Action]>([
    ['verb, owner, due date', action('Add an alert on pool size')],
    ['a ticket in place of a date', action('Add an alert', { due: undefined, ticket: 'OPS-1' })],
    ['an investigation until a day', action('Investigate the driver')],
    [
      'an investigation with a result',
      action('Investigate the driver and write up what it does', { due: undefined, ticket: 'OPS-1' }),
    ],
    ['a verb after a mark', action('TODO: raise the limit')],
    ['a verb after “to”', action('To replace the pool')],
    ['re- before the verb', action('Re-enable the canary')],
    ['something done during the incident', action('rollback', { owners: [], due: undefined, over: true })],
  ])('lets stand %s', (_name, one) => expect(rulesOfAction(one)).not.toContain('B12'));
  test('it says all that is lacking in one finding', () => {
    const [finding] = checkBlame(
      {
        sections: [
          {
            kind: 'actions',
            title: 'Action items',
            statements: [],
            actions: [{ text: 'Better alerts', owners: [] }],
          },
        ],
      },
      strict,
    );
    expect(finding?.suggestion).toBe('It needs a verb to begin with, an owner and a due date or a ticket.');
  });
});

describe('B7, a single root cause', () => {
  const causes = (title: string, kind: SectionKind, texts: string[]): CheckedDocument => ({
    sections: [{ kind, title, statements: texts.map((text) => ({ text })) }],
  });
  const text = (words: string): CheckedDocument => ({
    sections: [{ kind: 'summary', title: 'Summary', statements: [{ text: words }] }],
  });
  test.each<[string, CheckedDocument]>([
    ['one item under “Root cause”', causes('Root cause', 'root-cause', ['A small pool.'])],
    [
      'one paragraph under “Root cause analysis”',
      causes('Root cause analysis', 'root-cause', ['The pool was small and so on.']),
    ],
    ['“the root cause” in the story', text('The root cause was a small pool.')],
    ['“the actual root cause”', text('The actual root cause is the driver.')],
    ['“our root cause”', text('Our root cause was the driver.')],
    [
      'beside an empty section',
      {
        sections: [
          ...text('The root cause is known.').sections,
          ...causes('Root cause', 'root-cause', ['TBD']).sections,
        ],
      },
    ],
    [
      'in a timeline',
      {
        sections: [{ kind: 'timeline', title: 'Timeline', statements: [{ text: 'Found the root cause.' }] }],
      },
    ],
    [
      'in one contributing factor',
      causes('Contributing factors', 'causes', ['The true root cause is the pool.']),
    ],
  ])('finds %s', (_name, document) => expect(rulesOf(document)).toContain('B7'));
  test.each<[string, CheckedDocument]>([
    [
      'two items under “Root cause”',
      causes('Root cause', 'root-cause', ['A small pool.', 'No alert on it.']),
    ],
    [
      'two contributing factors',
      causes('Contributing factors', 'causes', ['A small pool.', 'A cold cache.']),
    ],
    [
      'a note that there is no other',
      causes('Root cause', 'root-cause', ['A small pool; no other factor was found.']),
    ],
    ['one contributing factor', causes('Contributing factors', 'causes', ['A small pool.'])],
    ['root causes in the plural', text('Root causes are listed below.')],
    [
      '“the root cause” beside two factors',
      {
        sections: [
          ...text('The root cause was the pool.').sections,
          ...causes('Factors', 'causes', ['A small pool.', 'A cold cache.']).sections,
        ],
      },
    ],
    ['a quotation', text('“the root cause is the pool”, said a responder.')],
    ['an empty section', causes('Root cause', 'root-cause', [])],
  ])('lets stand %s', (_name, document) => expect(rulesOf(document)).not.toContain('B7'));
});

describe('B17, a figure that is not in its source', () => {
  const figures = (text: string, ...sources: string[]) => doc(text, 'summary', { sources, evidence: ['e1'] });
  test.each<[string, string]>([
    ['Checkout was slow for 48 min.', 'slow for 47 min'],
    ['8 % of requests failed.', '5 % of requests failed'],
    ['It began at 14:03.', 'it began at 14:02'],
    ['The pool was cut to 6.', 'cut the pool to 5'],
    ['v2.4.1 was running.', 'v2.4.0 is running'],
    ['INC-43 looked the same.', 'looks like INC-42'],
    ['db-4 was full.', 'db-3 is full'],
    ['2,821 requests were lost.', '2,820 requests lost'],
  ])('finds: %s (%s)', (text, source) => expect(rulesOf(figures(text, source))).toContain('B17'));
  test.each<[string, string]>([
    ['Checkout was slow for 47 min.', 'slow for 0:47'],
    ['Checkout was slow for 47 minutes.', 'slow for 2,820 s'],
    ['2820 requests were lost.', '2,820 requests lost'],
    ['It began at 14:02.', 'it began at 14:02 CET'],
    ['db-3 was full.', 'DB-3 is full!'],
    ['v2.4.1 was running.', 'we run v2.4.1 since noon'],
    ['The pool was cut to 5.', 'pool 50 -> 5'],
    ['It was the busiest day of 2026.', 'busiest day'],
    ['It took an hour.', 'took 60 min'],
  ])('lets stand: %s (%s)', (text, source) => expect(rulesOf(figures(text, source))).not.toContain('B17'));
  test('without a known source there is nothing to compare with', () => {
    expect(rulesOf(doc('It took 48 min.'))).not.toContain('B17');
  });
  test('a quotation must have its figures, too', () => {
    const said = { sources: ['47 min'], evidence: ['e1'], quotation: true };
    expect(rulesOf(doc('it took 48 min', 'summary', said))).toEqual(['B17']);
  });
});

test('every rule of the twenty has its examples, and the default set is eight', () => {
  const blame = RULE_NAMES.filter(({ id }) => id.startsWith('B'));
  expect(blame.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `B${index + 1}`));
  const tested = [...Object.keys(EXAMPLES), 'B7', 'B11', 'B12', 'B17'];
  expect(blame.filter(({ id }) => !tested.includes(id))).toEqual([]);
  const byDefault = blame.filter((rule) => !rule.strict).map(({ id }) => id);
  expect(byDefault).toEqual(['B1', 'B2', 'B3', 'B4', 'B6', 'B8', 'B11', 'B12']);
});

test('rules of strict mode are silent without it', () => {
  const text = 'It ALWAYS breaks because nobody looks!';
  expect(checkBlame(doc(text), { partOnly: true })).toEqual([]);
  expect(new Set(rulesOf(doc(text)))).toEqual(new Set(['B14', 'B16', 'B18']));
});

test('a finding says rule, words, why, what instead and where', () => {
  expect(checkBlame(doc('Then the on-call failed to check it.'), strict)).toEqual([
    {
      rule: 'B2',
      quoted: 'on-call failed to check',
      why: expect.stringContaining('judges'),
      suggestion: expect.stringContaining('visible'),
      where: { section: 1, title: 'Here', statement: 0, from: 9, to: 32 },
    },
  ]);
});

test('the same words are one finding', () => {
  expect(rulesOf(doc('The engineer on call failed to look.'))).toEqual(['B2']);
  expect(rulesOf(doc('Then Ana María called.'))).toEqual(['B1']);
});

test('a waiver with a reason keeps the finding and marks it; without a reason it counts for nothing', () => {
  const document = doc('The on-call failed to check it.');
  const waive = (reason: string, quoted?: string) =>
    standing(
      checkBlame(document, {
        ...strict,
        waivers: [{ rule: 'B2', reason, ...(quoted === undefined ? {} : { quoted }) }],
      }),
    ).length;
  expect([waive('their own words'), waive(' '), waive('x', 'other words')]).toEqual([0, 1, 1]);
  const [finding] = checkBlame(document, { ...strict, waivers: [{ rule: 'B2', reason: 'their own words' }] });
  expect(finding?.waived).toBe('their own words');
});

test('names stand where participants, owners and sources do', () => {
  for (const kind of ['people', 'actions', 'evidence'] as const) {
    expect(rulesOf(doc('Ana and Bo', kind))).not.toContain('B1');
  }
});

test('no name of a person who took part is missed, however it is written', () => {
  const named = (people: string[], text: string) =>
    checkBlame(
      { people, sections: [{ kind: 'summary', title: '', statements: [{ text }] }] },
      { partOnly: true },
    );
  expect(named(['naïve_user'], 'Then naïve_user rolled back.')).toHaveLength(1);
  expect(named(['田中'], '田中 が再起動した')).toHaveLength(1);
  expect(named(['Ana María López'], 'Then Ana María rolled back.')).toHaveLength(1);
});

describe('positive checks', () => {
  const good: CheckedDocument = {
    sections: [
      { kind: 'detection', title: 'Detection', statements: [{ text: 'The latency alert fired.' }] },
      {
        kind: 'causes',
        title: 'Factors',
        statements: [{ text: 'The pool was cut.' }, { text: 'No alert on it.' }],
      },
      { kind: 'went-well', title: 'Well', statements: [{ text: 'The rollback took a minute.' }] },
      { kind: 'lucky', title: 'Lucky', statements: [{ text: 'It was a Sunday.' }] },
      { kind: 'timeline', title: 'Timeline', statements: [{ text: '14:02 alert', evidence: ['e1'] }] },
      { kind: 'actions', title: 'Actions', statements: [], actions: [action('Refuse a pool below 10')] },
    ],
  };
  const without = (kind: SectionKind) => ({ sections: good.sections.filter((one) => one.kind !== kind) });
  test('a good review has nothing missing', () => expect(checkBlame(good)).toEqual([]));
  test.each<[string, CheckedDocument]>([
    ['P1', without('went-well')],
    ['P2', without('lucky')],
    ['P3', without('detection')],
    [
      'P4',
      {
        sections: [
          ...without('causes').sections,
          { kind: 'causes', title: '', statements: [{ text: 'A full disk.' }] },
        ],
      },
    ],
    [
      'P5',
      {
        sections: [
          ...good.sections,
          { kind: 'timeline', title: '', statements: [{ text: '14:05 rolled back' }] },
        ],
      },
    ],
  ])('%s is found', (rule, document) => {
    expect(checkBlame(document).map((finding) => finding.rule)).toEqual([rule]);
  });
  test('an action that names its factor is tied to it', () => {
    const sections = without('causes').sections.map((section) =>
      section.actions
        ? { ...section, actions: section.actions.map((one) => ({ ...one, factor: 'F1' })) }
        : section,
    );
    expect(checkBlame({ sections })).toEqual([]);
  });
});

const SENTENCES = Object.values(EXAMPLES).flatMap(({ blames }) => blames);
const plainWords = fc.string({ unit: fc.constantFrom(...'abc XYZ,.!äñ漢0'.split('')), maxLength: 20 });
const kinds = fc.constantFrom<SectionKind>(
  'summary',
  'causes',
  'timeline',
  'questions',
  'other',
  'went-badly',
);

test('quotations never raise a finding, wherever they stand and however they are marked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...SENTENCES), plainWords), { minLength: 1, maxLength: 4 }),
      kinds,
      fc.constantFrom<[string, string]>(['“', '”'], ['«', '»'], ['`', '`']),
      (parts, kind, [open, close]) => {
        const words = parts.join(' ').replace(/[“”«»`„]/g, '');
        expect(rulesOf(doc(words, kind, { quotation: true }))).toEqual([]);
        expect(rulesOf(doc(`It says: ${open}${words} ${close}`, kind))).toEqual([]);
      },
    ),
  );
});

test('whatever it reads, a finding quotes words that stand where it says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...SENTENCES), plainWords), { maxLength: 5 }),
      kinds,
      (parts, kind) => {
        const text = parts.join(' ');
        for (const { where, quoted } of checkBlame(doc(text, kind), strict)) {
          if (where?.section === 1 && where.statement !== undefined) {
            expect(text.slice(where.from, where.to).trim()).toBe(quoted);
          }
        }
      },
    ),
  );
});

test('a long text takes no time to speak of', () => {
  const long = `${'the on-call, '.repeat(4_000)}${'we had had had '.repeat(2_000)}`;
  const before = process.threadCpuUsage();
  checkBlame(doc(long), strict);
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(5_000);
});
