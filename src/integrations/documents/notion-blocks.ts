// A document as blocks of Notion, within its limits: 100 children, two levels in one request (its docs, "Request limits").
import type { BlockContent, Code, List, ListItem, RootContent, Table } from 'mdast';
import { inlines, oneRow, type RichText, richText, rowsOf } from './notion-text.ts';
import { clean, markupOf } from './reading.ts';

export type Block = { object: 'block'; type: string; [body: string]: unknown };

const MOST_CHILDREN = 100;

const block = (type: string, body: object): Block => ({ object: 'block', type, [type]: body });

const texts = (type: string, text: readonly RichText[], more: object = {}): Block =>
  block(type, { rich_text: text, ...more });

/** The first row of a text in a block of its kind, the rows after it in paragraphs. */
function long(type: string, text: readonly RichText[], more: object = {}): Block[] {
  const [first = [], ...rest] = rowsOf(text);
  return [texts(type, first, more), ...rest.map((row) => texts('paragraph', row))];
}

const paragraphs = (text: readonly RichText[]): Block[] =>
  text.length === 0 ? [] : rowsOf(text).map((row) => texts('paragraph', row));

/** Notion refuses languages that it does not know. */
function codes({ value }: Code): Block[] {
  return rowsOf(richText(clean(value))).map((row) => texts('code', row, { language: 'plain text' }));
}

/** Words of blocks that must become one text: the quotation's. */
function quoted(nodes: readonly BlockContent[]): Block[] {
  return nodes.flatMap((node) =>
    node.type === 'paragraph' ? long('quote', inlines(node.children)) : contentOf(node, 1),
  );
}

function kindOf(list: List, item: ListItem): [type: string, more: object] {
  if (item.checked != null) {
    return ['to_do', { checked: item.checked }];
  }
  return [list.ordered ? 'numbered_list_item' : 'bulleted_list_item', {}];
}

/** What stands below an item: within it while the level allows, else after it. */
function items(list: List, level: number): Block[] {
  return list.children.flatMap((item) => {
    const [head, ...rest] = item.children;
    const [type, more] = kindOf(list, item);
    const [first = [], ...rows] = rowsOf(head?.type === 'paragraph' ? inlines(head.children) : []);
    const below = head?.type === 'paragraph' ? rest : item.children;
    const inner = [
      ...rows.map((row) => texts('paragraph', row)),
      ...below.flatMap((node) => contentOf(node, level + 1)),
    ];
    const own = texts(type, first, more);
    if (level > 0 || inner.length === 0) {
      return [own, ...inner];
    }
    const [within, after] = [inner.slice(0, MOST_CHILDREN), inner.slice(MOST_CHILDREN)];
    return [texts(type, first, { ...more, children: within }), ...after];
  });
}

/** A table is made with its rows, so a long one becomes several, each with the headings. */
function tables({ children }: Table): Block[] {
  const [head, ...rows] = children.map((row) => row.children.map((cell) => oneRow(inlines(cell.children))));
  if (!head) {
    return [];
  }
  const width = head.length;
  const rowOf = (cells: readonly RichText[][]) =>
    block('table_row', { cells: Array.from({ length: width }, (_none, index) => cells[index] ?? []) });
  const parts: Block[] = [];
  for (let from = 0; from === 0 || from < rows.length; from += MOST_CHILDREN - 1) {
    const part = [head, ...rows.slice(from, from + MOST_CHILDREN - 1)].map(rowOf);
    const body = { table_width: width, has_column_header: true, has_row_header: false, children: part };
    parts.push(block('table', body));
  }
  return parts;
}

function contentOf(node: RootContent, level: number): Block[] {
  switch (node.type) {
    case 'heading':
      return long(`heading_${Math.min(node.depth, 3)}`, inlines(node.children));
    case 'paragraph':
      return paragraphs(inlines(node.children));
    case 'list':
      return items(node, level);
    case 'table':
      // Its rows are a level of their own.
      return level > 0 ? tableAsText(node) : tables(node);
    case 'code':
      return codes(node);
    case 'blockquote':
      return quoted(node.children as BlockContent[]);
    case 'thematicBreak':
      return [block('divider', {})];
    case 'html':
      return markupOf(node.value.trim()) ? [] : paragraphs(richText(node.value));
    default:
      return 'children' in node
        ? (node.children as RootContent[]).flatMap((child) => contentOf(child, level))
        : [];
  }
}

function tableAsText({ children }: Table): Block[] {
  return children.flatMap((row) =>
    paragraphs(
      row.children.flatMap((cell, index) => [
        ...(index > 0 ? richText(' | ') : []),
        ...inlines(cell.children),
      ]),
    ),
  );
}

export const notionBlocks = (nodes: readonly RootContent[]): Block[] =>
  nodes.flatMap((node) => contentOf(node, 0));

/** A file that was sent before, as a block of its own. */
export function fileBlock({ name, mediaType }: { name: string; mediaType: string }, upload: string): Block {
  const source = { type: 'file_upload', file_upload: { id: upload } };
  return mediaType.startsWith('image/')
    ? block('image', source)
    : block('file', { ...source, name: clean(name) });
}

export const note = (words: string): Block => texts('paragraph', richText(words));
export const heading = (words: string): Block => texts('heading_2', richText(words));

/** Blocks of one request, and its bytes: 1,000 and 500 KB are the most (Notion's docs, "Request limits"). */
const MOST_BLOCKS = 900;
const MOST_BYTES = 400_000;

function countOf(one: Block): number {
  const { children = [] } = one[one.type] as { children?: Block[] };
  return 1 + children.length;
}

/** Blocks in as few requests as the limits allow, in order. */
export function requestsOf(all: readonly Block[]): Block[][] {
  const requests: Block[][] = [];
  let [count, bytes] = [Number.POSITIVE_INFINITY, 0];
  for (const one of all) {
    const [itsCount, itsBytes] = [countOf(one), Buffer.byteLength(JSON.stringify(one))];
    const last = requests.at(-1);
    const full = !last || last.length === MOST_CHILDREN;
    if (full || count + itsCount > MOST_BLOCKS || bytes + itsBytes > MOST_BYTES) {
      requests.push([one]);
      [count, bytes] = [itsCount, itsBytes];
    } else {
      last.push(one);
      [count, bytes] = [count + itsCount, bytes + itsBytes];
    }
  }
  return requests;
}
