// Owns the sections of a canvas: their ids, the parts inside lists, quotes and tables, and what a look-up finds.
import { createHash } from 'node:crypto';
import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Canvas, CanvasSection } from '../surfaces.ts';
import { parseMarkdown } from './markdown.ts';

/** Ids look like Slack's: `temp:C:`, three characters of the canvas, 25 hexadecimal digits. */
export function sectionId(canvasId: string, seed: string): string {
  return `temp:C:${canvasId.slice(-3)}${createHash('sha256').update(seed).digest('hex').slice(0, 25)}`;
}

/** A part of a section with an id of its own: a list item, a paragraph of a quote, a cell. Offsets into its Markdown. */
export type Part = { id: string; start: number; end: number; text: string; cell: boolean; item: boolean };

/** The parts of a list, quote or table in reading order; none for anything else. */
export function partsOf(canvas: Canvas, section: CanvasSection): Part[] {
  const block = parseMarkdown(section.markdown).children[0];
  return block ? innerNodes(block).map((node, index) => partFrom(canvas, section, node, index)) : [];
}

function partFrom(canvas: Canvas, section: CanvasSection, node: Nodes, index: number): Part {
  return {
    id: sectionId(canvas.id, `${section.id}/${index}`),
    ...reach(node, section.markdown),
    text: ownText(node),
    cell: node.type === 'tableCell',
    item: node.type === 'listItem',
  };
}

/** Items with their nested items after them, as a reader meets them. */
export function innerNodes(block: Nodes): Nodes[] {
  switch (block.type) {
    case 'list':
      return block.children.flatMap((item) => [
        item,
        ...item.children.flatMap((child) => (child.type === 'list' ? innerNodes(child) : [])),
      ]);
    case 'blockquote':
      return block.children;
    case 'table':
      return block.children.flatMap((row) => row.children);
    default:
      return [];
  }
}

/** A cell reaches from its first word to its last: its own position would take the bar along. An empty one is a place. */
function reach(node: Nodes, markdown: string): { start: number; end: number } {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  if (node.type !== 'tableCell') {
    return { start, end };
  }
  const [first, last] = [node.children[0], node.children.at(-1)];
  if (!first || !last) {
    const place = start + (/^\|? ?/.exec(markdown.slice(start, end))?.[0].length ?? 0);
    return { start: place, end: place };
  }
  return { start: first.position?.start.offset ?? start, end: last.position?.end.offset ?? end };
}

/** What a part says itself, without the items nested in it. */
function ownText(node: Nodes): string {
  return node.type === 'listItem'
    ? node.children
        .filter((child) => child.type !== 'list')
        .map((child) => textOf(child))
        .join('\n')
    : textOf(node);
}

export type Criteria = { section_types?: ('any_header' | 'h1' | 'h2' | 'h3')[]; contains_text?: string };

export type Found = { id: string; child_section_ids?: string[] };

/** The sections that meet every criterion given, in order. Headings by type, anything by its visible text. */
export function lookUp(canvas: Canvas, criteria: Criteria): Found[] {
  return canvas.sections.flatMap((section) => {
    const block = parseMarkdown(section.markdown).children[0];
    if (!block || (criteria.section_types && !isOfType(block, criteria.section_types))) {
      return [];
    }
    const parts = partsOf(canvas, section);
    const whole = {
      id: section.id,
      ...(parts.length > 0 ? { child_section_ids: parts.map((part) => part.id) } : {}),
    };
    const text = criteria.contains_text;
    if (text === undefined) {
      return [whole];
    }
    if (block.type === 'list') {
      return parts.filter((part) => part.text.includes(text)).map((part) => ({ id: part.id }));
    }
    return textOf(block).includes(text) ? [whole] : [];
  });
}

const isOfType = (block: Nodes, types: string[]) =>
  block.type === 'heading' && (types.includes('any_header') || types.includes(`h${block.depth}`));

/** The Markdown of the whole canvas. */
export const markdownOf = (canvas: Canvas): string =>
  canvas.sections.map((section) => section.markdown).join('\n\n');
