// A review's Markdown without what cites or quotes erased words: sentence by sentence, row by row; the rest stays letter for letter.
import type { Nodes, PhrasingContent, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as wordsOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** What is to go. */
export type Sieve = {
  /** Whether an address leads to what was erased. */
  leads(url: string): boolean;
  /** Whether a text says it again. */
  says(text: string): boolean;
};

export type Sifted = {
  markdown: string;
  /** The words of each passage that is left out. */
  out: string[];
};

/** Stands where something was. */
const LEFT_OUT = '*(left out: erased)*';

type Range = { from: number; to: number };
/** `read`: the part that decides, where it is not the whole. */
type Unit = Range & { nodes: readonly Nodes[]; instead: string; read?: Range };

const rangeOf = ({ position }: Nodes): Range => ({
  from: position?.start.offset ?? 0,
  to: position?.end.offset ?? 0,
});

function linksIn(node: Nodes): string[] {
  const own = node.type === 'link' || node.type === 'image' || node.type === 'definition' ? [node.url] : [];
  return 'children' in node ? [...own, ...(node.children as Nodes[]).flatMap(linksIn)] : own;
}

/** Ends of sentences within a text, of its Markdown: with what closes the sentence and the space after it. */
const SENTENCE_END = /[.!?…]["”’)\]*_]*(?:\s+(?![\s\p{Ll}])|$)|[。！？]["”’)\]*_]*\s*/gu;

type Piece = Range & { node: Nodes; ends: boolean };

