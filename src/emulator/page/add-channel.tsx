// Creating a channel.
import { useState } from 'react';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import { channelPlace } from './place.ts';
import { useClient } from './use-client.ts';

export function AddChannel() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Create a channel"
        onClick={() => setOpen(true)}
      >
        <Icon name="plus" />
      </button>
      {open && <NewChannel close={() => setOpen(false)} />}
    </>
  );
}

function NewChannel({ close }: { close: () => void }) {
  const client = useClient();
  const [name, setName] = useState('');
  const [secret, setSecret] = useState(false);
  const create = async () => {
    const made = await client.act<string>('createChannel', { name, private: secret });
    if (made) {
      close();
      client.go(channelPlace(made.result));
    }
  };
  return (
    <Dialog label="Create a channel" onClose={close} small>
      <h2>Create a channel</h2>
      <div className="dialog-body">
        <label>
          Name
          <input
            className="text-field"
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && void create()}
          />
        </label>
        <label className="quiet">
          <input type="checkbox" checked={secret} onChange={(event) => setSecret(event.target.checked)} />{' '}
          Private
        </label>
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={() => void create()}>
          Create
        </button>
      </footer>
    </Dialog>
  );
}
