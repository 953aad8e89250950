// Owns the words Slack uses for what is wrong with a block: zod's issues in, Slack's messages and JSON pointers out.
import type { z } from 'zod';

/** One thing wrong. `pointer` is a JSON pointer from the root of what was checked ('' is the root itself). */
export type BlockError = {
  message: string;
  pointer: string;
  /** Set when Slack refuses the whole call with a code of its own instead of `invalid_blocks`. */
  error?: string;
};

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const pointerTo = (path: Path) => path.map((key) => `/${String(key)}`).join('');

/** The value at `path`, or undefined where there is none. */
function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined),
    root,
  );
}

const articles: Record<string, string> = {
  string: 'a string',
  object: 'an object',
  array: 'an array',
  boolean: 'a boolean',
  number: 'a number',
  int: 'an integer',
};

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): string {
  const most = Number(issue.maximum);
  switch (issue.origin) {
    case 'string':
      return `must be less than ${most + 1} characters`;
    case 'array':
      return `no more than ${most} items allowed`;
    default:
      return `must be less than ${most}`;
  }
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): string {
  const least = Number(issue.minimum);
  switch (issue.origin) {
    case 'string':
      return `must be more than ${least - 1} characters`;
    case 'array':
      return `must provide at least ${least} items`;
    default:
      return `must be greater than ${least}`;
  }
}

const missing = (path: Path): BlockError => ({
  message: `missing required field: ${String(path.at(-1))}`,
  pointer: pointerTo(path.slice(0, -1)),
});

function plainly(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must provide ${articles[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_value':
    case 'invalid_union':
      return issue.path.at(-1) === 'type' ? `unsupported type: ${value}` : 'must be a valid enum value';
    case 'invalid_format':
      return `must match pattern: ${issue.pattern ?? issue.format}`;
    default:
      return issue.message;
  }
}

function translate(issue: Issue, root: unknown): BlockError[] {
  const value = valueAt(root, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      message: `invalid additional property: ${key}`,
      pointer: pointerTo(issue.path),
    }));
  }
  if (value === undefined && issue.code !== 'custom' && issue.path.length > 0) {
    return [missing(issue.path)];
  }
  return [{ message: plainly(issue, value), pointer: pointerTo(issue.path) }];
}

const textTypes = new Set(['plain_text', 'mrkdwn']);
const noMatch = 'failed to match all allowed schemas';

/** Slack says of a text object with something wrong inside first that it matched no schema, then what it was. */
function textObjectAround(issue: Issue, root: unknown): BlockError[] {
  const parent = issue.path.slice(0, -1);
  const type = valueAt(root, [...parent, 'type']);
  return typeof type === 'string' && textTypes.has(type) && issue.path.length > 1
    ? [{ message: noMatch, pointer: pointerTo(parent) }]
    : [];
}

/** Slack's messages for zod's issues with `root`, each said once, in order. */
export function inSlackWords(issues: readonly Issue[], root: unknown): BlockError[] {
  const said = new Set<string>();
  return issues
    .flatMap((issue) => [...textObjectAround(issue, root), ...translate(issue, root)])
    .filter(({ message, pointer }) => {
      const line = `${message} ${pointer}`;
      return said.has(line) ? false : Boolean(said.add(line));
    });
}

/** One line as Slack writes it: the message, then where. `under` is the argument's own pointer, such as `/blocks`. */
export const errorLine = (error: BlockError, under: string) =>
  `${error.message} [json-pointer:${under}${error.pointer}]`;
