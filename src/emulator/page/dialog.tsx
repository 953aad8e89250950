// A box above the page that keeps the keyboard to itself: the browser's own dialog element.
import { type ReactNode, useEffect, useRef } from 'react';

/** Where one begins to type; else the browser chooses. */
const FIRST_FIELD = '.dialog-body :is(input, textarea, select)';

type Props = { label: string; onClose: () => void; small?: boolean; children: ReactNode };

export function Dialog({ label, onClose, small, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
    box.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  }, []);
  return (
    <dialog
      ref={box}
      className={small ? 'dialog small' : 'dialog'}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
