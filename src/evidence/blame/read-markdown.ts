// Any review in Markdown as the blame check reads it: sections by their usual names, tables by their columns, waivers in comments.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { CheckedDocument, Finding, SectionKind, Where } from './document.ts';
import { OF_PEOPLE } from './headings.ts';
import { LABELLED, readBlocks } from './markdown-blocks.ts';
import { takeNotes } from './markdown-notes.ts';
import { lineAndColumn, type Placed, sourceOffset } from './markdown-text.ts';
import { namesListed } from './names-listed.ts';

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
  const notes = takeNotes();
  notes.meet(namesInFront(front));
  readBlocks(notes, tree.children);
  const { sections, waivers, people } = notes;
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
    people: [...people],
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
