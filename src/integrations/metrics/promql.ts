// What an alert's PromQL expression says: what is measured, and the threshold it is held against.
import { createRequire } from 'node:module';
import type { SyntaxNode } from '@lezer/common';

export type Measured = { query: string; threshold?: number; unit?: string };

/** Loaded with the first expression: most who run this name no metrics, and it takes a megabyte. */
const grammar = (): typeof import('@prometheus-io/lezer-promql') =>
  createRequire(import.meta.url)('@prometheus-io/lezer-promql');

const COMPARISONS = new Set(['Gtr', 'Gte', 'Lss', 'Lte', 'Eql', 'Neq']);
/** Of these the left side is what comes out; the right side only decides when. */
const CONDITIONS = new Set(['And', 'Unless']);

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

type Sides = { left: SyntaxNode; operator: string; right: SyntaxNode };

function sidesOf(node: SyntaxNode): Sides | undefined {
  const children = childrenOf(node);
  const [left, operator] = children;
  const right = children.at(-1);
  return node.name === 'BinaryExpr' && left && operator && right
    ? { left, operator: operator.name, right }
    : undefined;
}

/** Prometheus' numbers (its docs, "Float literals"); hexadecimal and durations are no thresholds that people write. */
function numberIn(node: SyntaxNode, text: string): number | undefined {
  const written = text.slice(node.from, node.to).replace(/[\s()]/g, '');
  const value = /^[-+]?[\d._]+(?:e[-+]?\d+)?$/i.test(written)
    ? Number(written.replaceAll('_', ''))
    : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Without its parentheses, and without the conditions under which it counts. */
function core(node: SyntaxNode): SyntaxNode {
  const inner = node.name === 'ParenExpr' ? childrenOf(node)[0] : undefined;
  const sides = sidesOf(node);
  const next = inner ?? (sides && CONDITIONS.has(sides.operator) ? sides.left : undefined);
  return next ? core(next) : node;
}

/** A unit that the metric's own name says (Prometheus' docs, "Metric and label naming"); where in doubt, none. */
function unitOf(query: string): string | undefined {
  const names = [
    ...query.matchAll(/[a-zA-Z_:][\w:]*(?=\s*[{[])|\b[a-zA-Z_:][\w:]*_(?:seconds|bytes|ratio)\b/g),
  ].map(([name]) => name);
  const own = new Set(names.map((name) => name.replace(/_(?:bucket|sum|count|total)$/, '')));
  const [only] = own;
  if (own.size !== 1 || only === undefined || /\//.test(query)) {
    return undefined;
  }
  const counted = /\b(?:rate|irate|increase)\s*\(/.test(query) && !/histogram_quantile/.test(query);
  return counted ? undefined : /_(seconds|bytes|ratio)$/.exec(only)?.[1];
}

/**
 * What to draw for an alert's expression: without its comparison, which would leave holes wherever the alert did not fire.
 * An expression that is not understood is drawn as it stands.
 */
export function measuredBy(expression: string): Measured {
  const whole: Measured = { query: expression.trim() };
  const tree = grammar().parser.parse(expression);
  const top = tree.topNode.firstChild;
  if (!top || hasErrors(tree.topNode)) {
    return whole;
  }
  const node = core(top);
  const sides = sidesOf(node);
  const compared = sides && COMPARISONS.has(sides.operator) ? sides : undefined;
  const [side, threshold] = !compared
    ? [node, undefined]
    : numberIn(compared.right, expression) !== undefined
      ? [compared.left, numberIn(compared.right, expression)]
      : [compared.right, numberIn(compared.left, expression)];
  if (compared && threshold === undefined) {
    // Compared with another series: the left side is what people ask about.
    return withUnit(expression.slice(compared.left.from, compared.left.to));
  }
  const query = expression.slice(side.from, side.to).trim();
  return { ...withUnit(query), ...(threshold === undefined ? {} : { threshold }) };
}

function withUnit(query: string): Measured {
  const unit = unitOf(query);
  return { query, ...(unit ? { unit } : {}) };
}

function hasErrors(node: SyntaxNode): boolean {
  return node.type.isError || childrenOf(node).some(hasErrors);
}
