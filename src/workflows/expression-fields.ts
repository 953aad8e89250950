// The fields that expressions may look at: a name that there is not would never match, and is refused when the file is read.
import type { Signal } from '../incident/values.ts';
import { nearest } from '../incident/words.ts';

/** `dyn`: anything, and so are the fields of what is unlike our own (an event's values). Names of labels are open, too. */
export type Shape = 'string' | 'bool' | 'dyn' | 'map<string, string>' | { readonly [field: string]: Shape };

/** As facts.ts and rules.ts give them; a test holds them together. Numbers are `dyn`: theirs are of one kind, the language's of three. */
export const FIELDS = {
  signal: {
    vendor: 'string',
    state: 'string',
    title: 'string',
    description: 'string',
    severity: 'string',
    priority: 'string',
    service: 'string',
    team: 'string',
    labels: 'map<string, string>',
    links: 'map<string, string>',
    startsAt: 'dyn',
  },
  incident: {
    number: 'dyn',
    kind: 'string',
    status: 'string',
    service: 'string',
    team: 'string',
    private: 'bool',
    title: 'string',
    severity: { id: 'string', label: 'string', rank: 'dyn', chosen: 'bool' },
    roles: 'map<string, string>',
    counts: { messages: 'dyn', pins: 'dyn', signals: 'dyn', firing: 'dyn', people: 'dyn' },
    minutes: 'dyn',
    declaredBy: 'string',
    openTasks: 'dyn',
  },
  event: { kind: 'string', by: { kind: 'string', id: 'string', name: 'string' }, data: 'dyn' },
} as const satisfies Record<string, Shape>;

/** A map that an expression may count and search, though its names are ours. */
export const LINKS = { runbook: 'string', source: 'string', dashboard: 'string' } as const satisfies Record<
  keyof Signal['links'],
  Shape
>;

/** What an expression may look at. */
export type Variable = keyof typeof FIELDS;

type Node = { op: string; args: unknown; start: number; end: number };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'op' in value;

/** The name that is asked for, where it is written out: `a.name`, `a["name"]`. */
function fieldOf({ op, args }: Node): { on: Node; name: string } | undefined {
  if (op !== '.' && op !== '[]') {
    return undefined;
  }
  const [on, asked] = args as [Node, string | Node];
  const name = typeof asked === 'string' ? asked : asked.op === 'value' ? asked.args : undefined;
  return typeof name === 'string' ? { on, name } : undefined;
}

type Known = { shape: Shape; path: string };

function known(node: Node, variables: Readonly<Record<string, Shape>>): Known | undefined {
  if (node.op === 'id') {
    const path = String(node.args);
    const shape = variables[path];
    return shape === undefined ? undefined : { shape, path };
  }
  const field = fieldOf(node);
  const outer = field && known(field.on, variables);
  const inner = outer && typeof outer.shape === 'object' ? outer.shape[field.name] : undefined;
  return inner === undefined ? undefined : { shape: inner, path: `${outer?.path}.${field?.name}` };
}

function wordsFor(name: string, { shape, path }: Known): string {
  const there = Object.keys(shape);
  const meant = nearest(name, there);
  return `${path} has no ${name}; ${meant === undefined ? `it has ${there.join(', ')}` : `did you mean ${meant}?`}`;
}

/** The first name that there is not: what is wrong with it, and where it stands (0-based). A loop's own names may be those of variables. */
export function unknownField(
  node: unknown,
  variables: Readonly<Record<string, Shape>>,
): { why: string; at: number } | undefined {
  if (Array.isArray(node)) {
    return node.map((one) => unknownField(one, variables)).find((found) => found !== undefined);
  }
  if (!isNode(node)) {
    return undefined;
  }
  const field = fieldOf(node);
  const outer = field && known(field.on, variables);
  if (outer && typeof outer.shape === 'object' && !Object.hasOwn(outer.shape, field.name)) {
    const quoted = node.op === '[]';
    return { why: wordsFor(field.name, outer), at: node.end - field.name.length - (quoted ? 2 : 0) };
  }
  return unknownField(node.args, withoutLoopName(node, variables));
}

function withoutLoopName({ op, args }: Node, variables: Readonly<Record<string, Shape>>) {
  const [, , given] = op === 'rcall' ? (args as [string, Node, unknown]) : [];
  const first: unknown = Array.isArray(given) ? given[0] : undefined;
  if (!isNode(first) || first.op !== 'id' || (given as Node[]).length < 2) {
    return variables;
  }
  const { [String(first.args)]: _loop, ...others } = variables;
  return others;
}

/** `$incident.severity`, as the checker calls what it made of our fields, by the path and with what there is in it. */
export function plainTypes(summary: string, variables: Readonly<Record<string, Shape>>): string {
  const path = /\$([\w.]+)/.exec(summary)?.[1]?.split('.') ?? [];
  const shape = path.reduce<Shape | undefined>(
    (outer, name) => (typeof outer === 'object' ? outer[name] : undefined),
    variables,
  );
  const there = typeof shape === 'object' && path.length > 0 ? Object.keys(shape).join(', ') : '';
  return `${summary.replaceAll('$', '')}${there && `; ${path.join('.')} has ${there}`}`;
}
