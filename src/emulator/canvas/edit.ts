// Owns changes to a canvas: the operations of canvases.edit, by an app or by a person.
import type { Canvas, CanvasSection } from '../surfaces.ts';
import { parseMarkdown, readMarkdown, visibleText } from './markdown.ts';
import { partsOf, sectionId } from './sections.ts';
import type { Oddity } from './ways.ts';

/** Slack's docs: characters of Markdown in one change. */
const LONGEST_MARKDOWN = 1_048_576;

export type CanvasChange =
  | { operation: 'insert_at_start' | 'insert_at_end'; markdown: string }
  | { operation: 'insert_after' | 'insert_before'; sectionId: string; markdown: string }
  /** Without a section the whole canvas is replaced. */
  | { operation: 'replace'; sectionId?: string; markdown: string }
  | { operation: 'delete'; sectionId: string }
  | { operation: 'rename'; title: string };

/** Why a change was not made: Slack's `canvas_too_large`, or a failure with its `detail`. */
export type EditProblem = { tooLarge: true } | { detail: string };

type Edited = { sections: CanvasSection[] } | EditProblem;

/** Makes the change, or leaves everything as it was and says why. `seed` makes the ids of new sections. */
export function editSections(
  canvas: Canvas,
  change: CanvasChange,
  who: string,
  seed: string,
  oddity: Oddity = {},
): EditProblem | undefined {
  if (change.operation === 'rename') {
    canvas.title = change.title;
    return undefined;
  }
  const edited = edit(canvas, oddly(change, oddity), (markdown) =>
    newSections(canvas.id, markdown, who, seed),
  );
  if (!('sections' in edited)) {
    return edited;
  }
  canvas.sections = oddity.newIds
    ? edited.sections.map((section, index) => ({
        ...section,
        id: sectionId(canvas.id, `${seed}/all/${index}`),
      }))
    : edited.sections;
  return undefined;
}

type Content = Exclude<CanvasChange, { operation: 'rename' }>;

const oddly = (change: Content, { sibling }: Oddity): Content =>
  sibling && change.operation === 'replace' && change.sectionId !== undefined
    ? { operation: 'insert_after', sectionId: change.sectionId, markdown: change.markdown }
    : change;

/** The sections of a text, each with an id of its own, or why Slack refuses it. */
export function newSections(canvasId: string, markdown: string, who: string, seed: string): Edited {
  if (markdown.length > LONGEST_MARKDOWN) {
    return { tooLarge: true };
  }
  const read = readMarkdown(markdown);
  return 'detail' in read
    ? read
    : {
        sections: read.blocks.map((block, index) => ({
          id: sectionId(canvasId, `${seed}/${index}`),
          markdown: block,
          editedBy: who,
        })),
      };
}

function edit(canvas: Canvas, change: Content, make: (markdown: string) => Edited): Edited {
  const made = change.operation === 'delete' ? { sections: [] } : make(change.markdown);
  if (!('sections' in made)) {
    return made;
  }
  const { sections } = canvas;
  switch (change.operation) {
    case 'insert_at_start':
      return { sections: [...made.sections, ...sections] };
    case 'insert_at_end':
      return { sections: [...sections, ...made.sections] };
    case 'replace':
      return change.sectionId === undefined
        ? made
        : around(canvas, change.sectionId, change.operation, change.markdown, made.sections, make);
    case 'delete':
      return around(canvas, change.sectionId, change.operation, '', [], make);
    default:
      return around(canvas, change.sectionId, change.operation, change.markdown, made.sections, make);
  }
}

/** Types over the first section that says `text`, in place: its id stays, as when people type in a canvas. */
export function rewriteSection(
  canvas: Canvas,
  text: string,
  markdown: string,
  who: string,
): EditProblem | undefined {
  const section = canvas.sections.find((each) => visibleText(each.markdown).includes(text));
  if (!section) {
    return { detail: `No section says "${text}"` };
  }
  const read = readMarkdown(markdown);
  if ('detail' in read) {
    return read;
  }
  section.markdown = markdown;
  section.editedBy = who;
  return undefined;
}

type Targeted = 'insert_after' | 'insert_before' | 'replace' | 'delete';

function around(
  canvas: Canvas,
  target: string,
  operation: Targeted,
  markdown: string,
  made: CanvasSection[],
  make: (markdown: string) => Edited,
): Edited {
  const { sections } = canvas;
  const index = sections.findIndex((section) => section.id === target);
  const found = sections[index];
  if (found) {
    const here = {
      insert_after: [found, ...made],
      insert_before: [...made, found],
      replace: made,
      delete: [],
    }[operation];
    return { sections: sections.toSpliced(index, 1, ...here) };
  }
  return inside(canvas, target, operation, markdown, make);
}

/** What stands in a list is a list; what a paragraph in its midst would become is not known. */
const isList = (markdown: string) => parseMarkdown(markdown).children.every(({ type }) => type === 'list');

/** A bar in a cell is no end of it. */
const inCell = (markdown: string) =>
  markdown
    .trim()
    .replaceAll(/\n+/g, '<br>')
    .replaceAll(/(?<!\\)\|/g, '\\|');

/** A change to one item of a list, one cell of a table: its section is written anew, with new ids. */
function inside(
  canvas: Canvas,
  target: string,
  operation: Targeted,
  markdown: string,
  make: (markdown: string) => Edited,
): Edited {
  for (const [index, section] of canvas.sections.entries()) {
    const part = partsOf(canvas, section).find((candidate) => candidate.id === target);
    if (part) {
      const old = section.markdown;
      if (part.cell && operation !== 'replace') {
        return { detail: `Unsupported operation (${operation}) for a cell of a table` };
      }
      if (part.item && operation !== 'delete' && !isList(markdown)) {
        return { detail: 'Unsupported block type within list' };
      }
      const own = old.slice(part.start, part.end);
      const here = {
        insert_after: `${own}\n${markdown}`,
        insert_before: `${markdown}\n${own}`,
        replace: part.cell ? inCell(markdown) : markdown.trim(),
        delete: '',
      }[operation];
      const made = make(`${old.slice(0, part.start)}${here}${old.slice(part.end)}`.trim());
      return 'sections' in made ? { sections: canvas.sections.toSpliced(index, 1, ...made.sections) } : made;
    }
  }
  return { detail: `Section ${target} was not found` };
}
