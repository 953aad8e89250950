// The blocks of a Markdown review, one after another: what each adds to the notes.
import type { BlockContent, DefinitionContent, ListItem, Paragraph, RootContent, Table } from 'mdast';
import { actionOfLine, actionOfRow } from './actions-read.ts';
import type { Said, SectionKind } from './document.ts';
import { type Column, columnOf, kindOf, OF_PEOPLE } from './headings.ts';
import type { Notes } from './markdown-notes.ts';
import { linesOf, type Placed, wordsIn } from './markdown-text.ts';
import { namesListed, surelyNames } from './names-listed.ts';
import { withoutQuotations } from './quotations.ts';
import { PROMPT } from './whole.ts';

type Block = RootContent | BlockContent | DefinitionContent;

/** What stands around a block. */
type Within = { quotation?: boolean; listed?: boolean };

/** `Author: Ana` */
export const LABELLED = /^\s*([\p{L}][\p{L} /&’'-]{1,40})(?:\([^)]*\))?\s*:\s*(.*)$/su;

/** A line of a timeline that is a paragraph tells when. */
const TIMED = /\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]m\b/i;

/** Not a prompt to write one, and not only what somebody said. */
function isWork(text: string): boolean {
  const own = withoutQuotations(text).replace(/^[^:·]{1,60}:(?=\s*·)/, '');
  return !PROMPT.test(text) && /\p{L}{2}/u.test(own);
}

/** `Root cause: …` within another section is a section of its own. */
function labelKind(label: string): SectionKind | undefined {
  const kind = label.trim().split(/\s+/).length <= 4 ? kindOf(label) : undefined;
  return kind === 'summary' || kind === 'metrics' || kind === 'evidence' ? undefined : kind;
}

/** One line, or a paragraph: people of its label, a section of its own, or words of this one. */
function readPart(notes: Notes, part: Placed, more: Partial<Said>): void {
  const [, label = '', rest = ''] = LABELLED.exec(part.text) ?? [];
  if (OF_PEOPLE.test(label.trim())) {
    notes.meet(namesListed(rest));
    return;
  }
  const own = label === '' || rest.trim() === '' ? undefined : labelKind(label);
  const { kind, title, depth } = notes.here();
  if (own === undefined || own === kind) {
    notes.say(part, more);
    return;
  }
  notes.open(own, label.trim(), depth, part);
  notes.say(part, more);
  notes.open(kind, title, depth);
}

/** A paragraph, or each of its lines where it is a list of labels. */
function readParagraph(notes: Notes, { children }: Paragraph, { quotation, listed }: Within): void {
  const placed = wordsIn(children);
  notes.hear(placed.comments);
  const { kind } = notes.here();
  if (kind === 'people') {
    notes.meet(namesListed(placed.text));
  }
  const aside = kind === 'timeline' && !listed && (quotation || !TIMED.test(placed.text));
  const more = { ...(quotation ? { quotation } : {}), ...(aside ? { aside } : {}) };
  const lines = linesOf(placed).filter(({ text }) => text.trim() !== '');
  const labels = lines.length > 1 && lines.every(({ text }) => LABELLED.test(text));
  for (const part of labels ? lines : [placed]) {
    readPart(notes, part, more);
  }
}

function readItem(notes: Notes, { children, checked }: ListItem, { quotation }: Within): void {
  const [first, ...rest] = children;
  if (notes.here().kind === 'actions' && first?.type === 'paragraph' && !quotation) {
    const placed = wordsIn(first.children);
    notes.hear(placed.comments);
    if (isWork(placed.text)) {
      notes.act(placed, actionOfLine(placed, checked ?? false));
      readBlocks(
        notes,
        rest.filter(({ type }) => type !== 'list'),
      );
      return;
    }
  }
  readBlocks(notes, children, { quotation, listed: true });
}

/** Columns that hold no words of the story. */
const SILENT: readonly (Column | undefined)[] = ['time', 'ticket', 'status', 'type'];

function readRow(notes: Notes, cells: readonly Placed[], columns: readonly (Column | undefined)[]): void {
  const { kind } = notes.here();
  const [label, second] = cells;
  if (kind === 'actions') {
    const { action, index } = actionOfRow(cells, columns);
    const placed = cells[index] ?? label;
    if (placed) {
      notes.act(placed, action);
    }
  } else if (kind === 'people') {
    notes.meet(cells.flatMap(({ text }) => namesListed(text)));
  } else if (label && second && cells.length === 2 && OF_PEOPLE.test(label.text.trim())) {
    notes.meet(namesListed(second.text));
  } else {
    readCells(notes, cells, columns);
  }
}

/** What our own drafts write where an entry has no message to link to: its time, as `(15:12)`. */
const CITED_BY_TIME = /^\s*\((?:\d{4}-\d\d-\d\d )?\d\d:\d\d\)\s*$/;
/** A folded stretch says that there is nothing to link to. */
const FOLDED = /^\s*quiet\s*$/i;

function readCells(notes: Notes, cells: readonly Placed[], columns: readonly (Column | undefined)[]): void {
  const isLine = notes.here().kind === 'timeline';
  const cited = cells.slice(1).flatMap(({ text }) => (CITED_BY_TIME.test(text) ? [text.trim()] : []));
  const links = [...cells.flatMap((cell) => cell.links), ...cited];
  const folded = cells.some(({ text }, index) => columns[index] === 'type' && FOLDED.test(text));
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (column === 'who') {
      notes.meet(isLine ? surelyNames(cell.text) : namesListed(cell.text));
    } else if (!SILENT.includes(column)) {
      // A line of a timeline is linked wherever in its row the link stands.
      notes.say(isLine ? { ...cell, links } : cell, isLine && folded ? { aside: true } : {});
    }
  }
}

function readTable(notes: Notes, { children: [head, ...rows] }: Table): void {
  const titles = (head?.children ?? []).map((cell) => wordsIn(cell.children).text.trim());
  const columns = titles.map(columnOf);
  for (const row of rows) {
    const cells = row.children.map((cell) => wordsIn(cell.children));
    notes.hear(cells.flatMap(({ comments }) => comments));
    readRow(notes, cells, columns);
  }
}

function readBlock(notes: Notes, block: Block, within: Within): void {
  switch (block.type) {
    case 'heading':
      notes.heading(block.depth, wordsIn(block.children));
      return;
    case 'html':
      notes.hear([{ text: block.value, line: block.position?.start.line ?? 0 }]);
      return;
    case 'paragraph':
      readParagraph(notes, block, within);
      return;
    case 'blockquote':
      readBlocks(notes, block.children, { quotation: true });
      return;
    case 'list':
      for (const item of block.children) {
        readItem(notes, item, within);
      }
      return;
    case 'table':
      readTable(notes, block);
      return;
    default:
  }
}

/** Reads these blocks in order. A waiver in front of a block holds for all of it. */
export function readBlocks(notes: Notes, blocks: readonly Block[], within: Within = {}): void {
  for (const block of blocks) {
    readBlock(notes, block, within);
    if (block.type !== 'html') {
      notes.done();
    }
  }
}
