// The head of a channel: name, topic, who is in it, bookmarks and tabs.

import type { ShownBookmark, ShownChannel, ShownUser } from '../client-api/shapes.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import type { Place } from './place.ts';
import { nameOf, useClient, usePage, useUsers } from './use-client.ts';
import { Emoji, Link, PlainText } from './words.tsx';

const NO_BOOKMARKS: ShownBookmark[] = [];

type ChannelPlace = Extract<Place, { kind: 'channel' }>;

export function ChannelHead({ channel, place }: { channel: ShownChannel; place: ChannelPlace }) {
  const me = usePage((state) => state.me);
  const users = useUsers();
  const bookmarks = usePage((state) => state.details[channel.id]?.bookmarks ?? NO_BOOKMARKS);
  return (
    <header className="head">
      <div className="head-line">
        <SidebarButton />
        <h1>
          {channel.kind === 'public' && '# '}
          {channel.kind === 'private' && <Icon name="lock" />} {titleOf(channel, users, me)}
        </h1>
        <p className="topic">
          <PlainText text={channel.topic} />
        </p>
        {(channel.kind === 'public' || channel.kind === 'private') && <Members channel={channel} />}
      </div>
      <Tabs channel={channel} place={place} />
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

function titleOf(channel: ShownChannel, users: ShownUser[], me: string): string {
  if (channel.kind === 'im' || channel.kind === 'mpim') {
    const others = channel.members.filter((id) => id !== me);
    return others.map((id) => nameOf(users.find((user) => user.id === id))).join(', ');
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

type Tab = { label: string; icon?: 'page' | 'pin'; to: Place; here: boolean };

function Tabs({ channel, place }: { channel: ShownChannel; place: ChannelPlace }) {
  const client = useClient();
  const tabs = useTabs(channel, place);
  return (
    <div className="tabs" role="tablist">
      {tabs.map(({ label, icon, to, here }) => (
        <button key={label} type="button" role="tab" aria-selected={here} onClick={() => client.go(to)}>
          {icon && <Icon name={icon} />} {label}
        </button>
      ))}
      <ChannelMenu channel={channel} />
    </div>
  );
}

/** An app's Home before its messages; a tab for each canvas; the pins. */
function useTabs(channel: ShownChannel, place: ChannelPlace): Tab[] {
  const details = usePage((state) => state.details[channel.id]);
  const apps = usePage((state) => state.overview?.apps);
  const at = { kind: 'channel', channel: channel.id } as const;
  const app =
    channel.kind === 'im'
      ? apps?.find(({ botUserId, home }) => home && channel.members.includes(botUserId))
      : undefined;
  const canvases = details?.canvases ?? [];
  const pins = details?.pins.length ?? 0;
  return [
    ...(app ? [{ label: 'Home', to: { kind: 'home', app: app.id } as const, here: false }] : []),
    { label: 'Messages', to: { ...at, tab: 'messages' }, here: place.tab === 'messages' },
    ...canvases.map(({ id, title }, index) => ({
      label: canvases.length > 1 ? title : 'Canvas',
      icon: 'page' as const,
      to: { ...at, tab: 'canvas', canvas: id } as const,
      here: place.tab === 'canvas' && (place.canvas === id || (!place.canvas && index === 0)),
    })),
    {
      label: pins > 0 ? `Pins ${pins}` : 'Pins',
      icon: 'pin',
      to: { ...at, tab: 'pins' },
      here: place.tab === 'pins',
    },
  ];
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
