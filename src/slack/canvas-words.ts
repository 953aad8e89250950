// What stands in a canvas now, as Markdown: emphasis, code, links, lists and tables as they were written.
import type { List, Nodes, RootContent } from 'mdast';
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

/** The whole of it; nothing where Slack sent something else than a canvas. */
export function canvasMarkdown(html: string, names: Readonly<Record<string, string>> = {}): string {
  const blocks = (readCanvasHtml(html) ?? []).map(({ node, list }) => ({
    node: spelled(tidy(node), names) as RootContent,
    list,
  }));
  return markdownOf(joined(blocks)).trim();
}
