// A canvas as Slack gives it back (HTML), read into Markdown trees, block by block, each with the id that edits are aimed at.

import type { BlockContent, List, ListItem, PhrasingContent, RootContent, TableCell } from 'mdast';
import { named } from '../../lib/named.ts';

/**
 * `ids`: of the cells of a table, row by row; a table and a quotation have no id of their own in the HTML. `list`: of the list
 * that an item stands in.
 */
export type ReadBlock = { node: RootContent; id?: string; ids?: (string | undefined)[][]; list?: string };

type Element = { name: string; attributes: string; children: (Element | string)[] };

const VOID = new Set(['br', 'hr', 'img', 'input', 'col', 'meta', 'link']);
const BLOCK =
  /^(h[1-6]|p|pre|ul|ol|li|div|blockquote|table|tbody|thead|tr|td|th|hr|main|article|section|body|html)$/;
/** Pages that stand where a canvas should: nobody may take their words for a review. */
const SIGN_IN = /<title>[^<]*sign\s*in|id="signin"/i;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const decoded = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (all, ten?: string, hex?: string, name = '') =>
    ten || hex
      ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(ten ?? hex ?? '', ten ? 10 : 16)))
      : (named(ENTITIES, name.toLowerCase()) ?? all),
  );

/** Never fails: tags that nobody closed end with what is around them, tags that nobody opened are left out. */
function treeOf(html: string): Element {
  const root: Element = { name: 'root', attributes: '', children: [] };
  const open = [root];
  for (const [, closing, name = '', attributes = '', text = ''] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|([^<]+)/gi,
  )) {
    const tag = name.toLowerCase();
    if (text !== '') {
      open.at(-1)?.children.push(decoded(text));
    } else if (closing) {
      const at = open.findLastIndex((one) => one.name === tag);
      open.splice(at > 0 ? at : open.length);
    } else {
      const element: Element = { name: tag, attributes, children: [] };
      open.at(-1)?.children.push(element);
      if (!VOID.has(tag) && !attributes.endsWith('/')) {
        open.push(element);
      }
    }
  }
  return root;
}

