// The reactions under a message.
import type { ShownMessage } from '../client-api/shapes.ts';
import { EmojiButton } from './emoji-picker.tsx';
import { nameOf, useClient, usePage, useUsers } from './use-client.ts';
import { Emoji } from './words.tsx';

export function Reactions({ message }: { message: ShownMessage }) {
  const client = useClient();
  const me = usePage((state) => state.me);
  const users = useUsers();
  if (message.reactions.length === 0) {
    return null;
  }
  const { channel, ts } = message;
  const named = (ids: string[]) => ids.map((id) => nameOf(users.find((user) => user.id === id))).join(', ');
  return (
    <div className="reactions">
      {message.reactions.map(({ name, users: who }) => {
        const mine = who.includes(me);
        return (
          <button
            key={name}
            type="button"
            className={mine ? 'reaction mine' : 'reaction'}
            aria-pressed={mine}
            title={`${named(who)} reacted with :${name}:`}
            onClick={() => client.act(mine ? 'unreact' : 'react', { channel, ts, emoji: name })}
          >
            <Emoji name={name} /> {who.length}
          </button>
        );
      })}
      <EmojiButton
        className="reaction add"
        label="Add a reaction"
        onPick={(emoji) => client.act('react', { channel, ts, emoji })}
      />
    </div>
  );
}
