// Words with their looks as Notion takes them: pieces of at most 2,000 characters, at most 100 in a row (its docs, "Request limits").
import type { PhrasingContent } from 'mdast';
import { clean, isAddress, markupOf } from './reading.ts';

export type RichText = {
  type: 'text';
  text: { content: string; link?: { url: string } };
  annotations?: { bold?: true; italic?: true; strikethrough?: true; code?: true };
};

const PIECE = 2_000;
const MOST_PIECES = 100;
const LONGEST_ADDRESS = 2_000;

type Look = { annotations?: RichText['annotations']; url?: string };

/** Cut where a piece is full, never within a letter. */
function pieces(text: string): string[] {
  const cut: string[] = [];
  let from = 0;
  while (from < text.length) {
    const end = Math.min(from + PIECE, text.length);
    const half = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? '');
    cut.push(text.slice(from, half ? end - 1 : end));
    from = half ? end - 1 : end;
  }
  return cut;
}

function plain(value: string, { annotations, url }: Look): RichText[] {
  return pieces(clean(value)).map((content) => ({
    type: 'text',
    text: { content, ...(url === undefined ? {} : { link: { url } }) },
    ...(annotations ? { annotations } : {}),
  }));
}

const looking = (look: Look, more: RichText['annotations']): Look => ({
  ...look,
  annotations: { ...look.annotations, ...more },
});

/** A place within the page has no address here: its words stay. */
const linked = (look: Look, url: string): Look =>
  isAddress(url) && url.length <= LONGEST_ADDRESS ? { ...look, url } : look;

function inline(node: PhrasingContent, look: Look): RichText[] {
  switch (node.type) {
    case 'text':
      return plain(node.value, look);
    case 'inlineCode':
      return plain(node.value, looking(look, { code: true }));
    case 'strong':
      return inlines(node.children, looking(look, { bold: true }));
    case 'emphasis':
      return inlines(node.children, looking(look, { italic: true }));
    case 'delete':
      return inlines(node.children, looking(look, { strikethrough: true }));
    case 'break':
      return plain('\n', look);
    case 'html': {
      const known = markupOf(node.value.trim());
      return known ? (known.kind === 'break' ? plain('\n', look) : []) : plain(node.value, look);
    }
    case 'link':
      return inlines(node.children, linked(look, node.url));
    case 'image':
      return plain(node.alt || node.url, linked(look, node.url));
    default:
      return 'children' in node ? inlines(node.children as PhrasingContent[], look) : [];
  }
}

const sameLook = (a: RichText, b: RichText) =>
  a.text.link?.url === b.text.link?.url && JSON.stringify(a.annotations) === JSON.stringify(b.annotations);

/** Neighbours that look alike are one piece, where it holds them. */
function merged(texts: readonly RichText[]): RichText[] {
  const all: RichText[] = [];
  for (const one of texts) {
    const last = all.at(-1);
    if (last && sameLook(last, one) && last.text.content.length + one.text.content.length <= PIECE) {
      all[all.length - 1] = {
        ...last,
        text: { ...last.text, content: last.text.content + one.text.content },
      };
    } else {
      all.push(one);
    }
  }
  return all;
}

export function inlines(nodes: readonly PhrasingContent[], look: Look = {}): RichText[] {
  return merged(nodes.flatMap((node) => inline(node, look)));
}

export const richText = (value: string): RichText[] => plain(value, {});

/** Rows of pieces that one block holds each: the first, and what goes on below it. */
export function rowsOf(texts: readonly RichText[]): RichText[][] {
  const rows: RichText[][] = [];
  for (let from = 0; from < texts.length; from += MOST_PIECES) {
    rows.push(texts.slice(from, from + MOST_PIECES));
  }
  return rows.length > 0 ? rows : [[]];
}

/** For a place that cannot go on below itself: what comes after the last whole piece keeps its words and loses its looks. */
export function oneRow(texts: readonly RichText[]): RichText[] {
  if (texts.length <= MOST_PIECES) {
    return [...texts];
  }
  const kept = texts.slice(0, MOST_PIECES / 2);
  const rest = texts
    .slice(MOST_PIECES / 2)
    .map(({ text }) => text.content)
    .join('');
  return [...kept, ...richText(rest)].slice(0, MOST_PIECES);
}
