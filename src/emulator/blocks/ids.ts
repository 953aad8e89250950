// Owns block_id and action_id: that none is used twice, and the ones Slack makes up where an app gave none.
import { randomBytes } from 'node:crypto';
import type { BlockError } from './slack-words.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Elements that people act on, and so carry an action_id. */
const INTERACTIVE =
  /^(button|workflow_button|icon_button|feedback_buttons|checkboxes|radio_buttons|overflow|(date|time|datetime)picker|(multi_)?(static|external|users|conversations|channels)_select|(plain|email|url)_text_input|number_input|file_input|rich_text_input)$/;

/** The interactive elements of one block with where they are in it. */
export function elementsOf(block: unknown): { element: Fields; at: string }[] {
  if (!isFields(block)) {
    return [];
  }
  const lists = Array.isArray(block.elements)
    ? block.elements.map((element: unknown, index) => ({ element, at: `/elements/${index}` }))
    : [];
  const cardActions = Array.isArray(block.actions)
    ? block.actions.map((element: unknown, index) => ({ element, at: `/actions/${index}` }))
    : [];
  const single = (['accessory', 'element'] as const).map((key) => ({ element: block[key], at: `/${key}` }));
  return [...lists, ...cardActions, ...single].filter(
    (found): found is { element: Fields; at: string } =>
      isFields(found.element) && INTERACTIVE.test(String(found.element.type)),
  );
}

/** Blocks inside this one: a container's children, a carousel's cards. */
function innerBlocks(block: unknown): { block: unknown; at: string }[] {
  if (!isFields(block)) {
    return [];
  }
  const key = block.type === 'carousel' ? 'elements' : 'child_blocks';
  const list = block[key];
  return Array.isArray(list)
    ? list.map((inner: unknown, index) => ({ block: inner, at: `/${key}/${index}` }))
    : [];
}

/** Every block with its pointer, those inside others included. */
export function everyBlock(blocks: unknown[]): { block: unknown; at: string }[] {
  return blocks.flatMap((block, index) => withInner(block, `/${index}`));
}

function withInner(block: unknown, at: string): { block: unknown; at: string }[] {
  return [
    { block, at },
    ...innerBlocks(block).flatMap((inner) => withInner(inner.block, `${at}${inner.at}`)),
  ];
}

/** Slack refuses a block_id used twice on a surface, and an action_id used twice in one block. */
export function duplicateIds(blocks: unknown[]): BlockError[] {
  const all = everyBlock(blocks);
  const blockIds = repeated(all, (item) => isFields(item.block) && item.block.block_id, 'block_id');
  const actionIds = all.flatMap(({ block, at }) =>
    repeated(elementsOf(block), (item) => item.element.action_id, 'action_id').map((error) => ({
      ...error,
      pointer: at + error.pointer,
    })),
  );
  return [...blockIds, ...actionIds];
}

function repeated<T extends { at: string }>(
  items: T[],
  idOf: (item: T) => unknown,
  name: string,
): BlockError[] {
  const seen = new Set<unknown>();
  return items.flatMap((item) => {
    const id = idOf(item);
    if (typeof id !== 'string' || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ message: `\`${name}\` "${id}" already exists`, pointer: `${item.at}/${name}` }];
  });
}

/** Ids such as Slack makes: five characters of base 64 (`a9Kd=` like), no longer than they need to be. */
const newId = () => randomBytes(4).toString('base64url').slice(0, 5);

/** A copy of the blocks in which every block has a block_id and every interactive element an action_id. */
export function fillBlockIds(blocks: unknown[]): Fields[] {
  const copy: unknown[] = structuredClone(blocks);
  for (const { block } of everyBlock(copy)) {
    if (isFields(block)) {
      block.block_id ||= newId();
      for (const { element } of elementsOf(block)) {
        element.action_id ||= newId();
      }
    }
  }
  return copy.filter(isFields);
}
