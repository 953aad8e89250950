// Building blocks of Markdown trees. Foreign text only ever enters as text or code nodes, so the writer escapes it.

import type {
  BlockContent,
  Heading,
  List,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

export type Inline = PhrasingContent;
export type Block = RootContent;

export const text = (value: string): Inline => ({ type: 'text', value });
export const strong = (value: string): Inline => ({ type: 'strong', children: [text(value)] });
export const emphasis = (value: string): Inline => ({ type: 'emphasis', children: [text(value)] });
export const link = (url: string, label: string): Inline => ({ type: 'link', url, children: [text(label)] });
/** Markup of our own making, never foreign text. */
export const html = (value: string): Inline => ({ type: 'html', value });
export const paragraph = (children: Inline[]): Paragraph => ({ type: 'paragraph', children });

export function heading(depth: 1 | 2 | 3, title: string): Heading {
  return { type: 'heading', depth, children: [text(title)] };
}

export function bullets(items: readonly Inline[][]): List {
  return {
    type: 'list',
    spread: false,
    children: items.map((children) => ({ type: 'listItem', spread: false, children: [paragraph(children)] })),
  };
}

export function table(columns: readonly string[], rows: readonly Inline[][][]): Table {
  const row = (cells: readonly Inline[][]) => ({
    type: 'tableRow' as const,
    children: cells.map((children) => ({ type: 'tableCell' as const, children })),
  });
  return { type: 'table', children: [row(columns.map((column) => [text(column)])), ...rows.map(row)] };
}

const CODE_OR_LINK = /`([^`\n]+)`|(https?:\/\/[^\s<>|`"”)\]]+[^\s<>|`"”)\].,;:!?'])/g;

function inlineLine(line: string): Inline[] {
  const nodes: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(CODE_OR_LINK)) {
    if (match.index > from) {
      nodes.push(text(line.slice(from, match.index)));
    }
    nodes.push(
      match[1] === undefined ? link(match[2] ?? '', match[2] ?? '') : { type: 'inlineCode', value: match[1] },
    );
    from = match.index + match[0].length;
  }
  return from < line.length ? [...nodes, text(line.slice(from))] : nodes;
}

/** Plain text as nodes: code in backticks and addresses are kept as such; `between` stands for the end of a line. */
export function inline(value: string, between: Inline): Inline[] {
  return value
    .split('\n')
    .flatMap((line, index) => (index === 0 ? inlineLine(line) : [between, ...inlineLine(line)]));
}

/** Line breaks for paragraphs, and for table cells (where Markdown knows no other). */
export const LINE_BREAK: Inline = { type: 'break' };
export const CELL_BREAK: Inline = html('<br>');

/** A whole message as blocks: paragraphs, and pasted blocks as code. */
export function blocksOf(value: string): BlockContent[] {
  return value
    .split(/(```[\s\S]*?```)/)
    .filter((part) => part.trim() !== '')
    .map(
      (part): BlockContent =>
        part.startsWith('```') && part.length >= 6
          ? { type: 'code', value: part.slice(3, -3).replace(/^\n|\n$/g, '') }
          : paragraph(inline(part.trim().replace(/\n{2,}/g, '\n'), LINE_BREAK)),
    );
}

/** Writes a tree as GitHub-flavoured Markdown. */
export function write(children: Block[]): string {
  const root: Root = { type: 'root', children };
  return toMarkdown(root, {
    bullet: '-',
    rule: '-',
    resourceLink: true,
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  });
}
