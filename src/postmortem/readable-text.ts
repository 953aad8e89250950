// A review's Markdown as plain words, for those who search it. Its appendix of evidence is left out: those words are found where they were said.
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as words } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

const APPENDIX = 'Evidence';

function textOf(node: Nodes): string[] {
  if (node.type === 'html') {
    return [];
  }
  return node.type === 'paragraph' ||
    node.type === 'heading' ||
    node.type === 'tableCell' ||
    node.type === 'code'
    ? [words(node, { includeHtml: false })]
    : 'children' in node
      ? (node.children as Nodes[]).flatMap(textOf)
      : [];
}

export function readableText(markdown: string): string {
  const root: Root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const end = root.children.findIndex(
    (node) => node.type === 'heading' && node.depth === 2 && words(node) === APPENDIX,
  );
  const shown = end < 0 ? root.children : root.children.slice(0, end);
  return shown.flatMap(textOf).filter(Boolean).join('\n');
}
