// Owns what Markdown a canvas takes: one text becomes blocks, or Slack's sentence about the line it refuses.
import type { Nodes, Root, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** Slack's docs: cells of one table. */
const MOST_CELLS = 300;
const DEEPEST_HEADING = 3;

/** Names Slack's sentences use for kinds of blocks. */
const names: Record<string, string> = {
  list: 'List',
  blockquote: 'BlockQuote',
  heading: 'Heading',
  table: 'Table',
  code: 'CodeBlock',
  thematicBreak: 'ThematicBreak',
  footnoteDefinition: 'FootnoteDefinition',
};

export const parseMarkdown = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** The text a reader sees, without marks. */
export const visibleText = (markdown: string): string => textOf(parseMarkdown(markdown));

/** The top-level blocks as Markdown each, or why Slack refuses the text. */
export function readMarkdown(markdown: string): { blocks: string[] } | { detail: string } {
  const root = parseMarkdown(markdown);
  const refusal = firstRefusal(root, markdown);
  if (refusal) {
    return { detail: `'content' error: line ${refusal.line}: ${refusal.why}` };
  }
  const blocks = root.children.filter((node) => node.type !== 'definition');
  return { blocks: blocks.map((node) => sourceOf(node, root, markdown)) };
}

type Refusal = { line: number; why: string };

function firstRefusal(root: Root, markdown: string): Refusal | undefined {
  for (const node of root.children) {
    const why = refusalWithin(node, undefined, markdown);
    if (why) {
      return why;
    }
  }
  return undefined;
}

function refusalWithin(node: Nodes, inside: string | undefined, markdown: string): Refusal | undefined {
  const why = whyNot(node, inside, markdown);
  if (why) {
    return { line: node.position?.start.line ?? 1, why };
  }
  if (!('children' in node)) {
    return undefined;
  }
  const around = node.type === 'blockquote' ? 'block quote' : node.type === 'list' ? 'list' : inside;
  for (const child of node.children) {
    const refusal = refusalWithin(child, around, markdown);
    if (refusal) {
      return refusal;
    }
  }
  return undefined;
}

/** What may stand in a quote or a list besides plain paragraphs. Where Slack says nothing, we refuse. */
const allowedInside: Record<string, string[]> = { 'block quote': [], list: ['list'] };

function whyNot(node: Nodes, inside: string | undefined, markdown: string): string | undefined {
  const name = names[node.type];
  if (name && inside && !allowedInside[inside]?.includes(node.type)) {
    return `Unsupported block type (${name}) within ${inside}`;
  }
  switch (node.type) {
    case 'heading':
      return node.depth > DEEPEST_HEADING ? `Unsupported heading depth (${node.depth})` : undefined;
    case 'table':
      return cells(node) > MOST_CELLS ? `Unsupported table type (more than ${MOST_CELLS} cells)` : undefined;
    case 'footnoteDefinition':
      return 'Unsupported block type (FootnoteDefinition)';
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? undefined : 'Unsupported input';
    case 'link':
      return slice(node, markdown).startsWith('<') ? 'Unsupported input' : undefined;
    default:
      return undefined;
  }
}

const cells = (table: Table) => table.children.reduce((sum, row) => sum + row.children.length, 0);

const slice = (node: Nodes, markdown: string) =>
  markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);

/** The source of a block, with references to definitions elsewhere written out, since each block is kept alone. */
function sourceOf(node: RootContent, root: Root, markdown: string): string {
  const start = node.position?.start.offset ?? 0;
  let source = slice(node, markdown);
  for (const reference of referencesIn(node).reverse()) {
    const target = root.children.find(
      (other) => other.type === 'definition' && other.identifier === reference.identifier,
    );
    if (target?.type === 'definition') {
      const label =
        reference.type === 'imageReference' ? `![${reference.alt ?? ''}]` : `[${textOf(reference)}]`;
      const from = (reference.position?.start.offset ?? 0) - start;
      const to = (reference.position?.end.offset ?? 0) - start;
      source = `${source.slice(0, from)}${label}(${target.url})${source.slice(to)}`;
    }
  }
  return source;
}

type Reference = Extract<Nodes, { type: 'linkReference' | 'imageReference' }>;

function referencesIn(node: Nodes): Reference[] {
  if (node.type === 'linkReference' || node.type === 'imageReference') {
    return [node];
  }
  return 'children' in node ? node.children.flatMap((child) => referencesIn(child)) : [];
}
