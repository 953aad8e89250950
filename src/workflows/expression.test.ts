import fc from 'fast-check';
import { compile, type Facts, holds, type Kind } from './expression.ts';

const signal = {
  severity: 'critical',
  title: 'Checkout is slow',
  labels: { env: 'prod', instance: 'db-1' },
  startsAt: 5,
};

function given(source: string, facts: Facts = { signal }, kind: Kind = 'condition') {
  const compiled = compile(source, kind, ['signal', 'incident']);
  if (!compiled.ok) {
    throw new Error(compiled.problem.why);
  }
  return compiled.expression.evaluate(facts);
}

function problem(source: string, kind: Kind = 'condition') {
  const compiled = compile(source, kind, ['signal']);
  return compiled.ok ? undefined : compiled.problem;
}

test.each([
  ['signal.severity == "critical"', true],
  ['signal.severity in ["warning", "info"]', false],
  ['has(signal.labels.env) && signal.labels.env == "prod"', true],
  ['has(signal.labels.region)', false],
  ['signal.title.matches("(?i)^checkout")', true],
  ['signal.labels.exists(name, name.startsWith("inst"))', true],
  ['signal.labels["env"].contains("ro") && signal.startsAt > 3', true],
])('%s is %s', (source, value) => {
  expect(given(source)).toEqual({ ok: true, value });
});

test('what looks at a field that is not there cannot be told, and holds not', () => {
  expect(given('signal.labels.region == "eu"')).toEqual({ ok: false, why: 'No such key: region' });
  const compiled = compile('signal.labels.region != "eu"', 'condition', ['signal']);
  expect(compiled.ok && holds(compiled.expression, { signal })).toBe(false);
});

test('an absent variable is empty', () => {
  expect(given('has(incident.number)', {})).toEqual({ ok: true, value: false });
});

test('a word can be made of what is known', () => {
  expect(given('signal.labels.env + "/" + signal.severity', { signal }, 'text')).toEqual({
    ok: true,
    value: 'prod/critical',
  });
  expect(given('size(signal.labels)', { signal }, 'text')).toEqual({ ok: true, value: '2' });
});

test.each<[string, Kind, number, RegExp]>([
  ['signl.severity == "x"', 'condition', 1, /Unknown variable: signl/],
  ['signal.severity == ', 'condition', 20, /Unexpected token/],
  ['signal.labels.exists(', 'condition', 22, /Unexpected token/],
  ['1 + 1', 'condition', 1, /gives int, but should give true or false/],
  ['[1, 2]', 'text', 1, /should give a word or a number/],
  ['true && signal.title.matches("(")', 'condition', 30, /not RE2/],
  ['signal.title.matches(signal.severity)', 'condition', 22, /written out in quotes/],
  ['signal.a.exists(x, signal.b.exists(y, x == y))', 'condition', 20, /inside another loop/],
  [`signal.title == "${'x'.repeat(2_000)}"`, 'condition', 1, /at most 2000 fit/],
])('%s is refused with its place', (source, kind, column, why) => {
  const found = problem(source, kind);
  expect(found?.why).toMatch(why);
  expect(found?.column).toBe(column);
});

test('a pattern that would hold up other engines is answered at once', () => {
  const title = `${'a'.repeat(5_000)}!`;
  const began = performance.now();
  expect(given('signal.title.matches("^(a+)+$")', { signal: { title } })).toEqual({ ok: true, value: false });
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('nothing of the language underneath is in reach', () => {
  for (const source of ['signal.constructor', 'signal.__proto__', 'signal.labels.toString']) {
    expect(given(`${source} == "x"`).ok).toBe(false);
  }
});

test('whatever is written, it is refused or evaluated, and never thrown', () => {
  const part = fc.constantFrom(
    ...['signal', '.', 'labels', '(', ')', '"a"', '==', '&&', '[', ']', '1', 'matches', 'all', '!', '?', ':'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.anything(), (parts, anything) => {
      const compiled = compile(parts.join(' '), 'condition', ['signal']);
      const facts = { signal: anything as Record<string, unknown> };
      expect(compiled.ok ? typeof compiled.expression.evaluate(facts).ok : 'boolean').toBe('boolean');
    }),
  );
});
