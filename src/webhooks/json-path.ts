// JSONPath (RFC 9535): by the library, and by a short walk where a path only names members, as nearly all of them do.
import { createRequire } from 'node:module';
import type { JsonValue, query as Query } from 'jsonpath-rfc9535';

const load = createRequire(import.meta.url);
/** Loaded by the first webhook of this kind; most have none, and its forty modules hold two megabytes. */
const query: typeof Query = (...asked) =>
  (load('jsonpath-rfc9535') as { query: typeof Query }).query(...asked);

/** Throws where it is no JSONPath. */
export function requirePath(path: string): void {
  query(null, path);
}

export function isPath(text: string): boolean {
  try {
    requirePath(text);
    return true;
  } catch {
    return false;
  }
}

const STEP = /\.([A-Za-z_]\w*)|\['([^'\\]+)'\]|\["([^"\\]+)"\]|\[(0|[1-9]\d{0,8})\]/y;

type Steps = readonly (string | number)[];

/** The members that a path names one after another; undefined where it does more than that. */
function stepsOf(path: string): Steps | undefined {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) {
      return undefined;
    }
    const [, dotted, single, double, index] = found;
    steps.push(index === undefined ? (dotted ?? single ?? double ?? '') : Number(index));
  }
  return path.startsWith('$') ? steps : undefined;
}

/** By path; they come from the configuration, so that there are few. */
const known = new Map<string, Steps | undefined>();

function knownSteps(path: string): Steps | undefined {
  if (!known.has(path)) {
    known.set(path, stepsOf(path));
  }
  return known.get(path);
}

function member(value: unknown, step: string | number): { value: unknown } | undefined {
  if (typeof step === 'number') {
    return Array.isArray(value) && step < value.length ? { value: value[step] } : undefined;
  }
  const inObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return inObject && Object.hasOwn(value, step)
    ? { value: (value as Record<string, unknown>)[step] }
    : undefined;
}

function walk(body: unknown, steps: Steps): unknown[] {
  let at: { value: unknown } | undefined = { value: body };
  for (const step of steps) {
    at = at && member(at.value, step);
  }
  return at ? [at.value] : [];
}

/** Everything that a path leads to, in the order of the body. The library reads a path anew each time, which takes longer than the walk. */
export function valuesAt(body: unknown, path: string): unknown[] {
  const steps = knownSteps(path);
  return steps ? walk(body, steps) : query(body as JsonValue, path);
}
