// From what is wrong with firescribe.yml to one line for each problem: file, line, what is wrong, what would be right.
import type { z } from 'zod';
import type { Given } from './config-lines.ts';
import { nearest } from './incident/words.ts';
import { orList } from './policy/lists.ts';

/** As much of zod's issues as is used. */
type Issue = {
  code?: string | undefined;
  message: string;
  path: PropertyKey[];
  expected?: string;
  values?: readonly unknown[];
  keys?: readonly string[];
  params?: { [name: string]: unknown } | undefined;
  issues?: readonly Issue[];
  errors?: readonly (readonly Issue[])[];
};

/** Each problem once, in the order of lines. `schema`: the JSON Schema that knows which names there are. */
export function problemsIn(
  issues: readonly (z.core.$ZodIssue | Issue)[],
  given: Given,
  schema: object,
): string[] {
  const told = issues
    .flatMap((issue) => plain(issue as Issue))
    .map((issue) => tell(issue, given, schema as Schema));
  const sorted = told.sort((a, b) => a.line - b.line);
  return [...new Set(sorted.map(({ line, text }) => `${given.name}:${line}: ${text}`))];
}

/** One thing wrong each: a union's likeliest branch, each unknown name by itself, a name's own trouble. */
function plain(issue: Issue): Issue[] {
  if (issue.code === 'invalid_union' && issue.errors?.length) {
    const branch = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
    return branch.flatMap((inner) => plain({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({ ...issue, keys: [key] }));
  }
  return issue.code === 'invalid_key'
    ? [{ ...issue, message: issue.issues?.[0]?.message ?? issue.message }]
    : [issue];
}

/** A branch that got further into what was written is likelier meant than one that refused it as a whole. */
const depth = (branch: readonly Issue[]) =>
  Math.max(...branch.map(({ path, code }) => path.length * 2 + (code === 'invalid_type' ? 0 : 1)));

function tell(issue: Issue, given: Given, schema: Schema): { line: number; text: string } {
  const at = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys?.[0] ?? ''] : issue.path;
  const place = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  return { line: nearestLine(at, given), text: `${place}${wordsOf(issue, given, schema)}` };
}

function nearestLine(path: readonly PropertyKey[], given: Given): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = given.lineOf(path.slice(0, length));
    if (line !== undefined) {
      return line;
    }
  }
  return 1;
}

const didYouMean = (word: string, known: readonly string[]) => {
  const meant = nearest(word, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
};

function wordsOf(issue: Issue, given: Given, schema: Schema): string {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys ?? [];
      const known = namesAt(schema, issue.path);
      return `there is no ${key} here${didYouMean(key, known) || `; there is ${known.join(', ')}`}`;
    }
    case 'invalid_value': {
      const known = (issue.values ?? []).map(String);
      const word = String(valueAt(given.value, issue.path));
      return `use ${orList(known)}${didYouMean(word, known)}`;
    }
    case 'invalid_type':
      return /^Invalid input/.test(issue.message)
        ? wrongType(issue, valueAt(given.value, issue.path))
        : issue.message;
    case 'too_small':
      return /^Too small/.test(issue.message) ? 'it is empty, or too small' : issue.message;
    case 'custom': {
      const { word, known } = issue.params ?? {};
      return `${issue.message}${typeof word === 'string' ? didYouMean(word, known as string[]) : ''}`;
    }
    default:
      return issue.message;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, such as [a, b]',
  object: 'lines of `name: value` below it',
  record: 'lines of `name: value` below it',
};

function kindOf(value: unknown): string {
  if (value === undefined) {
    return 'missing';
  }
  if (value === null) {
    return 'empty';
  }
  return Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a section'
      : `a ${typeof value}`.replace('a string', 'a text');
}

function wrongType({ expected = '' }: Issue, value: unknown): string {
  const quotes = expected === 'string' && ['number', 'boolean', 'bigint'].includes(typeof value);
  return `this has to be ${KINDS[expected] ?? expected}, and is ${kindOf(value)}${quotes ? ': put it in quotes' : ''}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

type Schema = {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: readonly Schema[];
};

/** Every name that may stand at the path. */
function namesAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  const branches = [schema, ...(schema.anyOf ?? [])];
  const [key, ...rest] = path;
  if (key === undefined) {
    return branches.flatMap((branch) => Object.keys(branch.properties ?? {}));
  }
  return branches.flatMap((branch) => {
    const { properties, additionalProperties, items } = branch;
    const inner =
      typeof key === 'number'
        ? items
        : (properties?.[String(key)] ??
          (typeof additionalProperties === 'object' ? additionalProperties : undefined));
    return inner ? namesAt(inner, rest) : [];
  });
}
