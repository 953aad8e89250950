// The review as GitHub-flavoured Markdown that stands alone: its evidence is quoted in an appendix as well as linked.
import type { ListItem, RootContent } from 'mdast';
import { zoned } from '../evidence/zoned.ts';
import type { Cited, ReviewDocument } from './document.ts';
import {
  blocksOf,
  heading,
  html,
  type Inline,
  link,
  paragraph,
  strong,
  text,
  write,
} from './markdown-tree.ts';
import { type Dialect, renderSection, subtitle } from './render-sections.ts';

function appendixItem(cited: Cited, number: number, doc: ReviewDocument): ListItem {
  const head: Inline[] = [
    html(`<a id="e${number}"></a>`),
    strong(`${zoned(doc.incident.zone).full(Date.parse(cited.at))}, ${cited.author}`),
    text(cited.kind === 'message' ? '' : ` (${cited.kind})`),
    ...(cited.link === undefined ? [] : [text(' '), link(cited.link, 'open')]),
  ];
  const blocks = blocksOf(cited.text);
  return {
    type: 'listItem',
    spread: false,
    children:
      blocks.length === 0 ? [paragraph(head)] : [paragraph(head), { type: 'blockquote', children: blocks }],
  };
}

function appendix(doc: ReviewDocument): RootContent[] {
  return [
    heading(2, 'Evidence'),
    {
      type: 'list',
      ordered: true,
      start: 1,
      spread: false,
      children: doc.cited.map((cited, index) => appendixItem(cited, index + 1, doc)),
    },
  ];
}

/** The whole review. Evidence is numbered as the appendix lists it. */
export function renderMarkdown(doc: ReviewDocument): string {
  const numbers = new Map(doc.cited.map((cited, index) => [cited.id, index + 1]));
  const dialect: Dialect = {
    evidence: (ids) =>
      ids.flatMap((id) => {
        const number = numbers.get(id);
        return number === undefined ? [] : [html(`[\\[${number}\\]](#e${number})`)];
      }),
    person: () => undefined,
    picture: ({ title, file }) => paragraph([{ type: 'image', url: file, alt: title }]),
    maxCells: Number.POSITIVE_INFINITY,
  };
  return write([
    heading(1, `${doc.word}: ${doc.incident.title}`),
    paragraph([text(subtitle(doc))]),
    ...doc.sections.flatMap((section) => renderSection(section, doc, dialect)),
    ...appendix(doc),
  ]);
}
