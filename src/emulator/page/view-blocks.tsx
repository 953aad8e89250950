// The blocks of a modal or Home tab with what was entered in them.
import { useState } from 'react';
import type { ShownView } from '../client-api/shapes.ts';
import { type BlockScope, BlockScopeContext, type Entry } from './block-scope.ts';
import { Blocks } from './blocks.tsx';
import { useClient } from './use-client.ts';

export type ViewForm = { scope: BlockScope; entries: Record<string, Entry> };

/** What is entered stays here until it is submitted, or goes along with a press. */
export function useViewForm(view: ShownView, submit?: () => void): ViewForm {
  const client = useClient();
  const [all, setEntries] = useState<Record<string, Entry>>({});
  const entries = standing(all, view);
  const where = { view: view.id };
  const scope: BlockScope = {
    where,
    held: view.values,
    entries,
    errors: view.errors,
    setEntry: (key, entry) => setEntries((old) => ({ ...old, [key]: entry })),
    async press(what, value) {
      const typed =
        view.kind === 'modal'
          ? { entries: { ...entries, ...(value === undefined ? {} : { [what]: undefined }) } }
          : {};
      await client.act('click', { where, what, ...typed, ...(value === undefined ? {} : { value }) });
    },
    suggest: (what, query) => client.tryAct('suggest', { where, what, query }),
    ...(submit ? { submit } : {}),
  };
  return { scope, entries };
}

/** Slack's docs: what was entered stays as long as its block_id and action_id do. */
function standing(entries: Record<string, Entry>, view: ShownView): Record<string, Entry> {
  const keys = keysIn(view.content.blocks);
  return Object.fromEntries(Object.entries(entries).filter(([key]) => keys.has(key)));
}

type Fields = {
  block_id?: string;
  action_id?: string;
  element?: Fields;
  accessory?: Fields;
  elements?: Fields[];
};

function keysIn(blocks: unknown): Set<string> {
  const all = (Array.isArray(blocks) ? blocks : []) as Fields[];
  return new Set(
    all.flatMap(({ block_id, element, accessory, elements = [] }) =>
      [element, accessory, ...elements].flatMap((each) =>
        each?.action_id ? [`${block_id}/${each.action_id}`] : [],
      ),
    ),
  );
}

export function ViewBlocks({ view, form }: { view: ShownView; form: ViewForm }) {
  return (
    <BlockScopeContext value={form.scope}>
      <Blocks blocks={view.content.blocks as unknown[]} />
    </BlockScopeContext>
  );
}
