// What stands in a canvas now, as Markdown: emphasis, code, links, lists and tables as they were written.
import type { List, Nodes, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { markdownOf, tidy } from './canvas/blocks.ts';
import { readCanvasHtml } from './canvas/read-html.ts';

/** Items that stood in one list stand in one again; numbers go on. */
function joined(nodes: readonly { node: RootContent; list?: string }[]): RootContent[] {
  const out: RootContent[] = [];
  let open: string | undefined;
  for (const { node, list } of nodes) {
    const last = out.at(-1);
    if (node.type === 'list' && last?.type === 'list' && list === open && sameKind(node, last)) {
      last.children.push(...node.children);
    } else {
      out.push(node.type === 'list' ? { ...node, children: [...node.children] } : node);
    }
    open = list;
  }
  return out;
}

const sameKind = (one: List, other: List) => one.ordered === other.ordered;

/** A mention is a word elsewhere: `@Bo`, or the id where the name is not known. */
function spelled(node: Nodes, names: Readonly<Record<string, string>>): Nodes {
  if (node.type === 'image' && /^[@#]/.test(node.url)) {
    const name = names[node.url.slice(1)];
    return { type: 'text', value: name === undefined ? node.url : `${node.url[0]}${name}` };
  }
  return 'children' in node
    ? ({ ...node, children: node.children.map((child) => spelled(child, names)) } as Nodes)
    : node;
}

/** `names`: of people, by id. `title`: what Slack shows above all, in what it gives back as well. */
export type AsWritten = { names?: Readonly<Record<string, string>>; title?: string };

/** The whole of it but for its title; nothing where Slack sent something else than a canvas. */
export function canvasMarkdown(html: string, { names = {}, title }: AsWritten = {}): string {
  const read = readCanvasHtml(html) ?? [];
  const first = read[0]?.node;
  const titled = first?.type === 'heading' && first.depth === 1 && textOf(first).trim() === title?.trim();
  const blocks = (titled ? read.slice(1) : read).map(({ node, list }) => ({
    node: spelled(tidy(node), names) as RootContent,
    list,
  }));
  return markdownOf(joined(blocks)).trim();
}
