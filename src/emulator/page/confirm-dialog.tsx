// Shows the question of a confirm object, one at a time.

import type { ConfirmationDialog } from '@slack/types';
import { type ReactNode, useCallback, useState } from 'react';
import { type Ask, AskContext } from './confirm.ts';
import { Dialog } from './dialog.tsx';
import { focused } from './draw.ts';
import { TextObject } from './text-object.tsx';

type Open = { dialog: ConfirmationDialog; answer: (yes: boolean) => void };

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open>();
  const ask: Ask = useCallback(
    (dialog) =>
      new Promise((resolve) => {
        setOpen({
          dialog,
          answer(yes) {
            setOpen(undefined);
            resolve(yes);
          },
        });
      }),
    [],
  );
  return (
    <AskContext value={ask}>
      {children}
      {open && <ConfirmDialog {...open} />}
    </AskContext>
  );
}

function ConfirmDialog({ dialog, answer }: Open) {
  const { title, text, confirm, deny, style } = dialog;
  return (
    <Dialog label={title?.text ?? 'Are you sure?'} onClose={() => answer(false)} small>
      <h2>{title?.text ?? 'Are you sure?'}</h2>
      <div className="dialog-body">
        <TextObject text={text} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => answer(false)}>
          {deny?.text ?? 'Cancel'}
        </button>
        <button
          type="button"
          className={`button ${style ?? 'primary'}`}
          onClick={() => answer(true)}
          ref={focused}
        >
          {confirm?.text ?? 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
}
