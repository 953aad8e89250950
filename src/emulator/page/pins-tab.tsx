// The pins of a channel, newest first; a press leads to the message.
import type { ShownChannel, ShownMessage } from '../client-api/shapes.ts';
import { Message } from './message.tsx';
import { useClient, usePage } from './use-client.ts';

const NONE: ShownMessage[] = [];

export function PinsTab({ channel }: { channel: ShownChannel }) {
  const client = useClient();
  const pins = usePage((state) => state.details[channel.id]?.pins ?? NONE);
  if (pins.length === 0) {
    return <p className="empty">Nothing is pinned here yet. Use the menu of a message to pin it.</p>;
  }
  const open = ({ ts, threadTs }: ShownMessage) =>
    client.go({
      kind: 'channel',
      channel: channel.id,
      tab: 'messages',
      mark: ts,
      ...(threadTs ? { thread: threadTs } : {}),
    });
  return (
    <div className="messages">
      {pins.map((message) => (
        <div key={message.ts} className="pin">
          <Message message={message} inThread />
          <button type="button" className="quiet-link" onClick={() => open(message)}>
            Show in channel
          </button>
        </div>
      ))}
    </div>
  );
}
