// Expressions of users' rules, in CEL: checked when they are loaded, evaluated over plain data, bounded in what they cost.
import { Environment } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';
import { RE2JS } from 're2js';

/** What an expression may look at. */
export type Variable = 'signal' | 'incident' | 'event';

/** Plain JSON by variable; an absent one is empty. */
export type Facts = { readonly [V in Variable]?: Readonly<Record<string, unknown>> };

/** `ok: false`: a field is missing, or two kinds of value were compared. A rule then does not match. */
export type Evaluated = { ok: true; value: unknown } | { ok: false; why: string };

export type Expression = { source: string; evaluate(facts: Facts): Evaluated };

/** Why an expression cannot be used, and where. */
export type Problem = {
  /** A sentence without the place: `Unknown variable: signl`. */
  why: string;
  /** 1-based, in letters of the expression. */
  column: number;
};

export type Compiled = { ok: true; expression: Expression } | { ok: false; problem: Problem };

/** `condition`: true or false. `text`: a string, number or truth value, used as a word. */
export type Kind = 'condition' | 'text';

/** Longer ones belong into several rules. Letters. */
const LONGEST = 2_000;
/** With one pass over each list at most (see `requireBounded`), this bounds the steps of an evaluation. */
const LIMITS = {
  maxAstNodes: 500,
  maxDepth: 40,
  maxListElements: 200,
  maxMapEntries: 100,
  maxCallArguments: 8,
};

/** Functions that take an expression for each element of a list. */
const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

type Node = { op: string; args: unknown; start: number };

/** The library runs patterns by the language's own engine, which foreign text can hold up for hours; this one is linear. */
const LINEAR = 'firescribe_matches';

const patterns = new Map<string, RE2JS>();
const MOST_PATTERNS = 500;

function patternOf(text: string): RE2JS {
  const known = patterns.get(text);
  if (known) {
    return known;
  }
  const made = RE2JS.compile(text);
  if (patterns.size >= MOST_PATTERNS) {
    patterns.clear();
  }
  patterns.set(text, made);
  return made;
}

const ENVIRONMENTS = new Map<string, Environment>();

function environmentFor(variables: readonly Variable[]): Environment {
  const name = variables.join();
  const known = ENVIRONMENTS.get(name);
  if (known) {
    return known;
  }
  const made = new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS });
  for (const variable of variables) {
    made.registerVariable(variable, 'map');
  }
  made.registerFunction(`string.${LINEAR}(string): bool`, (text: string, pattern: string) =>
    patternOf(pattern).matcher(text).find(),
  );
  ENVIRONMENTS.set(name, made);
  return made;
}

class Unbounded extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = 'Unbounded';
    this.at = at;
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'op' in value;

/** The same tree with linear patterns. Throws where a loop stands in a loop, and where a pattern is not written out. */
function bounded(value: unknown, inLoop = false): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => bounded(one, inLoop));
  }
  if (!isNode(value)) {
    return value;
  }
  const { op, args, start } = value;
  if (op !== 'rcall') {
    return { op, args: bounded(args, inLoop), start };
  }
  const [name, on, given] = args as [string, Node, Node[]];
  const loops = LOOPS.has(name);
  if (loops && inLoop) {
    throw new Unbounded(`${name}() inside another loop would cost too much; use one loop`, start);
  }
  if (name === 'matches') {
    requirePattern(given[0], start);
  }
  const called = name === 'matches' ? LINEAR : name;
  return { op, start, args: [called, bounded(on, inLoop), bounded(given, inLoop || loops)] };
}

function requirePattern(given: Node | undefined, start: number): void {
  if (given?.op !== 'value' || typeof given.args !== 'string') {
    throw new Unbounded('matches() takes a pattern written out in quotes', given?.start ?? start);
  }
  try {
    patternOf(given.args);
  } catch (error) {
    throw new Unbounded(`the pattern of matches() is not RE2: ${(error as Error).message}`, given.start);
  }
}

const GIVES: Readonly<Record<Kind, readonly string[]>> = {
  condition: ['bool', 'dyn'],
  text: ['string', 'int', 'uint', 'double', 'bool', 'dyn'],
};

const SHOULD_GIVE: Readonly<Record<Kind, string>> = {
  condition: 'true or false',
  text: 'a word or a number',
};

/** Checks syntax, names and types. Never throws; the source is not trusted further than its bounds. */
export function compile(source: string, kind: Kind, variables: readonly Variable[]): Compiled {
  const problem = (why: string, at = 0): Compiled => ({ ok: false, problem: { why, column: at + 1 } });
  if (source.length > LONGEST) {
    return problem(`it is ${source.length} letters long; at most ${LONGEST} fit. Make several rules of it`);
  }
  const environment = environmentFor(variables);
  try {
    const parsed = environment.parse(source);
    const { valid, type = 'dyn', error } = parsed.check();
    if (!valid) {
      return problem(summaryOf(error), error?.range?.start);
    }
    if (!GIVES[kind].includes(type)) {
      return problem(`it gives ${type}, but should give ${SHOULD_GIVE[kind]}`);
    }
    const run = environment.parse(serialize(bounded(parsed.ast) as typeof parsed.ast));
    return { ok: true, expression: { source, evaluate: (facts) => evaluated(run, kind, variables, facts) } };
  } catch (error) {
    return error instanceof Unbounded
      ? problem(error.message, error.at)
      : problem(summaryOf(error), (error as { range?: { start: number } }).range?.start);
  }
}

function summaryOf(error: unknown): string {
  const { summary, message } = error as { summary?: string; message?: string };
  return summary ?? message ?? String(error);
}

function evaluated(
  run: (facts: Record<string, unknown>) => unknown,
  kind: Kind,
  variables: readonly Variable[],
  facts: Facts,
): Evaluated {
  try {
    const value = run(Object.fromEntries(variables.map((name) => [name, facts[name] ?? {}])));
    if (kind === 'condition') {
      return typeof value === 'boolean'
        ? { ok: true, value }
        : { ok: false, why: 'it gave neither true nor false' };
    }
    return ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
      ? { ok: true, value: String(value) }
      : { ok: false, why: 'it gave no word' };
  } catch (error) {
    return { ok: false, why: summaryOf(error) };
  }
}

/** Whether a condition holds; false where it cannot be told. */
export function holds(condition: Expression, facts: Facts): boolean {
  const result = condition.evaluate(facts);
  return result.ok && result.value === true;
}
