// What stands behind people's words where ours say something else by now: marked, and told from theirs.
import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { type Block, blockOfNode } from './blocks.ts';

const MARK = 'Firescribe has since:';
/** Lines about one table; the newest draft has the others. */
const LINES = 10;

const lead = (words: readonly PhrasingContent[]): PhrasingContent[] => [
  { type: 'emphasis', children: [{ type: 'text', value: MARK }] },
  { type: 'text', value: ' ' },
  ...words,
];

function wordsOf(node: RootContent): PhrasingContent[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return node.children;
    case 'code':
      return [{ type: 'inlineCode', value: node.value.replaceAll('\n', ' ') }];
    case 'list': {
      const [first, ...others] = node.children[0]?.children ?? [];
      const rest = others.map((one) => textOf(one)).join(' ');
      const own = first?.type === 'paragraph' ? first.children : [];
      return rest === '' ? own : [...own, { type: 'text', value: ` ${rest}` }];
    }
    default:
      return [{ type: 'text', value: textOf(node) }];
  }
}

/** In a list it is an item, elsewhere a paragraph. */
export function noteOf(block: Block): Block | undefined {
  const paragraph: Paragraph = { type: 'paragraph', children: lead(wordsOf(block.node)) };
  return block.node.type === 'list'
    ? blockOfNode({ ...block.node, children: [{ type: 'listItem', spread: false, children: [paragraph] }] })
    : blockOfNode(paragraph);
}

/** Of a table only what differs; without lines, that it does. */
export function tableNote(lines: readonly PhrasingContent[][]): Block | undefined {
  const more = lines.length - LINES;
  const told: PhrasingContent[][] =
    lines.length === 0
      ? [[{ type: 'text', value: 'the newest draft has this table in another shape.' }]]
      : [
          ...lines.slice(0, LINES),
          ...(more > 0 ? [[{ type: 'text' as const, value: `and ${more} more in the newest draft.` }]] : []),
        ];
  const words = told.flatMap((line, index): PhrasingContent[] =>
    index === 0 ? line : [{ type: 'break' }, ...line],
  );
  return blockOfNode({ type: 'paragraph', children: lead(words) });
}
