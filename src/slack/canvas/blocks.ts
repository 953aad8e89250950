// What a canvas is made of when it is compared: blocks, each with its canonical Markdown and its bare words.
import type { Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { sha256 } from '../../lib/ids.ts';
import { type ReadBlock, readCanvasHtml } from './read-html.ts';

/** `text`: as people read it. */
export type Cell = { print: string; words: string; text: string; children: PhrasingContent[]; id?: string };

export type Block = {
  /** `heading2`, `paragraph`, `bullet`, `number`, `box`, `table`, `blockquote`, `code`, `card`. */
  kind: string;
  node: RootContent;
  /** Digest of it, emphasis and links included. */
  print: string;
  /** Letters and digits alone: equal however the same words are rendered. */
  words: string;
  id?: string;
  /** The id of the list that it is an item of. */
  list?: string;
  /** Of a table. */
  cells?: Cell[][];
  /** The ids of what is in it, where it has none itself. */
  inner?: string[];
};

/** Sixteen digits tell the blocks of one canvas apart. */
const digest = (text: string) => sha256(text).slice(0, 16);

const BREAK_TAG = /^<br\s*\/?>$/i;

/** One way to write the same: white space folded, neighbouring texts joined, line ends of one kind, none at the edges. */
function tidied(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.type === 'html' && !BREAK_TAG.test(node.value)) {
      continue;
    }
    if (node.type === 'text') {
      const value = node.value.replace(/[\s\u200b]+/g, ' ');
      if (last?.type === 'text') {
        last.value = `${last.value}${value}`.replace(/ +/g, ' ');
      } else {
        out.push({ type: 'text', value });
      }
    } else if (node.type === 'break' || node.type === 'html') {
      out.push({ type: 'break' });
    } else if (node.type === 'link') {
      out.push({ type: 'link', url: node.url, children: tidied(node.children) });
    } else if (node.type === 'image') {
      out.push({ type: 'image', url: node.url, alt: node.alt ?? '' });
    } else if (node.type === 'inlineCode') {
      out.push({ type: 'inlineCode', value: node.value });
    } else if ('children' in node) {
      out.push({ type: node.type, children: tidied(node.children) } as PhrasingContent);
    }
  }
  return withoutEdges(out);
}

function withoutEdges(nodes: PhrasingContent[]): PhrasingContent[] {
  const isEdge = (node: PhrasingContent | undefined) =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '');
  while (isEdge(nodes[0])) {
    nodes.shift();
  }
  while (isEdge(nodes.at(-1))) {
    nodes.pop();
  }
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first?.type === 'text') {
    first.value = first.value.trimStart();
  }
  if (last?.type === 'text') {
    last.value = last.value.trimEnd();
  }
  return nodes;
}

/** A block written in the one way that blocks are compared in. */
export function tidy(node: RootContent): RootContent {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    return { ...node, children: tidied(node.children) };
  }
  return 'children' in node
    ? ({ ...node, children: (node.children as RootContent[]).map(tidy) } as RootContent)
    : node;
}

/** Line ends in cells, where Markdown knows no other. */
function forTable(node: Nodes): Nodes {
  return node.type === 'break'
    ? { type: 'html', value: '<br>' }
    : 'children' in node
      ? ({ ...node, children: node.children.map(forTable) } as Nodes)
      : node;
}

/** Markdown as Slack takes it (no addresses in angle brackets). */
export function markdownOf(nodes: readonly RootContent[]): string {
  const children = nodes.map((node) => (node.type === 'table' ? (forTable(node) as Table) : node));
  return toMarkdown(
    { type: 'root', children },
    { bullet: '-', rule: '-', resourceLink: true, extensions: [gfmToMarkdown({ tablePipeAlign: false })] },
  );
}

/** What a cell is replaced with. */
export const cellMarkdown = (children: PhrasingContent[]) =>
  markdownOf([
    { type: 'paragraph', children: children.map((node) => forTable(node) as PhrasingContent) },
  ]).trim();

/** What tells two nodes of one type apart, beside what is in them. */
function marksOf(node: Nodes): unknown[] {
  switch (node.type) {
    case 'heading':
      return [node.depth];
    case 'list':
      return [node.ordered === true];
    case 'listItem':
      return [node.checked ?? null];
    case 'link':
      return [node.url];
    case 'image':
      return [node.url, node.alt ?? ''];
    default:
      return 'value' in node ? [node.value] : [];
  }
}

