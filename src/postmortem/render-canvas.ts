// The review as Markdown for a Slack canvas, within the rules of Slack's docs ("Canvases"): headings to the third level, at most
// 300 cells a table, no lists in quotes, people as `![](@U…)`, at most 1,048,576 characters.
import { zoned } from '../evidence/zoned.ts';
import { graphAddress } from '../incident/graph-values.ts';
import type { Cited, ReviewDocument, Section } from './document.ts';
import type { HeadLink } from './head-links.ts';
import { heading, html, type Inline, link, paragraph, text, write } from './markdown-tree.ts';
import { type Dialect, renderSection, subtitle } from './render-sections.ts';

export const CANVAS_MAX_CHARACTERS = 1_048_576;
const CANVAS_MAX_CELLS = 300;
/** Room for what people add, and for how Slack counts. */
const ROOM = 0.95;

/** One of our sections: what stands in its heading (by which it is found again) and all of its Markdown, heading included. */
export type CanvasSection = { id: Section['id'] | 'head'; heading: string; markdown: string };

function dialectFor(doc: ReviewDocument): Dialect {
  const cited = new Map(doc.cited.map((one) => [one.id, one]));
  const people = new Map((doc.mentions ?? []).map(({ name, user }) => [name, user]));
  const clock = zoned(doc.incident.zone);
  const timeOf = (source: Cited | undefined) => clock.time(Date.parse(source?.at ?? ''));
  const shown = (id: string): Inline[] => {
    const source = cited.get(id);
    if (source === undefined) {
      return [];
    }
    const time = timeOf(source);
    return [source.link === undefined ? text(`(${time})`) : link(source.link, time)];
  };
  return {
    evidence: (ids) =>
      ids.flatMap(shown).flatMap((node, index) => (index === 0 ? [node] : [text(' '), node])),
    evidenceTime: (ids) => (ids.length === 1 ? ids.map((id) => cited.get(id)).map(timeOf)[0] : undefined),
    person: (name) => {
      const user = people.get(name);
      return user !== undefined && /^[UW][A-Z0-9]+$/.test(user) ? [html(`![](@${user})`)] : undefined;
    },
    // Alone in its paragraph, the address of a file becomes the file itself.
    picture: ({ graph }) => paragraph([html(`![](${graphAddress(graph)})`)]),
    maxCells: CANVAS_MAX_CELLS,
  };
}

/** Sections by the headings of the second level: what goes on under one, smaller headings included, belongs to it. */
function underHeadings(sections: readonly Section[]): [Section, ...Section[]][] {
  const groups: [Section, ...Section[]][] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    if (section.level === undefined || last === undefined) {
      groups.push([section]);
    } else {
      last.push(section);
    }
  }
  return groups;
}

/** Our sections one by one, for a redraft that touches nothing else. The headings are ours; people's own have others. */
export function canvasSections(doc: ReviewDocument, links: readonly HeadLink[] = []): CanvasSection[] {
  const dialect = dialectFor(doc);
  const title = `${doc.word}: ${doc.incident.title}`;
  // The canvas shows its own title above: a heading would say it twice.
  const ways = links.flatMap(({ label, url }, index) => [
    ...(index === 0 ? [] : [text(' · ')]),
    link(url, label),
  ]);
  const head = write([paragraph([text(subtitle(doc))]), ...(ways.length > 0 ? [paragraph(ways)] : [])]);
  return [
    { id: 'head', heading: title, markdown: head },
    ...underHeadings(doc.sections).map((parts) => ({
      id: parts[0].id,
      heading: parts[0].title,
      markdown: write(parts.flatMap((part) => renderSection(part, doc, dialect))),
    })),
  ];
}

/** The whole canvas. Sections that would pass Slack's limit of size are named in place of being shown; the log has everything. */
export function renderCanvas(doc: ReviewDocument, links: readonly HeadLink[] = []): string {
  let markdown = '';
  for (const section of canvasSections(doc, links)) {
    const next = markdown === '' ? section.markdown : `${markdown}\n${section.markdown}`;
    markdown =
      next.length <= CANVAS_MAX_CHARACTERS * ROOM
        ? next
        : `${markdown}\n${write([heading(2, section.heading), paragraph([text('Too long for a canvas: see the attached files.')])])}`;
  }
  return markdown;
}
