// What an element shows and what happens when a person changes it.
import type { ConfirmationDialog } from '@slack/types';
import { type ElementFields, type Entry, shownEntry, useScope } from './block-scope.ts';
import { useConfirm } from './confirm.ts';

export type InputPlace = {
  /** For the label. */
  id: string;
  /** Whether the app hears of each change. */
  dispatch: boolean;
};

export type ElementProps = { element: ElementFields; blockId: string; input?: InputPlace };

export type Field = {
  key: string;
  entry: Entry;
  /** Keeps it here; tells the app where Slack would. */
  change(entry: Entry): void;
  /** Tells the app of what is entered, for fields of text: on Enter or when the reader leaves. */
  commit(): void;
};

export function useField({ element, blockId, input }: ElementProps): Field {
  const scope = useScope();
  const confirm = useConfirm();
  const key = `${blockId}/${element.action_id ?? ''}`;
  const entry = shownEntry(scope, blockId, element);
  const told = input === undefined || input.dispatch || 'channel' in scope.where;
  return {
    key,
    entry,
    async change(next) {
      if (!(await confirm(element.confirm as ConfirmationDialog | undefined))) {
        return;
      }
      scope.setEntry(key, next);
      if (told) {
        await scope.press(key, next);
      }
    },
    commit() {
      if (told && entry !== null) {
        void scope.press(key, entry);
      }
    },
  };
}

/** Keeps text while it is typed; nobody is told before `commit`. */
export function useTyping(props: ElementProps): Field {
  const scope = useScope();
  const field = useField(props);
  return { ...field, change: (entry) => scope.setEntry(field.key, entry) };
}
