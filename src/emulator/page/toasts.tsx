// Quiet words at the foot of the page: refusals, and what was done.

import { useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';
import { useClient, usePage } from './use-client.ts';

export function Toasts() {
  const client = useClient();
  const toasts = usePage((state) => state.toasts);
  const box = useRef<HTMLDivElement>(null);
  // A popover shown last stands above an open dialog.
  useEffect(() => {
    box.current?.hidePopover();
    if (toasts.length > 0) {
      box.current?.showPopover();
    }
  }, [toasts]);
  return (
    <div className="toasts" ref={box} popover="manual" role="status" aria-live="polite">
      {toasts.map(({ id, words, kind }) => (
        <div key={id} className={`toast ${kind}`}>
          {words}
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => client.dismissToast(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
