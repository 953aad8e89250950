// Any review in Markdown as the blame check reads it: sections by their usual names, tables by their columns, waivers in comments.
import type { BlockContent, DefinitionContent, ListItem, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { actionOfLine, actionOfRow } from './actions-read.ts';
import type { Action, CheckedDocument, Finding, Said, SectionKind, Where } from './document.ts';
import { type Column, columnOf, kindOf, OF_PEOPLE } from './headings.ts';
import { type Comment, lineAndColumn, linesOf, type Placed, sourceOffset, wordsIn } from './markdown-text.ts';
import { namesListed, surelyNames } from './names-listed.ts';
import { withoutQuotations } from './quotations.ts';
import { PROMPT } from './whole.ts';

type Block = RootContent | BlockContent | DefinitionContent;

/** A waiver as it stands in the file. `line`: of its comment. */
type WaiverThere = { rule: string; reason: string; everywhere: boolean; line: number };

type Section = {
  kind: SectionKind;
  title: string;
  depth: number;
  head?: Placed;
  statements: Said[];
  actions: Action[];
  places: Placed[];
  actionPlaces: Placed[];
  /** Waivers for each statement, and for each action. */
  waived: WaiverThere[][];
  actionsWaived: WaiverThere[][];
};

export type ReadReview = {
  document: CheckedDocument;
  /** True where it has the shape of a review: at least three of the usual sections. */
  whole: boolean;
  /** 1-based line and column of a finding. */
  placeOf(finding: Finding): { line: number; column: number };
  /** What a comment at this place, or for the whole file, says to let stand. */
  waiversFor(finding: Finding): readonly { reason: string }[];
  /** Comments that look like waivers and give no reason: 1-based lines. */
  reasonless: readonly number[];
};

/** `<!-- waive B3: their own words -->`, `<!-- waive B7 everywhere: … -->`. */
const WAIVER = /<!--\s*waive\s+([BP]\d{1,2})(\s+everywhere)?\s*(?::\s*([\s\S]*?))?\s*-->/gi;

const waiversIn = (comments: readonly Comment[]): WaiverThere[] =>
  comments.flatMap(({ text, line }) =>
    [...text.matchAll(WAIVER)].map(([, rule = '', everywhere, reason = '']) => ({
      rule: rule.toUpperCase(),
      reason: reason.trim(),
      everywhere: everywhere !== undefined,
      line,
    })),
  );

const LABELLED = /^\s*([\p{L}][\p{L} /&’'-]{1,40})(?:\([^)]*\))?\s*:\s*(.*)$/su;

/** A line of a timeline that is a paragraph tells when. */
const TIMED = /\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]m\b/i;

/** Reads the blocks of a file in order. */
class Reader {
  readonly sections: Section[] = [];
  readonly people = new Set<string>();
  readonly roles = new Set<string>();
  readonly waivers: WaiverThere[] = [];
  #pending: WaiverThere[] = [];

  constructor() {
    this.open('other', '', 0);
  }

  open(kind: SectionKind, title: string, depth: number, head?: Placed): void {
    const section: Section = {
      ...{ kind, title, depth },
      ...(head ? { head } : {}),
      ...{ statements: [], actions: [], places: [], actionPlaces: [], waived: [], actionsWaived: [] },
    };
    this.sections.push(section);
  }

  get #here(): Section {
    return this.sections.at(-1) as Section;
  }

  /** A heading of a name that nobody knows belongs to the section above it. */
  heading(depth: number, head: Placed): void {
    const title = head.text.trim();
    const above = this.sections.findLast((section) => section.depth > 0 && section.depth < depth);
    this.open(kindOf(title) ?? (depth > 1 ? (above?.kind ?? 'other') : 'other'), title, depth, head);
  }

  hear(comments: readonly Comment[]): void {
    const found = waiversIn(comments);
    this.waivers.push(...found);
    this.#pending.push(...found.filter(({ everywhere }) => !everywhere));
  }

  /** Waivers in front of a block hold for all of it. */
  done(): void {
    this.#pending = [];
  }

  say(placed: Placed, more: Partial<Said> = {}): void {
    if (placed.text.trim() === '') {
      return;
    }
    const section = this.#here;
    section.statements.push({
      text: placed.text,
      ...(placed.links.length > 0 ? { evidence: placed.links } : {}),
      ...more,
    });
    section.places.push(placed);
    section.waived.push([...this.#pending]);
  }

  act(placed: Placed, action: Action): void {
    const section = this.#here;
    section.actions.push(action);
    section.actionPlaces.push(placed);
    section.actionsWaived.push([...this.#pending]);
    for (const owner of action.owners) {
      this.meet(namesListed(owner));
    }
  }

  meet(names: readonly string[]): void {
    for (const name of names) {
      this.people.add(name);
    }
  }

  /** A paragraph, or each of its lines where it is a list of labels. */
  paragraph(placed: Placed, more: Partial<Said> = {}): void {
    const lines = linesOf(placed).filter(({ text }) => text.trim() !== '');
    const parts = lines.length > 1 && lines.every(({ text }) => LABELLED.test(text)) ? lines : [placed];
    for (const part of parts) {
      const [, label = '', rest = ''] = LABELLED.exec(part.text) ?? [];
      if (OF_PEOPLE.test(label.trim())) {
        this.meet(namesListed(rest));
        continue;
      }
      const own = label === '' || rest.trim() === '' ? undefined : labelKind(label);
      const { kind, title, depth } = this.#here;
      if (own !== undefined && own !== kind) {
        this.open(own, label.trim(), depth, part);
        this.say(part, more);
        this.open(kind, title, depth);
      } else {
        this.say(part, more);
      }
    }
  }

  blocks(blocks: readonly Block[], quotation = false, listed = false): void {
    for (const block of blocks) {
      this.#block(block, quotation, listed);
      if (block.type !== 'html') {
        this.done();
      }
    }
  }

  #block(block: Block, quotation: boolean, listed: boolean): void {
    switch (block.type) {
      case 'heading':
        this.heading(block.depth, wordsIn(block.children));
        return;
      case 'html':
        this.hear([{ text: block.value, line: block.position?.start.line ?? 0 }]);
        return;
      case 'paragraph': {
        const placed = wordsIn(block.children);
        this.hear(placed.comments);
        const asOne = this.#here.kind === 'people';
        if (asOne) {
          this.meet(namesListed(placed.text));
        }
        const aside = this.#here.kind === 'timeline' && (quotation || !TIMED.test(placed.text));
        this.paragraph(placed, {
          ...(quotation ? { quotation } : {}),
          ...(aside && !listed ? { aside } : {}),
        });
        return;
      }
      case 'blockquote':
        this.blocks(block.children, true);
        return;
      case 'list':
        for (const item of block.children) {
          this.#item(item, quotation);
        }
        return;
      case 'table':
        this.#table(block);
        return;
      default:
    }
  }

  #item(item: ListItem, quotation: boolean): void {
    const [first, ...rest] = item.children;
    if (this.#here.kind === 'actions' && first?.type === 'paragraph' && !quotation) {
      const placed = wordsIn(first.children);
      this.hear(placed.comments);
      if (isWork(placed.text)) {
        this.act(placed, actionOfLine(placed, item.checked ?? false));
        this.blocks(rest.filter(({ type }) => type !== 'list'));
        return;
      }
    }
    this.blocks(item.children, quotation, true);
  }

  #table({ children: [head, ...rows] }: Table): void {
    const titles = (head?.children ?? []).map((cell) => wordsIn(cell.children).text.trim());
    const columns = titles.map(columnOf);
    for (const row of rows) {
      const cells = row.children.map((cell) => wordsIn(cell.children));
      this.hear(cells.flatMap(({ comments }) => comments));
      this.#row(cells, columns);
    }
  }

  #row(cells: readonly Placed[], columns: readonly (Column | undefined)[]): void {
    const { kind } = this.#here;
    const [label] = cells;
    if (kind === 'actions') {
      const action = actionOfRow(cells, columns);
      this.act(cells[action.index] ?? cells[0]!, action.action);
      return;
    }
    if (kind === 'people') {
      const names = cells.flatMap(({ text }) => namesListed(text));
      this.meet(names);
      return;
    }
    if (label && cells.length === 2 && OF_PEOPLE.test(label.text.trim())) {
      this.meet(namesListed(cells[1]?.text ?? ''));
      return;
    }
    const links = cells.flatMap((cell) => cell.links);
    cells.forEach((cell, index) => {
      const column = columns[index];
      if (column === 'who') {
        this.meet(kind === 'timeline' ? surelyNames(cell.text) : namesListed(cell.text));
      } else if (column !== 'time' && column !== 'ticket' && column !== 'status' && column !== 'type') {
        // A line of a timeline is linked wherever in its row the link stands.
        this.say({ ...cell, links: kind === 'timeline' ? links : cell.links });
      }
    });
  }
}

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

/** A front matter is no Markdown: it is blanked, so that lines stay where they are. */
function withoutFrontMatter(file: string): { text: string; front: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---(?=\r?\n|$)/.exec(file);
  return match
    ? { text: match[0].replace(/[^\r\n]/g, ' ') + file.slice(match[0].length), front: match[1] ?? '' }
    : { text: file, front: '' };
}

function namesInFront(front: string): string[] {
  return front.split('\n').flatMap((line) => {
    const [, label = '', rest = ''] = LABELLED.exec(line) ?? [];
    return OF_PEOPLE.test(label.trim()) ? namesListed(rest.replace(/[[\]"']/g, ' ')) : [];
  });
}

const SHAPE: readonly SectionKind[] = [
  ...(['impact', 'detection', 'causes', 'root-cause', 'response', 'timeline'] as const),
  ...(['went-well', 'went-badly', 'lucky', 'actions', 'trigger'] as const),
];

/** Reads a Markdown file. Never throws: what it does not know it takes for a story. */
export function readMarkdown(file: string): ReadReview {
  const { text, front } = withoutFrontMatter(file);
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const reader = new Reader();
  reader.meet(namesInFront(front));
  reader.blocks(tree.children);
  const { sections, waivers } = reader;
  const at = (where: Where): Placed | undefined => {
    const section = sections[where.section];
    return where.action !== undefined
      ? section?.actionPlaces[where.action]
      : where.statement !== undefined
        ? section?.places[where.statement]
        : section?.head;
  };
  const document: CheckedDocument = {
    sections: sections.map(({ kind, title, statements, actions }) => ({
      ...{ kind, title, statements },
      ...(actions.length > 0 ? { actions } : {}),
    })),
    people: [...reader.people],
  };
  return {
    document,
    whole: new Set(sections.map(({ kind }) => kind).filter((kind) => SHAPE.includes(kind))).size >= 3,
    placeOf({ where, quoted }) {
      const placed = where && at(where);
      return placed
        ? lineAndColumn(file, sourceOffset(placed, where.from, quoted, file))
        : { line: 1, column: 1 };
    },
    waiversFor({ rule, where }) {
      const section = where && sections[where.section];
      const near =
        (where?.action !== undefined
          ? section?.actionsWaived[where.action]
          : section?.waived[where?.statement ?? -1]) ?? [];
      return [...near, ...waivers.filter(({ everywhere }) => everywhere)].filter(
        (waiver) => waiver.rule === rule && waiver.reason !== '',
      );
    },
    reasonless: waivers.filter(({ reason }) => reason === '').map(({ line }) => line),
  };
}
