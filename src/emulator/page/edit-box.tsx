// Editing one's own message in its place.

import { useState } from 'react';
import type { ShownMessage } from '../client-api/shapes.ts';
import { focused } from './draw.ts';
import { typedFrom } from './typed.ts';
import { useClient, usePage } from './use-client.ts';

export function EditBox({ message, close }: { message: ShownMessage; close: () => void }) {
  const client = useClient();
  const overview = usePage((state) => state.overview);
  const [text, setText] = useState(() => (overview ? typedFrom(message.text, overview) : message.text));
  const save = async () => {
    const { channel, ts } = message;
    if (await client.act('edit', { channel, ts, text })) {
      close();
    }
  };
  return (
    <div className="edit-box">
      <textarea
        ref={focused}
        className="text-field"
        aria-label="Edit message"
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            close();
          } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className="row">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );
}