const attribute = ({ attributes }: Element, name: string): string | undefined => {
  const found = new RegExp(`(?<![\\w-])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(attributes);
  return found ? decoded(found[1] ?? found[2] ?? '') : undefined;
};

const isElement = (node: Element | string): node is Element => typeof node !== 'string';

function plain(node: Element | string): string {
  if (!isElement(node)) {
    return node;
  }
  return node.name === 'br' ? '\n' : node.children.map(plain).join('');
}

/** Mentions, emoji and dates: a link without an address is a mention, a picture without a source an emoji. */
function control(element: Element): PhrasingContent[] {
  const words = plain(element).trim();
  if (/^[@#][A-Z0-9]+$/.test(words)) {
    return [{ type: 'image', url: words, alt: '' }];
  }
  return words === '' ? [] : inlines(element.children);
}

const MARKS: Readonly<Record<string, 'strong' | 'emphasis' | 'delete'>> = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  del: 'delete',
  s: 'delete',
  strike: 'delete',
};

function inline(node: Element | string): PhrasingContent[] {
  if (!isElement(node)) {
    return node === '' ? [] : [{ type: 'text', value: node }];
  }
  const { name, children } = node;
  const mark = named(MARKS, name);
  if (mark) {
    return plain(node).trim() === '' ? inlines(children) : [{ type: mark, children: inlines(children) }];
  }
  switch (name) {
    case 'br':
      return [{ type: 'break' }];
    case 'code':
      return [{ type: 'inlineCode', value: plain(node) }];
    case 'a': {
      const url = attribute(node, 'href');
      return url === undefined ? inlines(children) : [{ type: 'link', url, children: inlines(children) }];
    }
    case 'img': {
      const url = attribute(node, 'src');
      return url === undefined ? [] : [{ type: 'image', url, alt: attribute(node, 'alt') ?? '' }];
    }
    case 'control':
      return control(node);
    default:
      return inlines(children);
  }
}

const inlines = (nodes: readonly (Element | string)[]): PhrasingContent[] => nodes.flatMap(inline);

function paragraph(element: Element): ReadBlock[] {
  const id = attribute(element, 'id');
  const aimed = id === undefined ? {} : { id };
  const kind = attribute(element, 'class') ?? '';
  if (/\bprettyprint\b/.test(kind) || element.name === 'pre') {
    return [{ node: { type: 'code', value: plain(element) }, ...aimed }];
  }
  const card = /\bembedded-(file|link)\b/.test(kind) ? /URL:\s*(\S+)/.exec(plain(element))?.[1] : undefined;
  const children: PhrasingContent[] = card
    ? [{ type: 'image', url: card, alt: '' }]
    : inlines(element.children);
  return [{ node: { type: 'paragraph', children }, ...aimed }];
}

/** Nested lists stand beside the item that they belong to, or in it. */
function itemsOf(list: Element): { item: ListItem; id?: string }[] {
  const found: { item: ListItem; id?: string }[] = [];
  for (const child of list.children.filter(isElement)) {
    if (child.name === 'li') {
      const nested = child.children.filter(isElement).filter(({ name }) => name === 'ul' || name === 'ol');
      const own = child.children.filter((one) => !isElement(one) || !nested.includes(one));
      const id = attribute(child, 'id');
      const children: BlockContent[] = [{ type: 'paragraph', children: inlines(own) }];
      const checked = /\bchecked\b/.test(attribute(child, 'class') ?? '') || null;
      found.push({ item: { type: 'listItem', spread: false, checked, children }, ...(id ? { id } : {}) });
      nested.forEach((one) => {
        nest(found.at(-1)?.item, one);
      });
    } else if (child.name === 'ul' || child.name === 'ol') {
      nest(found.at(-1)?.item, child);
    }
  }
  return found;
}

function nest(item: ListItem | undefined, list: Element): void {
  const children = itemsOf(list).map((one) => one.item);
  if (item && children.length > 0) {
    item.children.push({ type: 'list', ordered: false, spread: false, children });
  }
}

/** 5 bullets, 6 numbers, 7 boxes. One block for each item: people change items, not lists. */
function list(element: Element, style: string | undefined): ReadBlock[] {
  const ordered = style === '6' || (style === undefined && element.name === 'ol');
  const whole = attribute(element, 'id');
  return itemsOf(element).map(({ item, id }) => {
    const checked = style === '7' ? (item.checked ?? false) : item.checked;
    const node: List = { type: 'list', ordered, spread: false, children: [{ ...item, checked }] };
    return { node, ...(id ? { id } : {}), ...(whole ? { list: whole } : {}) };
  });
}

function table(element: Element): ReadBlock[] {
  const within = (node: Element, names: readonly string[]): Element[] =>
    node.children
      .filter(isElement)
      .flatMap((child) => (names.includes(child.name) ? [child] : within(child, names)));
  const rows = within(element, ['tr']).map((row) =>
    within(row, ['td', 'th']).map((cell): { cell: TableCell; id?: string } => {
      const parts = within(cell, ['p', 'li']);
      const id = parts[0] && attribute(parts[0], 'id');
      const lines = parts.length > 0 ? parts.map((part) => inlines(part.children)) : [inlines(cell.children)];
      const children = lines.flatMap((line, index): PhrasingContent[] =>
        index === 0 ? line : [{ type: 'break' }, ...line],
      );
      return { cell: { type: 'tableCell', children }, ...(id ? { id } : {}) };
    }),
  );
  const id = attribute(element, 'id');
  return rows.length === 0
    ? []
    : [
        {
          node: {
            type: 'table',
            children: rows.map((row) => ({ type: 'tableRow', children: row.map(({ cell }) => cell) })),
          },
          ids: rows.map((row) => row.map((one) => one.id)),
          ...(id ? { id } : {}),
        },
      ];
}

function quotation(element: Element): ReadBlock[] {
  const inner = blocksIn(element.children);
  const children = inner.flatMap(({ node }) => (node.type === 'paragraph' ? [node] : []));
  return children.length === 0
    ? []
    : [{ node: { type: 'blockquote', children }, ids: [inner.map(({ id }) => id)] }];
}

function block(element: Element): ReadBlock[] {
  const { name } = element;
  if (/^h[1-6]$/.test(name)) {
    const depth = Math.min(3, Number(name[1])) as 1 | 2 | 3;
    const id = attribute(element, 'id');
    return [{ node: { type: 'heading', depth, children: inlines(element.children) }, ...(id ? { id } : {}) }];
  }
  switch (name) {
    case 'p':
    case 'pre':
      return paragraph(element);
    case 'ul':
    case 'ol':
      return list(element, undefined);
    case 'table':
      return table(element);
    case 'blockquote':
      return quotation(element);
    case 'hr':
      return [{ node: { type: 'thematicBreak' } }];
    default: {
      const style = attribute(element, 'data-section-style');
      const lists = element.children.filter(isElement).filter((one) => /^[uo]l$/.test(one.name));
      return style !== undefined && lists.length > 0
        ? lists.flatMap((one) => list(one, style))
        : blocksIn(element.children);
    }
  }
}

/** Words that stand in no block become paragraphs. */
function blocksIn(nodes: readonly (Element | string)[]): ReadBlock[] {
  const found: ReadBlock[] = [];
  let loose: (Element | string)[] = [];
  const gather = () => {
    if (loose.some((one) => plain(one).trim() !== '')) {
      found.push({ node: { type: 'paragraph', children: inlines(loose) } });
    }
    loose = [];
  };
  for (const node of nodes) {
    if (isElement(node) && BLOCK.test(node.name)) {
      gather();
      found.push(...block(node));
    } else {
      loose.push(node);
    }
  }
  gather();
  return found;
}

/** The blocks of a canvas; undefined where Slack sent its sign-in page in place of one. */
export function readCanvasHtml(html: string): ReadBlock[] | undefined {
  return SIGN_IN.test(html) ? undefined : blocksIn(treeOf(html).children);
}
