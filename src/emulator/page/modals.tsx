// The modals a person has open: the top one is shown, the others wait beneath.

import type { PlainTextElement } from '@slack/types';
import { useRef, useState } from 'react';
import type { ShownView } from '../client-api/shapes.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import { TextObject } from './text-object.tsx';
import { useClient, usePage } from './use-client.ts';
import { useViewForm, ViewBlocks } from './view-blocks.tsx';

export function Modals() {
  const modals = usePage((state) => state.modals);
  return modals.map((view, index) => (
    <Modal key={view.id} view={view} depth={index} shown={index === modals.length - 1} />
  ));
}

type Props = { view: ShownView; depth: number; shown: boolean };

function Modal({ view, depth, shown }: Props) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const app = usePage((state) => state.overview?.apps.find(({ id }) => id === view.appId)?.name);
  const send = useRef<() => void>(undefined);
  const form = useViewForm(view, () => send.current?.());
  send.current = async () => {
    if (!busy) {
      setBusy(true);
      await client.act('submit', { entries: form.entries });
      setBusy(false);
    }
  };
  if (!shown) {
    return null;
  }
  const { title, submit, close } = view.content as Record<string, PlainTextElement | undefined>;
  return (
    <Dialog label={title?.text ?? ''} onClose={() => client.act('closeModal', {})}>
      <header className="dialog-head">
        <div>
          <h2>
            <TextObject text={title} />
          </h2>
          <small className="quiet">{app}</small>
        </div>
        <button
          type="button"
          className="icon-button"
          aria-label={depth > 0 ? 'Close all' : 'Close'}
          onClick={() => client.act('closeModal', { all: true })}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">
        <ViewBlocks view={view} form={form} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => client.act('closeModal', {})}>
          {close?.text ?? (depth > 0 ? 'Back' : 'Cancel')}
        </button>
        {submit && (
          <button type="button" className="button primary" aria-busy={busy} onClick={() => send.current?.()}>
            <TextObject text={submit} />
          </button>
        )}
      </footer>
    </Dialog>
  );
}
