// A review in the shape of a template: its headings, our sections where it shows them, and its own sentences as far as they hold.
import type { OwnSectionId, Section, SectionId, Statement, Table } from '../document.ts';
import type { Removed } from '../grounded.ts';
import { lostInLabel } from './around.ts';
import { type Block, blocksIn, sentencesIn } from './blocks.ts';
import { parsed, whatLiquidSays } from './engine.ts';
import { factsFor } from './facts.ts';
import { evidenceOfAll, type Holder, holder, removedFrom } from './hold.ts';
import { asFact } from './liquid.ts';
import type { Recorded } from './listed-facts.ts';
import { hasFacts } from './own-words.ts';
import { SHOWABLE } from './shape.ts';
import { drawsFrom, type Template } from './template.ts';
import type { Run } from './told.ts';

export type LaidOut = {
  sections: Section[];
  removed: Removed[];
  /** Sections of ours that the template does not show. */
  leftOut: SectionId[];
};

/** What stands under a heading, but for that. */
type Body = Omit<Section, 'id' | 'title' | 'level'> & { id?: SectionId };

const NOTHING: Statement = {
  kind: 'gap',
  text: 'Nothing is on record for this. Who can fill it in?',
  evidence: [],
};

/** `own-what-customers-saw` */
function ownId(title: string, taken: ReadonlySet<string>): OwnSectionId {
  const slug = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const id: OwnSectionId = `own-${slug || 'section'}`;
  let count = 1;
  while (taken.has(count === 1 ? id : `${id}-${count}`)) {
    count += 1;
  }
  return count === 1 ? id : `${id}-${count}`;
}

type Page = {
  sections: Section[];
  removed: Removed[];
  ids: Set<string>;
  /** A heading under which nothing stands yet. */
  open?: { title: string; level?: 3 };
};

/** The body under the heading that waits for one, else under the one before. */
function put(page: Page, body: Body): void {
  const { open } = page;
  const title = open?.title ?? '';
  const id = body.id ?? ownId(title || (page.sections.at(-1)?.title ?? ''), page.ids);
  page.ids.add(id);
  const level =
    open === undefined ? { level: 0 as const } : open.level === undefined ? {} : { level: open.level };
  page.sections.push({ ...body, id, title, ...level });
  delete page.open;
}

/** A heading with nothing below it says so, but for one that smaller headings follow. */
function close(page: Page, depth: number): void {
  const { open } = page;
  if (open !== undefined) {
    put(page, { statements: depth === 3 && open.level === undefined ? [] : [NOTHING] });
  }
}

function heldIn(page: Page, text: readonly Run[], by: Holder): Statement[] {
  return sentencesIn(text).flatMap((sentence) => {
    const held = by.hold(sentence.text);
    if ('removed' in held) {
      page.removed.push(held.removed);
      return [];
    }
    return [held.statement];
  });
}

/** The sentences of one item of a list, as one: an item stays an item. */
function itemOf(page: Page, text: readonly Run[], by: Holder): Statement[] {
  const held = heldIn(page, text, by);
  const [first, ...rest] = held.filter(({ kind }) => kind === 'fact');
  const others = held.filter(({ kind }) => kind !== 'fact');
  return first === undefined
    ? others
    : [
        {
          ...first,
          text: [first, ...rest].map((one) => one.text).join(' '),
          evidence: [...new Set([first, ...rest].flatMap(({ evidence }) => evidence))],
        },
        ...others,
      ];
}