/** A paragraph's words in pieces that end with a sentence, or are something else than words. */
function piecesOf(children: readonly PhrasingContent[], source: string): Piece[] {
  return children.flatMap((node): Piece[] => {
    const { from, to } = rangeOf(node);
    if (node.type !== 'text') {
      const ends = node.type !== 'link' && /[.!?…。！？]["”’)]*$/u.test(wordsOf(node));
      return [{ node, from, to, ends: ends || node.type === 'break' }];
    }
    const cuts = Array.from(
      source.slice(from, to).matchAll(SENTENCE_END),
      ({ index, 0: end }) => index + end.length,
    );
    const ends = new Set(cuts);
    const all = [...new Set([...cuts, to - from])].filter((cut) => cut > 0);
    return all.map((cut, index) => {
      const range = { from: from + (all[index - 1] ?? 0), to: from + cut };
      const value = source.slice(range.from, range.to);
      return { node: { type: 'text', value }, ...range, ends: ends.has(cut) };
    });
  });
}

const isBlank = (piece: Piece, source: string) => source.slice(piece.from, piece.to).trim() === '';

/** Within a quotation no sentence stands for itself. */
function isQuoting(pieces: readonly Piece[], source: string): boolean {
  const said = source.slice(pieces[0]?.from, pieces.at(-1)?.to);
  const count = (sign: RegExp) => said.match(sign)?.length ?? 0;
  return count(/[“„«]/gu) > count(/[”»]/gu) || count(/"/gu) % 2 === 1;
}

/** Sentences of a paragraph. The links that follow a sentence are its evidence, and belong to it. */
function sentencesOf(children: readonly PhrasingContent[], source: string): Unit[] {
  const units: Piece[][] = [[]];
  let ended = false;
  for (const piece of piecesOf(children, source)) {
    const goesOn = piece.node.type === 'link' || piece.node.type === 'html' || isBlank(piece, source);
    if (ended && !goesOn) {
      units.push([]);
      ended = false;
    }
    units.at(-1)?.push(piece);
    ended ||= piece.ends && !isQuoting(units.at(-1) ?? [], source);
  }
  return units
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => {
      const [from, to] = [pieces[0]?.from ?? 0, pieces.at(-1)?.to ?? 0];
      const space = /\s*$/.exec(source.slice(from, to))?.[0].length ?? 0;
      return { from, to: to - space, nodes: pieces.map(({ node }) => node), instead: LEFT_OUT };
    });
}

/** A row goes with its line; of the first row, which names the columns, the table. */
function rowUnits(table: Extract<Nodes, { type: 'table' }>): Unit[] {
  return table.children.map((row, index) =>
    index === 0
      ? { ...rangeOf(table), nodes: [row], instead: LEFT_OUT, read: rangeOf(row) }
      : { ...rangeOf(row), nodes: [row], instead: '' },
  );
}

/** Everything that can be left out, outer things before what is in them. */
function unitsOf(node: Nodes, source: string): Unit[] {
  const whole = (instead: string): Unit => ({ ...rangeOf(node), nodes: [node], instead });
  switch (node.type) {
    case 'heading':
      return [whole(`${'#'.repeat(node.depth)} ${LEFT_OUT}`)];
    case 'code':
    case 'html':
    case 'definition':
      return [whole(LEFT_OUT)];
    case 'table':
      return rowUnits(node);
    case 'paragraph': {
      const sentences = sentencesOf(node.children, source);
      return sentences.length > 1 ? [...sentences, whole(LEFT_OUT)] : [whole(LEFT_OUT)];
    }
    default:
      return 'children' in node ? (node.children as Nodes[]).flatMap((child) => unitsOf(child, source)) : [];
  }
}

const saidIn = (unit: Unit) => unit.nodes.map((node) => wordsOf(node)).join('');

type Appendix = { numbers: ReadonlySet<string>; units: Unit[] };

/** The evidence that is erased, from the appendix that every review of ours ends with: its numbers, and the items as a whole. */
function erasedEvidence(root: Root, goes: (nodes: readonly Nodes[]) => boolean): Appendix {
  const at = root.children.findLastIndex(
    (node) => node.type === 'heading' && node.depth === 2 && wordsOf(node) === 'Evidence',
  );
  const list = at < 0 ? undefined : root.children[at + 1];
  const found: Appendix & { numbers: Set<string> } = { numbers: new Set(), units: [] };
  for (const [index, item] of (list?.type === 'list' ? list.children : []).entries()) {
    const [head] = item.children;
    if (list?.type === 'list' && head && goes([item])) {
      found.numbers.add(`#e${(list.start ?? 1) + index}`);
      found.units.push({ from: rangeOf(head).from, to: rangeOf(item).to, nodes: [item], instead: LEFT_OUT });
    }
  }
  return found;
}

function splice(source: string, units: readonly Unit[]): string {
  let [markdown, at] = ['', 0];
  for (const { from, to, instead } of units) {
    if (from >= at) {
      // A row's line goes with its end.
      const end = instead === '' && source[to] === '\n' ? to + 1 : to;
      markdown += source.slice(at, from) + instead;
      at = end;
    }
  }
  return markdown + source.slice(at);
}

export function sift(source: string, sieve: Sieve): Sifted {
  const root: Root = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const erased = (nodes: readonly Nodes[]) =>
    nodes.flatMap(linksIn).some(sieve.leads) || sieve.says(nodes.map((node) => wordsOf(node)).join(''));
  // Also what no reader sees: the language of code, the title of a link.
  const isSaid = ({ from, to }: Range) => sieve.says(source.slice(from, to));
  const { numbers, units } = erasedEvidence(root, erased);
  const goes = (unit: Unit) =>
    erased(unit.nodes) ||
    isSaid(unit.read ?? unit) ||
    unit.nodes.flatMap(linksIn).some((url) => numbers.has(url));
  const out: Unit[] = [...units];
  for (const unit of unitsOf(root, source)) {
    // A paragraph goes as a whole only where none of its sentences does by itself.
    const inside = out.some(({ from, to }) => from >= unit.from && to <= unit.to);
    if (!inside && goes(unit)) {
      out.push(unit);
    }
  }
  out.sort((a, b) => a.from - b.from || b.to - a.to);
  return { markdown: splice(source, out), out: out.map(saidIn).filter((words) => words.trim() !== '') };
}
