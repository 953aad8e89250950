// firescribe.yml as it is written: its values, and on which line each stands.
import { createRequire } from 'node:module';
import type { Document, Node, YAMLParseError } from 'yaml';

/** Loaded where there is a file to read: it takes two megabytes for as long as the process runs. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml');

/** What is written in the file, before anything is made of it. */
export type Given = {
  name: string;
  value: unknown;
  /** The line on which the path stands, 1-based; undefined where it is not written. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
  problems: string[];
};

/** Nothing is written: there is no file. */
export const nothingGiven = (name: string): Given => ({
  name,
  value: {},
  lineOf: () => undefined,
  problems: [],
});

/** More than any section needs, and little enough for whatever walks through it. */
const DEEPEST = 30;
const TOO_DEEP = `it is nested more than ${DEEPEST} levels deep; no section needs that`;

/** The first path that goes too deep. */
function tooDeep(value: unknown): PropertyKey[] | undefined {
  const waiting: { value: unknown; path: PropertyKey[] }[] = [{ value, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: outer, path } = next;
    if (path.length > DEEPEST) {
      return path;
    }
    if (typeof outer === 'object' && outer !== null) {
      const keyed = Array.isArray(outer) ? [...outer.entries()] : Object.entries(outer);
      waiting.push(...keyed.map(([key, inner]) => ({ value: inner, path: [...path, key] })));
    }
  }
  return undefined;
}

/** The parser calls itself for each level, and tells of its own end as of a mistake in the text. */
const EXHAUSTED = /call stack|stack overflow/i;

function wordsOf(error: YAMLParseError): string | undefined {
  if (EXHAUSTED.test(error.message)) {
    return TOO_DEEP;
  }
  return error.code === 'MULTIPLE_DOCS'
    ? 'a second document begins here; keep one, and take out the line with ---'
    : error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '');
}

function plainValue(
  document: Document,
  name: string,
  lineOf: Given['lineOf'],
): Pick<Given, 'value' | 'problems'> {
  try {
    const value: unknown = document.toJS() ?? {};
    const deep = tooDeep(value);
    return deep === undefined
      ? { value, problems: [] }
      : { value: {}, problems: [`${name}:${lineOf(deep) ?? 1}: ${TOO_DEEP}`] };
  } catch (error) {
    // An alias that goes nowhere, or grows beyond bounds.
    const why = error instanceof RangeError ? TOO_DEEP : (error as Error).message;
    return { value: {}, problems: [`${name}:1: ${why}`] };
  }
}

export function readYaml(text: string, name: string): Given {
  const { isMap, LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: lines });
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    return { ...nothingGiven(name), problems: [`${name}:1: ${TOO_DEEP}`] };
  }
  const place = (offset: number) => `${name}:${lines.linePos(offset).line}`;
  const lineOf: Given['lineOf'] = (path) => {
    const parent = document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => String(item.key) === String(path.at(-1)))
      : undefined;
    const node = (pair?.key ?? document.getIn(path, true)) as Node | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : undefined;
  };
  const problems = [...new Set(document.errors.map((error) => `${place(error.pos[0])}: ${wordsOf(error)}`))];
  return problems.length > 0
    ? { name, value: {}, lineOf, problems }
    : { name, lineOf, ...plainValue(document, name, lineOf) };
}