function rowOf(page: Page, cells: readonly Run[][], by: Holder): Table['rows'] {
  const facts = cells.flatMap(by.toldIn);
  const held = cells.map((cell) => (hasFacts(cell) ? by.hold(cell) : undefined));
  const named = cells.flatMap((cell) => (hasFacts(cell) ? [] : (lostInLabel(by.shown(cell), facts) ?? [])));
  const lost = [
    ...held.flatMap((one) => (one !== undefined && 'removed' in one ? [one.removed] : [])),
    ...named.map((word) => removedFrom(cells.map(by.shown).join(' | '), [], word)),
  ];
  if (facts.length === 0 || lost.length > 0) {
    page.removed.push(lost[0] ?? removedFrom(cells.map(by.shown).join(' | '), [], 'a fact'));
    return [];
  }
  const links = Object.fromEntries(
    facts.flatMap(({ text, url }) => (url === undefined ? [] : [[text, url]])),
  );
  return [
    {
      cells: cells.map(by.shown),
      evidence: evidenceOfAll(facts),
      ...(Object.keys(links).length > 0 ? { links } : {}),
    },
  ];
}

function tableOf(page: Page, block: Extract<Block, { kind: 'table' }>, by: Holder): Body | undefined {
  const rows = block.rows.flatMap((row) => rowOf(page, row, by));
  const columns = block.columns.map(by.shown);
  const lost = columns.flatMap(
    (column, at) =>
      lostInLabel(
        column,
        block.rows.flatMap((row) => by.toldIn(row[at] ?? [])),
      ) ?? [],
  );
  page.removed.push(...lost.map((word) => removedFrom(columns.join(' | '), [], word)));
  return rows.length === 0 || lost.length > 0 ? undefined : { statements: [], table: { columns, rows } };
}

/** Guidance without facts is what sections of ours ask; with facts it keeps what they rest on. */
function guidanceOf(page: Page, texts: readonly Run[][], by: Holder): Body[] {
  return texts.flatMap((text): Body[] => {
    if (!hasFacts(text)) {
      return [{ statements: [], prompt: by.shown(text) }];
    }
    const statements = heldIn(page, text, by).map((one) => ({ ...one, kind: 'gap' as const }));
    return statements.length === 0 ? [] : [{ statements }];
  });
}

function bodiesOf(page: Page, block: Block, ours: readonly Section[], by: Holder): Body[] {
  switch (block.kind) {
    case 'section':
      return ours.filter(({ id }) => id === block.id) as Body[];
    case 'paragraph': {
      const statements = heldIn(page, block.runs, by);
      return statements.length === 0 ? [] : [{ statements, running: true }];
    }
    case 'list': {
      const statements = block.items.flatMap((item) => itemOf(page, item, by));
      return statements.length === 0 ? [] : [{ statements }];
    }
    case 'table':
      return [tableOf(page, block, by) ?? []].flat();
    case 'guidance':
      return guidanceOf(page, block.texts, by);
    default:
      return [];
  }
}

/** Why a template that was in order when it was checked cannot be used over this incident. */
export type Unusable = { unusable: string };

/** The sections of a review as the template wants them; unusable where it passes its limits, or was never checked. */
export function layOut(template: Template, recorded: Recorded): LaidOut | Unusable {
  const filled = written(template, recorded);
  if ('unusable' in filled) {
    return filled;
  }
  const { markdown, printed } = filled;
  const by = holder(recorded.material, printed);
  const page: Page = { sections: [], removed: [], ids: new Set() };
  for (const block of blocksIn(markdown)) {
    if (block.kind === 'heading') {
      close(page, block.depth);
      page.open = { title: by.shown(block.runs), ...(block.depth > 2 ? { level: 3 as const } : {}) };
    } else {
      for (const body of bodiesOf(page, block, recorded.sections, by)) {
        put(page, body);
      }
    }
  }
  close(page, 2);
  const shown = new Set<string>(page.sections.map(({ id }) => id));
  const leftOut = SHOWABLE.filter((id) => !shown.has(id) && !drawsFrom(template, id));
  return { sections: page.sections, removed: page.removed, leftOut };
}

function written(template: Template, recorded: Recorded) {
  try {
    return parsed(template.text).render(factsFor(recorded, asFact));
  } catch (error) {
    const { line, why } = whatLiquidSays(error);
    return { unusable: `line ${line}: ${why}` };
  }
}
