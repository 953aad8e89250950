// Steps of a page in Atlassian's document format: a tree of nodes as JSON.

import { z } from 'zod';
import { named } from '../../lib/named.ts';
import { type Block, stepsOf } from './steps.ts';

type Node = { type: string; text?: string; attrs?: Record<string, unknown>; content?: Node[] };

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.string(),
    text: z.string().optional(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    content: z.array(node).optional(),
  }),
);

const INLINE = new Set(['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'status', 'date']);
const LISTS: Readonly<Record<string, boolean>> = { orderedList: true, taskList: true, bulletList: false };

function inlineWords({ type, text, attrs = {} }: Node): string {
  const attribute = (name: string) => (typeof attrs[name] === 'string' ? attrs[name] : '');
  switch (type) {
    case 'text':
      return text ?? '';
    case 'hardBreak':
      return '\n';
    case 'inlineCard':
      return attribute('url');
    case 'emoji':
      return attribute('text') || attribute('shortName');
    default:
      return attribute('text');
  }
}

/** Paragraphs in a line each; lists within a step with a dash. */
function wordsOf(inner: Node): string {
  if (INLINE.has(inner.type)) {
    return inlineWords(inner);
  }
  const content = inner.content ?? [];
  if (inner.type in LISTS) {
    return content.map((item) => `– ${wordsOf(item)}`).join('\n');
  }
  const isText = content.every(({ type }) => INLINE.has(type));
  return content.map(wordsOf).join(isText ? '' : '\n');
}

function blocksOf(inner: Node): Block[] {
  const ordered = named(LISTS, inner.type);
  if (ordered !== undefined) {
    return [{ kind: 'list', ordered, items: (inner.content ?? []).map(wordsOf) }];
  }
  if (inner.type === 'heading') {
    return [{ kind: 'heading', depth: Number(inner.attrs?.level ?? 1), text: wordsOf(inner) }];
  }
  return (inner.content ?? []).flatMap(blocksOf);
}

/** The steps in a document's JSON text; none where it is no document. */
export function readAtlasDoc(value: string): { steps: string[]; more: number } {
  try {
    const read = node.safeParse(JSON.parse(value));
    return read.success ? stepsOf(blocksOf(read.data)) : { steps: [], more: 0 };
  } catch {
    return { steps: [], more: 0 };
  }
}
