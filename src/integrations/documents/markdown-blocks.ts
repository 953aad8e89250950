// A document's Markdown as a tree. Loaded with the first document that needs it: the parser holds some megabytes.
import type { Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** The blocks of the text without the title at its beginning. */
export function blocksIn(markdown: string): RootContent[] {
  const root: Root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const [first, ...rest] = root.children;
  return first?.type === 'heading' && first.depth === 1 ? rest : root.children;
}
