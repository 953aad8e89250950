// The goals of the evaluation, held on a few cases; `npm run eval` holds them on all.
import { judgeCase } from './adversary.ts';
import { readCase, shippedCases } from './case-file.ts';
import { measure } from './measure.ts';
import { mutantsOf } from './mutate.ts';
import { goalsOf, reportOf, wrongLines } from './report.ts';

const FEW = [
  '01-innocent-system.yml',
  '05-injected-instruction.yml',
  '07-two-end-times.yml',
  '12-deleted-secret.yml',
];

const evaluated = (files: readonly string[]) => ({
  cases: files.map(readCase).map((one) => ({ measured: measure(one), judged: judgeCase(one) })),
  replays: [],
});

test('every goal is reached on a few cases', () => {
  const all = evaluated(FEW);
  expect(wrongLines(all)).toEqual([]);
  expect(goalsOf(all).filter(({ ok }) => !ok)).toEqual([]);
});

test('at least twelve cases are shipped, each with facts, a trap and true statements', () => {
  const cases = shippedCases();
  expect(cases.length).toBeGreaterThanOrEqual(12);
  for (const { name, facts, traps, statements } of cases) {
    expect({ name, enough: facts.length >= 4 && traps.length >= 1 && statements.length >= 4 }).toMatchObject({
      enough: true,
    });
  }
});

test('a planted fact that is not in the draft, a false kept and a metric that is off are told', () => {
  const one = readCase('04-joke.yml');
  const spoilt = {
    ...one,
    facts: [...one.facts, { id: 'absent', star: true, line: 3, has: ['nowhere to be found'] }],
    never: ['sticky sessions'],
    metrics: { 'declared-to-resolved': 99 },
    false: [
      { say: one.statements[0]!.say, cites: one.statements[0]!.cites, soft: false, kind: 'true, in fact' },
    ],
  };
  const all = { cases: [{ measured: measure(spoilt), judged: judgeCase(spoilt) }], replays: [] };
  const told = wrongLines(all).join('\n');
  expect(told).toContain('fact not carried: absent');
  expect(told).toContain('fabricated: sticky sessions');
  expect(told).toContain('metric: declared-to-resolved');
  expect(told).toContain('false (misleading), and kept');
  expect(goalsOf(all).filter(({ ok }) => !ok).length).toBeGreaterThanOrEqual(4);
  expect(reportOf(all)).toContain('missed');
});

test('a mutated copy differs from its statement in its text or in what it cites', () => {
  const record = {
    entries: [],
    facts: [],
    zone: undefined as never,
    names: ['Ana', 'Bo', 'Cy'],
    roles: [],
    services: [],
  };
  const statement = { text: 'At 14:05 Ana restarted 3 pods because db-1 was full.', cites: ['e1'] };
  const mutants = mutantsOf(statement, record);
  expect(new Set(mutants.map(({ kind }) => kind))).toEqual(
    new Set(['number', 'time', 'name', 'role', 'part', 'negation', 'cause and effect', 'invented id']),
  );
  expect(mutants.filter(({ text, cites }) => text === statement.text && cites.length === 1)).toEqual([]);
});
