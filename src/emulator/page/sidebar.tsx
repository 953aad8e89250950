// The sidebar: who one is, the channels, direct messages, apps and what they offer.

import { type ReactNode, useState } from 'react';
import type { Overview, ShownChannel, ShownUser } from '../client-api/shapes.ts';
import { AddChannel } from './add-channel.tsx';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { PersonSwitch } from './person-switch.tsx';
import { channelPlace } from './place.ts';
import { isUnread } from './state.ts';
import { nameOf, useClient, usePage } from './use-client.ts';

export function Sidebar() {
  const overview = usePage((state) => state.overview);
  const drawer = usePage((state) => state.drawer);
  const client = useClient();
  return (
    <>
      <nav className={drawer ? 'sidebar open' : 'sidebar'} aria-label="Workspace">
        <header className="workspace">
          <b>{overview?.team.name}</b>
          <ConnectionMark />
        </header>
        <PersonSwitch />
        {overview && (
          <div className="places">
            <Channels overview={overview} />
            <Directs overview={overview} />
            <Apps overview={overview} />
          </div>
        )}
      </nav>
      {drawer && (
        <button
          type="button"
          className="shade"
          aria-label="Close the sidebar"
          onClick={() => client.drawer(false)}
        />
      )}
    </>
  );
}

function ConnectionMark() {
  const connected = usePage((state) => state.connected);
  return connected ? null : (
    <span className="offline" role="status">
      Reconnecting…
    </span>
  );
}

function Group({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section>
      <h2>
        {title} {action}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

const byName = (one: ShownChannel, other: ShownChannel) => one.name.localeCompare(other.name);

function Channels({ overview }: { overview: Overview }) {
  const _client = useClient();
  const [all, setAll] = useState(false);
  const open = overview.channels.filter(({ kind }) => kind === 'public' || kind === 'private').sort(byName);
  const here = usePage(({ place }) => (place.kind === 'channel' ? place.channel : undefined));
  const isShown = ({ id, member, archived }: ShownChannel) => (member && !archived) || id === here;
  const mine = open.filter(isShown);
  const others = open.filter((channel) => !isShown(channel));
  return (
    <Group title="Channels" action={<AddChannel />}>
      {mine.map((channel) => (
        <ChannelLine
          key={channel.id}
          channel={channel}
          label={channel.name}
          sign={<Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />}
        />
      ))}
      {others.length > 0 && (
        <li>
          <button type="button" className="place quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? '▾' : '▸'} {others.length} more
          </button>
        </li>
      )}
      {all &&
        others.map((channel) => (
          <ChannelLine
            key={channel.id}
            channel={channel}
            label={channel.name}
            sign={<Icon name={channel.archived ? 'box' : 'hash'} />}
          />
        ))}
    </Group>
  );
}

function ChannelLine({ channel, label, sign }: { channel: ShownChannel; label: string; sign: ReactNode }) {
  const client = useClient();
  const here = usePage(({ place }) => place.kind === 'channel' && place.channel === channel.id);
  const unread = usePage((state) => channel.member && isUnread(state, channel.id));
  return (
    <li>
      <button
        type="button"
        className={unread ? 'place unread' : 'place'}
        aria-current={here ? 'page' : undefined}
        onClick={() => client.go(channelPlace(channel.id))}
      >
        <span className="sign">{sign}</span>
        <span className="place-name">{label}</span>
        {unread && <span className="dot" role="img" aria-label="unread" />}
      </button>
    </li>
  );
}

/** Conversations with people and apps that were opened already, and with the rest of the cast. */
function Directs({ overview }: { overview: Overview }) {
  const client = useClient();
  const { users, me } = overview;
  const open = overview.channels.filter(({ kind }) => kind === 'im' || kind === 'mpim');
  const othersOf = (channel: ShownChannel) => channel.members.filter((id) => id !== me);
  const begun = new Set(open.filter(({ kind }) => kind === 'im').flatMap(othersOf));
  const rest = users.filter((user) => user.id !== me && !begun.has(user.id) && !user.appId);
  const start = async (user: ShownUser) => {
    const made = await client.act<string>('message', { user: user.id });
    if (made) {
      client.go(channelPlace(made.result));
    }
  };
  return (
    <Group title="Direct messages">
      {open.map((channel) => {
        const people = othersOf(channel).map((id) => users.find((user) => user.id === id));
        const sign = <Avatar user={people[0]} size="small" />;
        return (
          <ChannelLine key={channel.id} channel={channel} label={people.map(nameOf).join(', ')} sign={sign} />
        );
      })}
      {rest.map((user) => (
        <li key={user.id}>
          <button type="button" className="place quiet" onClick={() => void start(user)}>
            <span className="sign">
              <Avatar user={user} size="small" />
            </span>
            <span className="place-name">{nameOf(user)}</span>
          </button>
        </li>
      ))}
    </Group>
  );
}

function Apps({ overview }: { overview: Overview }) {
  const client = useClient();
  const place = usePage((state) => state.place);
  if (overview.apps.length === 0) {
    return null;
  }
  return (
    <Group title="Apps">
      {overview.apps.map((app) => (
        <li key={app.id} className="app-line">
          <button
            type="button"
            className="place"
            aria-current={place.kind === 'home' && place.app === app.id ? 'page' : undefined}
            onClick={() => client.go({ kind: 'home', app: app.id })}
          >
            <span className="sign">
              <Avatar
                user={overview.users.find(({ id }) => id === app.botUserId)}
                name={app.name}
                size="small"
              />
            </span>
            <span className="place-name">{app.name}</span>
          </button>
          <GlobalShortcuts overview={overview} appId={app.id} />
        </li>
      ))}
    </Group>
  );
}

function GlobalShortcuts({ overview, appId }: { overview: Overview; appId: string }) {
  const client = useClient();
  const own = overview.shortcuts.filter((shortcut) => shortcut.appId === appId && shortcut.type === 'global');
  return own.length === 0 ? null : (
    <Menu
      label="Shortcuts"
      className="icon-button"
      items={own.map(({ name, callbackId }) => ({
        label: name,
        run: () => client.act('shortcut', { callbackId }),
      }))}
    >
      <Icon name="bolt" />
    </Menu>
  );
}
