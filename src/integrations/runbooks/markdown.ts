// Steps of a runbook that is written in Markdown.
import type { List, ListItem, Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as words } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { type Block, stepsOf } from './steps.ts';

/** Paragraphs in a line each; commands as they are; lists within a step with a dash. */
function itemWords(item: ListItem): string {
  return item.children
    .map((child) =>
      child.type === 'list'
        ? child.children.map((inner) => `– ${itemWords(inner)}`).join('\n')
        : plain(child),
    )
    .join('\n');
}

/** Links keep their address: it may be the whole point of the step. */
function plain(node: Nodes): string {
  if (node.type === 'link') {
    const text = words(node);
    return text === node.url ? text : `${text} (${node.url})`;
  }
  if (node.type === 'break') {
    return '\n';
  }
  return 'children' in node ? (node.children as Nodes[]).map(plain).join('') : words(node);
}

const isOrdered = (list: List) =>
  list.ordered === true || list.children.some(({ checked }) => checked != null);

function blocksOf(nodes: readonly RootContent[]): Block[] {
  return nodes.flatMap((node): Block[] => {
    switch (node.type) {
      case 'heading':
        return [{ kind: 'heading', depth: node.depth, text: words(node) }];
      case 'list':
        return [{ kind: 'list', ordered: isOrdered(node), items: node.children.map(itemWords) }];
      case 'blockquote':
        return blocksOf(node.children);
      default:
        return [];
    }
  });
}

/** Title (the first heading) and steps of a Markdown text. */
export function readMarkdown(text: string): { title?: string; steps: string[]; more: number } {
  const root: Root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const heading = root.children.find((node) => node.type === 'heading');
  return { ...(heading ? { title: words(heading) } : {}), ...stepsOf(blocksOf(root.children)) };
}
