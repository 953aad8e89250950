// The question an element asks before it acts (Slack's confirm object).
import type { ConfirmationDialog } from '@slack/types';
import { createContext, use } from 'react';

export type Ask = (dialog: ConfirmationDialog) => Promise<boolean>;

export const AskContext = createContext<Ask>(() => Promise.resolve(true));

/** Resolves at once where there is nothing to ask. */
export function useConfirm(): (dialog: ConfirmationDialog | undefined) => Promise<boolean> {
  const ask = use(AskContext);
  return (dialog) => (dialog ? ask(dialog) : Promise.resolve(true));
}
