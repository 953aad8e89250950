// What keeps an expression cheap, whatever text it looks at: few nodes, one loop, and patterns that take linear time.
import { RE2JS } from 're2js';

/** With one pass over each list at most (see `bounded`), this bounds the steps of an evaluation. */
export const LIMITS = {
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
export const LINEAR = 'firescribe_matches';

const patterns = new Map<string, RE2JS>();
const MOST_PATTERNS = 500;

export function patternOf(text: string): RE2JS {
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

export class Unbounded extends Error {
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
export function bounded(value: unknown, inLoop = false): unknown {
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