/** The same for the same Markdown, however it was written; much quicker than writing it. */
const canonical = (node: Nodes): unknown[] => [
  node.type,
  ...marksOf(node),
  ...('children' in node ? node.children.map(canonical) : []),
];

const printOf = (node: Nodes) => digest(JSON.stringify(canonical(node)));

function spoken(node: Nodes): string {
  switch (node.type) {
    case 'image':
      return node.alt || node.url;
    case 'listItem':
      return `${node.checked ? 'x' : ''}${node.children.map(spoken).join(' ')}`;
    default:
      return 'children' in node ? node.children.map(spoken).join('') : 'value' in node ? node.value : '';
  }
}

function wordsOf(node: Nodes, print: string): string {
  const bare = spoken(node)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return digest(bare === '' ? print : bare);
}

function kindOf(node: RootContent): string {
  switch (node.type) {
    case 'heading':
      return `heading${node.depth}`;
    case 'list':
      return typeof node.children[0]?.checked === 'boolean' ? 'box' : node.ordered ? 'number' : 'bullet';
    case 'paragraph': {
      const [only, ...others] = node.children;
      return only?.type === 'image' && others.length === 0 && !/^[@#]/.test(only.url) ? 'card' : 'paragraph';
    }
    default:
      return node.type;
  }
}

export function cellOf(children: PhrasingContent[], id?: string): Cell {
  const print = printOf({ type: 'paragraph', children });
  const words = wordsOf({ type: 'paragraph', children }, print);
  const text = textOf({ type: 'paragraph', children });
  return { print, words, text, children, ...(id ? { id } : {}) };
}

const cellsOf = (node: Table, ids: ReadBlock['ids']): Cell[][] =>
  node.children.map((row, at) =>
    row.children.map(({ children }, column) => cellOf(children, ids?.[at]?.[column])),
  );

/** The digest of a table is made of those of its cells. */
export const tablePrint = (prints: readonly (readonly string[])[]) =>
  digest(prints.map((row) => row.join()).join('|'));

function blockOf({ node: raw, id, ids, list }: ReadBlock): Block[] {
  const node = tidy(raw);
  if (node.type === 'thematicBreak' || node.type === 'definition' || node.type === 'html') {
    return [];
  }
  if ((node.type === 'paragraph' || node.type === 'heading') && node.children.length === 0) {
    return [];
  }
  const cells = node.type === 'table' ? cellsOf(node, ids) : undefined;
  const print = cells ? tablePrint(cells.map((row) => row.map((cell) => cell.print))) : printOf(node);
  const inner = ids?.flat().flatMap((one) => one ?? []) ?? [];
  return [
    {
      kind: kindOf(node),
      node,
      print,
      words: wordsOf(node, print),
      ...(id ? { id } : {}),
      ...(list ? { list } : {}),
      ...(cells ? { cells } : {}),
      ...(inner.length > 0 ? { inner } : {}),
    },
  ];
}

/** The blocks of Markdown of ours. */
export function blocksOfMarkdown(markdown: string): Block[] {
  const { children } = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return children.flatMap((node) =>
    node.type === 'list'
      ? node.children.flatMap((item) =>
          blockOf({
            node: {
              type: 'list',
              ordered: node.ordered ?? false,
              spread: false,
              children: [{ ...item, spread: false }],
            },
          }),
        )
      : blockOf({ node }),
  );
}

/** The blocks that a canvas holds now; undefined where that cannot be read. */
export const blocksOfHtml = (html: string): Block[] | undefined => readCanvasHtml(html)?.flatMap(blockOf);

/** Slack shows the title of a canvas as its first heading, in what it gives back as well; it is no block of anybody's. */
export function withoutTitle(blocks: Block[], title: string | undefined): Block[] {
  const [first, ...others] = blocks;
  const said =
    title && blockOfNode({ type: 'heading', depth: 1, children: [{ type: 'text', value: title }] });
  return first && said && first.kind === said.kind && first.words === said.words ? others : blocks;
}

/** A block of our own making. */
export const blockOfNode = (node: RootContent): Block | undefined => blockOf({ node })[0];
