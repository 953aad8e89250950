// The head of a channel: name, topic, who is in it, bookmarks and tabs.

import type { ShownBookmark, ShownChannel } from '../client-api/shapes.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import type { ChannelTab } from './place.ts';
import { nameOf, useClient, usePage, useUsers } from './use-client.ts';
import { Emoji, Link, PlainText } from './words.tsx';

const NO_BOOKMARKS: ShownBookmark[] = [];

export function ChannelHead({ channel, tab }: { channel: ShownChannel; tab: ChannelTab }) {
  const users = useUsers();
  const bookmarks = usePage((state) => state.details[channel.id]?.bookmarks ?? NO_BOOKMARKS);
  return (
    <header className="head">
      <div className="head-line">
        <SidebarButton />
        <h1>
          {channel.kind === 'public' && '# '}
          {channel.kind === 'private' && <Icon name="lock" />} {titleOf(channel, users)}
        </h1>
        <p className="topic">
          <PlainText text={channel.topic} />
        </p>
        {(channel.kind === 'public' || channel.kind === 'private') && <Members channel={channel} />}
      </div>
      <Tabs channel={channel} tab={tab} />
      {bookmarks.length > 0 && (
        <nav className="bookmarks" aria-label="Bookmarks">
          {bookmarks.map(({ id, title, link = '', emoji }) => (
            <Link key={id} href={link}>
              {emoji ? <Emoji name={emoji.replaceAll(':', '')} /> : <Icon name="bookmark" />} {title}
            </Link>
          ))}
        </nav>
      )}
    </header>
  );
}

function titleOf(channel: ShownChannel, users: ReturnType<typeof useUsers>): string {
  if (channel.kind === 'im' || channel.kind === 'mpim') {
    return channel.members.map((id) => nameOf(users.find((user) => user.id === id))).join(', ');
  }
  return channel.name;
}

/** On narrow screens the sidebar is behind this. */
export function SidebarButton() {
  const client = useClient();
  const open = usePage((state) => state.drawer);
  return (
    <button
      type="button"
      className="icon-button only-narrow"
      aria-label="Channels and people"
      aria-expanded={open}
      onClick={() => client.drawer(!open)}
    >
      <Icon name="menu" />
    </button>
  );
}

function Members({ channel }: { channel: ShownChannel }) {
  const users = useUsers();
  const people = channel.members.flatMap((id) => users.find((user) => user.id === id) ?? []);
  return (
    <span className="members" title={people.map(nameOf).join(', ')}>
      {people.slice(0, 3).map((user) => (
        <Avatar key={user.id} user={user} size="small" />
      ))}
      <span className="quiet">{people.length}</span>
    </span>
  );
}

function Tabs({ channel, tab }: { channel: ShownChannel; tab: ChannelTab }) {
  const client = useClient();
  const pins = usePage((state) => state.details[channel.id]?.pins.length ?? 0);
  const canvas = usePage((state) => state.details[channel.id]?.canvases[0]?.title);
  const entries: { id: ChannelTab; label: string; icon?: 'page' | 'pin' }[] = [
    { id: 'messages', label: 'Messages' },
    ...(canvas === undefined ? [] : [{ id: 'canvas' as const, label: 'Canvas', icon: 'page' as const }]),
    { id: 'pins', label: pins > 0 ? `Pins ${pins}` : 'Pins', icon: 'pin' },
  ];
  const open = (id: ChannelTab) => client.go({ kind: 'channel', channel: channel.id, tab: id });
  return (
    <div className="tabs" role="tablist">
      {entries.map(({ id, label, icon }) => (
        <button key={id} type="button" role="tab" aria-selected={id === tab} onClick={() => open(id)}>
          {icon && <Icon name={icon} />} {label}
        </button>
      ))}
      <ChannelMenu channel={channel} />
    </div>
  );
}

function ChannelMenu({ channel }: { channel: ShownChannel }) {
  const client = useClient();
  const users = useUsers();
  if (!channel.member || channel.archived || channel.kind === 'im' || channel.kind === 'mpim') {
    return null;
  }
  const absent = users.filter((user) => !channel.members.includes(user.id));
  const at = { channel: channel.id };
  return (
    <Menu
      label="Channel actions"
      className="icon-button"
      items={[
        ...absent.map((user) => ({
          label: `Add ${nameOf(user)}`,
          run: () => client.act('invite', { ...at, user: user.id }),
        })),
        { label: 'Archive channel', run: () => client.act('archive', at), danger: true },
        { label: 'Leave channel', run: () => client.act('leave', at), danger: true },
      ]}
    />
  );
}
