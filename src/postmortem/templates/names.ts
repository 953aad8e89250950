// Whether every name, filter and section in a template is one that there is, and stands where it can.

import { nearest } from '../../incident/words.ts';
import { named } from '../../lib/named.ts';
import { orList } from '../../policy/lists.ts';
import { FILTERS, joins } from './filters.ts';
import { aFact, forloop, SHOWABLE, type Shape } from './shape.ts';
import { type FilterNode, lineOf, type Node, type Part, type Valued } from './tree.ts';

export type Problem = { line: number; why: string };

type Look = {
  scope: ReadonlyMap<string, Shape>;
  /** The line of whatever is looked at. */
  line: number;
  say(why: string, line?: number): void;
};

/** `; did you mean owner?`, else what there is. */
export function instead(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === undefined ? `; there is ${orList(known) || 'none'}` : `; did you mean ${meant}?`;
}

function fieldIn(shape: Shape, name: string, path: string, look: Look): Shape | undefined {
  const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
  if (field === undefined) {
    const known = Object.keys(shape.fields);
    const where = path === '' ? 'There is no' : `${path} has no`;
    const hint =
      shape.of !== undefined
        ? '; it is a list: take one with `first`, or `for … in`'
        : known.length === 0
          ? ''
          : instead(name, known);
    look.say(`${where} ${name}${hint}`);
  }
  return field;
}

/** What a path leads to; undefined where it leads nowhere, which is said, or is a literal. */
function shapeOfPath(part: Part, around: Look): Shape | undefined {
  const line = lineOf(part);
  const look: Look = { ...around, line, say: (why) => around.say(why, line) };
  const [root, ...steps] = part.props ?? [];
  const name = String(root?.content);
  const top: Shape = { what: '', prints: false, fields: Object.fromEntries(look.scope) };
  let shape = fieldIn(top, name, '', look);
  let path = name;
  for (const step of steps) {
    if (shape === undefined) {
      return undefined;
    }
    if (typeof step.content !== 'string') {
      look.say(`${path} is asked for something that is no plain name; write it as ${path}.name`);
      return undefined;
    }
    shape = fieldIn(shape, step.content, path, look);
    path = `${path}.${step.content}`;
  }
  return shape;
}

function shapeOfPart(part: Part, look: Look): Shape | undefined {
  if (part.lhs !== undefined) {
    look.say('a range such as (1..5) is not on record; loop over what is');
    return undefined;
  }
  return part.props === undefined ? undefined : shapeOfPath(part, look);
}

function filtered(shape: Shape | undefined, { name, args }: FilterNode, look: Look): Shape | undefined {
  const filter = named(FILTERS, name);
  if (filter === undefined) {
    // The escaping that the engine adds has no name of ours.
    return shape;
  }
  const [least, most] = filter.arguments;
  if (args.length < least || args.length > most) {
    look.say(
      `${name} takes ${least === most ? least : `${least} to ${most}`} of what stands behind its colon`,
    );
  }
  if (shape !== undefined && shape.of === undefined) {
    look.say(`${name} works on a list, and this is ${shape.what}`);
    return undefined;
  }
  if (name === 'where' && shape?.of !== undefined) {
    const [field] = args;
    const wanted = Array.isArray(field) ? undefined : (field as Part | undefined)?.content;
    if (typeof wanted === 'string') {
      fieldIn(shape.of, wanted, 'an element', look);
    } else {
      look.say('where names a field in quotation marks: where: "status", "open"');
    }
  }
  const [between] = args;
  if (name === 'join' && between !== undefined && !joins((between as Part).content)) {
    look.say('join puts a comma, a slash, a dash or “ and ” between facts, and no other words');
  }
  return filter.gives === 'same' ? shape : filter.gives === 'element' ? shape?.of : aFact;
}

function shapeOfValue({ initial, filters }: Valued, look: Look): Shape | undefined {
  const shapes = initial.postfix.map((part) => shapeOfPart(part, look));
  const first = initial.postfix.length === 1 ? shapes[0] : undefined;
  return filters.reduce<Shape | undefined>((shape, filter) => filtered(shape, filter, look), first);
}

function lookAtSection({ id = '' }: Node, look: Look): void {
  if (id === 'how-made') {
    look.say('how-made stands at the end of every review by itself; leave it out');
  } else if (!SHOWABLE.some((one) => one === id)) {
    look.say(`there is no section ${id || '(write its name behind the word)'}${instead(id, SHOWABLE)}`);
  }
}

function lookAtLoop(node: Node, look: Look): void {
  const { variable = '', collection, hash, templates = [], elseTemplates = [] } = node;
  const shape = collection && shapeOfPart(collection, look);
  if (shape !== undefined && shape.of === undefined) {
    look.say(`a loop goes over a list, and this is ${shape.what}`);
  }
  for (const part of Object.values(hash?.hash ?? {})) {
    if (part !== undefined) {
      shapeOfPart(part, look);
    }
  }
  const inner = new Map([...look.scope, ['forloop', forloop], [variable, shape?.of ?? aFact]]);
  lookAtNodes(templates, { ...look, scope: inner });
  lookAtNodes(elseTemplates, look);
}

function lookAtOutput({ value }: Node, look: Look): void {
  const shape = value && shapeOfValue(value, look);
  if (shape !== undefined && !shape.prints) {
    look.say(
      shape.of === undefined
        ? `this is ${shape.what} and cannot be printed; name one of ${orList(Object.keys(shape.fields)) || 'its parts'}`
        : 'this is a list; print it with `join`, or each of it in `for … in`',
    );
  }
}

/** A name that an assign gave is known from there to the end of its block. */
function lookAtNodes(nodes: readonly Node[], around: Look): void {
  const scope = new Map(around.scope);
  for (const node of nodes) {
    const line = lineOf(node.token);
    const look: Look = { ...around, scope, line, say: (why, at = line) => around.say(why, at) };
    if (node.name === 'section') {
      lookAtSection(node, look);
    } else if (node.name === 'for') {
      lookAtLoop(node, look);
    } else if (node.name === 'assign' && node.value !== undefined) {
      scope.set(node.key ?? '', shapeOfValue(node.value, look) ?? aFact);
    } else if (node.name === undefined && node.value !== undefined) {
      lookAtOutput(node, look);
    } else {
      lookAtBranches(node, look);
    }
  }
}

function lookAtBranches({ value, branches = [], elseTemplates = [] }: Node, look: Look): void {
  if (value !== undefined) {
    shapeOfValue(value, look);
  }
  for (const branch of branches) {
    if (branch.value !== undefined) {
      shapeOfValue(branch.value, look);
    }
    for (const part of branch.values ?? []) {
      shapeOfPart(part, look);
    }
    lookAtNodes(branch.templates, look);
  }
  lookAtNodes(elseTemplates, look);
}

export function nameProblems(nodes: readonly Node[], root: Shape): Problem[] {
  const problems: Problem[] = [];
  const say = (why: string, line = 1) => problems.push({ line, why });
  lookAtNodes(nodes, { scope: new Map(Object.entries(root.fields)), line: 1, say });
  return problems;
}
