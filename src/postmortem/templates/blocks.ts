// A template's Markdown as what a review is made of: headings, sentences, guidance, tables, sections. Facts are marks in it.
import type { Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type Run, runsOf, sectionIn } from './told.ts';

/** `line`: where it stands in the Markdown. */
export type Block = { line: number } & (
  | { kind: 'heading'; depth: number; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'list'; items: Run[][]; lines: number[] }
  | { kind: 'table'; columns: Run[][]; rows: Run[][][]; lines: number[] }
  /** Words to whoever fills it in. */
  | { kind: 'guidance'; texts: Run[][]; lines: number[] }
  | { kind: 'section'; id: string }
  /** What a review has no place for. */
  | { kind: 'refused'; why: string }
);

/** The end of a line that was meant; a line that was only wrapped goes on. */
const HARD_BREAK = '\v';

const LINK_BESIDE = (label: string, url: string) =>
  label === url || url === '' ? label : `${label} (${url})`;

function wordsOf(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'inlineCode':
      return `\`${node.value}\``;
    case 'break':
      return HARD_BREAK;
    case 'link':
      return LINK_BESIDE(node.children.map(wordsOf).join(''), node.url);
    default:
      return 'children' in node ? (node.children as PhrasingContent[]).map(wordsOf).join('') : '';
  }
}

const runs = (nodes: readonly PhrasingContent[]) => runsOf(nodes.map(wordsOf).join('').trim());

const COMMENT = /^<!--[\s\S]*-->$/;
const REFUSED: Readonly<Record<string, string>> = {
  html: 'HTML has no place in a review; write Markdown',
  code: 'a block of code has no place in a review; indent less than four spaces',
  image: 'pictures come with {% section supporting-data %}; a template holds none',
  imageReference: 'pictures come with {% section supporting-data %}; a template holds none',
  footnoteReference: 'footnotes have no place in a review',
  footnoteDefinition: 'footnotes have no place in a review',
  linkReference: 'write the address behind the words: [words](https://…)',
  definition: 'write the address behind the words: [words](https://…)',
};

/** The first thing within that a review has no place for. */
function refusedIn(node: Nodes): { line: number; why: string } | undefined {
  const why = REFUSED[node.type];
  if (why !== undefined && !(node.type === 'html' && COMMENT.test(node.value))) {
    return { line: node.position?.start.line ?? 1, why };
  }
  for (const child of 'children' in node ? (node.children as Nodes[]) : []) {
    const found = refusedIn(child);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Every paragraph within, in order: items of lists within lists come one after another. */
function paragraphsIn(node: Nodes): { text: Run[]; line: number }[] {
  if (node.type === 'paragraph' || node.type === 'heading') {
    return [{ text: runs(node.children), line: node.position?.start.line ?? 1 }];
  }
  return 'children' in node ? (node.children as Nodes[]).flatMap(paragraphsIn) : [];
}

function tableOf(node: Table, line: number): Block {
  const [head, ...rows] = node.children.map((row) => row.children.map((cell) => runs(cell.children)));
  const lines = node.children.slice(1).map((row) => row.position?.start.line ?? line);
  return { kind: 'table', columns: head ?? [], rows, lines, line };
}

function blockOf(node: RootContent): Block[] {
  const line = node.position?.start.line ?? 1;
  const refused = refusedIn(node);
  if (refused !== undefined) {
    return [{ kind: 'refused', ...refused }];
  }
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', depth: node.depth, runs: runs(node.children), line }];
    case 'paragraph': {
      const id = sectionIn(node.children.map(wordsOf).join(''));
      return [
        id === undefined
          ? { kind: 'paragraph', runs: runs(node.children), line }
          : { kind: 'section', id, line },
      ];
    }
    case 'list':
    case 'blockquote': {
      const within = paragraphsIn(node);
      const texts = within.map(({ text }) => text);
      const lines = within.map((one) => one.line);
      return [
        node.type === 'list'
          ? { kind: 'list', items: texts, lines, line }
          : { kind: 'guidance', texts, lines, line },
      ];
    }
    case 'table':
      return [tableOf(node, line)];
    default:
      return [];
  }
}

/** Its blocks in order; rules and comments are none. */
export function blocksIn(markdown: string): Block[] {
  const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return root.children.flatMap(blockOf);
}

/** `line`: how many lines into the text it begins. */
export type Sentence = { text: Run[]; line: number };

const AT_ITS_END = /(?<=[.!?。！？]["”)]?)(\s+)|(\v\s*)/u;

/** A text cut into sentences: at a mark of its end in the template's own words, before a blank. */
export function sentencesIn(text: readonly Run[]): Sentence[] {
  const sentences: Sentence[] = [{ text: [], line: 0 }];
  let line = 0;
  for (const run of text) {
    if ('fact' in run) {
      sentences.at(-1)?.text.push(run);
      continue;
    }
    for (const words of run.words.split(AT_ITS_END).filter((part) => part !== undefined)) {
      const ends = /^\s+$/.test(words) && words !== run.words;
      line += words.match(/[\n\v]/g)?.length ?? 0;
      if (ends) {
        sentences.push({ text: [], line });
      } else {
        sentences.at(-1)?.text.push({ words: words.replace(/\s*\n\s*/g, ' ') });
      }
    }
  }
  return sentences.filter((one) => one.text.some((run) => 'fact' in run || run.words.trim() !== ''));
}
