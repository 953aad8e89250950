// The words of Markdown nodes, with where each stands in the file and what it links to.
import type { Nodes, PhrasingContent } from 'mdast';

/** A stretch of text that stands in one place of the file. */
type Piece = { from: number; to: number; source: { from: number; to: number } };

export type Placed = { text: string; links: string[]; pieces: readonly Piece[] };

export type Comment = { text: string; line: number };

type Taking = { text: string; links: string[]; pieces: Piece[]; comments: Comment[] };

function add(taking: Taking, words: string, node: Nodes): void {
  const from = taking.text.length;
  taking.text += words;
  const { position } = node;
  if (position?.start.offset !== undefined && position.end.offset !== undefined) {
    const source = { from: position.start.offset, to: position.end.offset };
    taking.pieces.push({ from, to: taking.text.length, source });
  }
}

function take(taking: Taking, node: Nodes): void {
  switch (node.type) {
    case 'text':
      add(taking, node.value, node);
      return;
    case 'inlineCode':
      add(taking, `\`${node.value}\``, node);
      return;
    case 'break':
      add(taking, '\n', node);
      return;
    case 'html':
      taking.comments.push({ text: node.value, line: node.position?.start.line ?? 0 });
      add(taking, /^<br\b/i.test(node.value) ? '\n' : '', node);
      return;
    case 'link':
      taking.links.push(node.url);
      for (const child of node.children) {
        take(taking, child);
      }
      return;
    case 'linkReference':
      taking.links.push(node.identifier);
      for (const child of node.children) {
        take(taking, child);
      }
      return;
    case 'footnoteReference':
      taking.links.push(node.identifier);
      return;
    case 'image':
    case 'delete':
      return;
    default:
      for (const child of 'children' in node ? (node.children as Nodes[]) : []) {
        take(taking, child);
      }
  }
}

/** The words of these nodes, one after another. Struck words and pictures say nothing; code keeps its backticks. */
export function wordsIn(nodes: readonly PhrasingContent[]): Placed & { comments: readonly Comment[] } {
  const taking: Taking = { text: '', links: [], pieces: [], comments: [] };
  for (const node of nodes) {
    take(taking, node);
  }
  return taking;
}

/** The lines of a text as texts of their own, where people write one thing a line. */
export function linesOf(placed: Placed): Placed[] {
  let from = 0;
  return placed.text.split('\n').map((text) => {
    const to = from + text.length;
    const pieces = placed.pieces
      .filter((piece) => piece.to > from && piece.from < to + 1)
      .map((piece) => ({ ...piece, from: piece.from - from, to: piece.to - from }));
    from = to + 1;
    return { text, links: placed.links, pieces };
  });
}

/**
 * Where a character of the text stands in the file, as an offset. Escapes and entities are longer in the file than in the
 * text: `words`, which begin there, are then looked for.
 */
export function sourceOffset(placed: Placed, at: number, words: string, file: string): number {
  const piece = placed.pieces.find(({ from, to }) => at >= from && at < to) ?? placed.pieces[0];
  if (piece === undefined) {
    return 0;
  }
  const shift = at - piece.from;
  const straight = Math.max(piece.source.from, Math.min(piece.source.from + shift, piece.source.to));
  const start = words.slice(0, Math.max(1, Math.min(words.length, piece.to - at)));
  if (start === '' || file.startsWith(start, straight)) {
    return straight;
  }
  const first = /^\S+/.exec(start)?.[0] ?? start;
  const found = file.slice(straight, piece.source.to).indexOf(first);
  return found < 0 ? straight : straight + found;
}

/** 1-based, columns in UTF-16 units as editors count them. */
export function lineAndColumn(file: string, offset: number): { line: number; column: number } {
  const before = file.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
