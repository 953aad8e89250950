// What appears over a message when one points at it: react, reply, and a menu with the rest.

import { useState } from 'react';
import type { ShownMessage } from '../client-api/shapes.ts';
import type { Client } from './client.ts';
import { useConfirm } from './confirm.ts';
import { EmojiButton } from './emoji-picker.tsx';
import { Icon } from './icons.tsx';
import { Menu, type MenuItem } from './menu.tsx';
import { pathOf } from './place.ts';
import { useClient, usePage } from './use-client.ts';
import { Emoji } from './words.tsx';

const QUICK = ['white_check_mark', 'eyes', 'pushpin'];

type Props = { message: ShownMessage; inThread: boolean; onEdit: () => void };

export function MessageToolbar({ message, inThread, onEdit }: Props) {
  const client = useClient();
  const [held, setHeld] = useState(false);
  const items = useItems(message, onEdit);
  const { channel, ts } = message;
  const react = (emoji: string) => client.act('react', { channel, ts, emoji });
  const reply = () =>
    client.go({ kind: 'channel', channel, tab: 'messages', thread: message.threadTs ?? ts });
  return (
    <div className={held ? 'toolbar held' : 'toolbar'} role="toolbar" aria-label="Message actions">
      {QUICK.map((name) => (
        <button
          key={name}
          type="button"
          title={`React with :${name}:`}
          aria-label={`React with ${name}`}
          onClick={() => react(name)}
        >
          <Emoji name={name} />
        </button>
      ))}
      <EmojiButton className="" label="Find another reaction" onPick={react} onOpen={setHeld} />
      {!inThread && (
        <button type="button" title="Reply in thread" aria-label="Reply in thread" onClick={reply}>
          <Icon name="thread" />
        </button>
      )}
      <Menu label="More message actions" className="" items={items} onOpen={setHeld} />
    </div>
  );
}

function useItems(message: ShownMessage, onEdit: () => void): MenuItem[] {
  const client = useClient();
  const confirm = useConfirm();
  const me = usePage((state) => state.me);
  const shortcuts = usePage((state) => state.overview?.shortcuts);
  const at = { channel: message.channel, ts: message.ts };
  const mine = message.user === me;
  const remove = async () => {
    const text = {
      type: 'plain_text',
      text: 'Are you sure you want to delete this message? This cannot be undone.',
    } as const;
    const yes = await confirm({
      title: { type: 'plain_text', text: 'Delete message' },
      text,
      confirm: { type: 'plain_text', text: 'Delete' },
      style: 'danger',
    });
    if (yes) {
      await client.act('delete', at);
    }
  };
  return [
    ...(shortcuts ?? [])
      .filter(({ type }) => type === 'message')
      .map(({ name, callbackId }) => ({
        label: name,
        run: () => client.act('messageShortcut', { ...at, callbackId }),
      })),
    message.pinnedBy
      ? { label: 'Unpin from channel', run: () => client.act('unpin', at) }
      : { label: 'Pin to channel', run: () => client.act('pin', at) },
    { label: 'Copy link', run: () => copyLink(client, message) },
    ...(mine ? [{ label: 'Edit message', run: onEdit }] : []),
    // An administrator may delete what others wrote; the workspace says so when one is not.
    { label: 'Delete message', run: remove, danger: true },
  ];
}

async function copyLink(client: Client, { channel, ts, threadTs }: ShownMessage): Promise<void> {
  const path = pathOf({
    kind: 'channel',
    channel,
    tab: 'messages',
    mark: ts,
    ...(threadTs ? { thread: threadTs } : {}),
  });
  await navigator.clipboard.writeText(`${location.origin}${path}`);
  client.say('Link copied.');
}
