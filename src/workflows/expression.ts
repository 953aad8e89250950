// Expressions of users' rules, in CEL: checked when they are loaded, evaluated over plain data, bounded in what they cost.
import { Environment } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';
import { bounded, LIMITS, LINEAR, patternOf, Unbounded } from './expression-bounds.ts';
import { FIELDS, LINKS, plainTypes, type Shape, unknownField, type Variable } from './expression-fields.ts';

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
const ENVIRONMENTS = new Map<string, Environment>();
const TYPED = new Map<string, Environment>();

/** Knows the fields and their types, and is asked when a file is read. What runs takes whatever is there. */
function typedFor(variables: readonly Variable[]): Environment {
  const name = variables.join();
  const made = TYPED.get(name) ?? new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS });
  if (!TYPED.has(name)) {
    for (const variable of variables) {
      made.registerVariable({ name: variable, schema: FIELDS[variable] });
    }
    TYPED.set(name, made);
  }
  return made;
}

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

const GIVES: Readonly<Record<Kind, readonly string[]>> = {
  condition: ['bool', 'dyn'],
  text: ['string', 'int', 'uint', 'double', 'bool', 'dyn'],
};

const SHOULD_GIVE: Readonly<Record<Kind, string>> = {
  condition: 'true or false',
  text: 'a word or a number',
};

/** What the configuration says besides: names of roles. */
type Names = { roles?: readonly string[] };

function shapesOf(variables: readonly Variable[], { roles }: Names): Record<string, Shape> {
  const held = roles && Object.fromEntries(roles.map((role) => [role, 'string' as const]));
  const shapes: Record<Variable, Shape> = {
    ...FIELDS,
    signal: { ...FIELDS.signal, links: LINKS },
    ...(held ? { incident: { ...FIELDS.incident, roles: held } } : {}),
  };
  return Object.fromEntries(variables.map((name) => [name, shapes[name]]));
}

/**
 * As `compile`, for whoever reads a file: names of fields that there are not, and comparisons that never hold, are refused as well.
 */
export function check(
  source: string,
  kind: Kind,
  variables: readonly Variable[],
  names: Names = {},
): Problem | undefined {
  const compiled = compile(source, kind, variables);
  if (!compiled.ok) {
    return compiled.problem;
  }
  const shapes = shapesOf(variables, names);
  const parsed = typedFor(variables).parse(source);
  const unknown = unknownField(parsed.ast, shapes);
  if (unknown) {
    return { why: unknown.why, column: unknown.at + 1 };
  }
  const { error } = parsed.check();
  return error && { why: plainTypes(summaryOf(error), shapes), column: (error.range?.start ?? 0) + 1 };
}

/** Checks syntax, variables and types. Never throws; the source is not trusted further than its bounds. */
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
