// The small words inside any text: people, channels, groups, emoji, dates, links.

import type { MouseEvent, ReactNode } from 'react';
import { dateToken, dayStart, fullTime, msOf } from './dates.ts';
import { Icon } from './icons.tsx';
import { channelPlace, innerLink, pathOf } from './place.ts';
import { nameOf, useChannel, useClient, usePage, useUser, useZone } from './use-client.ts';

export function Emoji({ name }: { name: string }) {
  const character = usePage((state) => state.boot.emoji[name]);
  return character ? (
    <span className="emoji" role="img" aria-label={name} title={`:${name}:`}>
      {character}
    </span>
  ) : (
    `:${name}:`
  );
}

const NAMED = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;

/** Plain text as Slack shows it: nothing is formatting but the names of emoji. */
export function PlainText({ text, emoji = true }: { text: string; emoji?: boolean }) {
  if (!emoji) {
    return <>{text}</>;
  }
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(NAMED)) {
    parts.push(text.slice(from, match.index), <Emoji key={match.index} name={match[1] ?? ''} />);
    from = match.index + match[0].length;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

export function UserMention({ id }: { id: string }) {
  const user = useUser(id);
  const me = usePage((state) => state.me);
  const name = user ? (user.appId ? user.name : nameOf(user)) : id;
  return <span className={`mention${id === me ? ' mine' : ''}`}>@{name}</span>;
}

export function GroupMention({ id, label }: { id: string; label?: string }) {
  const handle = usePage((state) => state.overview?.groups.find((group) => group.id === id)?.handle);
  return <span className="mention">{handle ? `@${handle}` : (label ?? `@${id}`)}</span>;
}

export const Broadcast = ({ range }: { range: string }) => <span className="mention mine">@{range}</span>;

export function ChannelMention({ id, label }: { id: string; label?: string }) {
  const channel = useChannel(id);
  const client = useClient();
  if (!channel) {
    return <span className="mention">{label ? `#${label}` : '#private-channel'}</span>;
  }
  const place = channelPlace(id);
  const open = (event: MouseEvent) => {
    event.preventDefault();
    client.go(place);
  };
  return (
    <a className="mention" href={pathOf(place)} onClick={open}>
      {channel.kind === 'private' ? <Icon name="lock" /> : '#'}
      {channel.name}
    </a>
  );
}

export function SlackDate(props: { seconds: number; format: string; fallback: string; url?: string }) {
  const zone = useZone();
  const now = usePage((state) => (props.format.includes('{ago}') ? state.now : dayStart(state.now, zone)));
  const words = Number.isFinite(props.seconds)
    ? dateToken(props.format, props.seconds, zone, now)
    : props.fallback;
  const time = (
    <time title={fullTime(msOf(props.seconds), zone)} className="date">
      {words}
    </time>
  );
  return props.url ? <Link href={props.url}>{time}</Link> : time;
}

/** A link. One to a message, channel, canvas or file of this workspace opens here. */
export function Link({ href, children }: { href: string; children: ReactNode }) {
  const open = useOpenLink();
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" onClick={(event) => open(event, href)}>
      {children}
    </a>
  );
}

/** Follows a link inside the page where it leads there; otherwise leaves it to the browser. */
export function useOpenLink(): (event: MouseEvent, href: string) => void {
  const client = useClient();
  return (event, href) => {
    const { overview, me } = client.get();
    const inner = innerLink(href, overview?.team.domain ?? '', location.origin);
    if (!inner || event.metaKey || event.ctrlKey) {
      return;
    }
    event.preventDefault();
    if ('file' in inner) {
      window.open(`/client/files/${inner.file}?as=${me}`, '_blank', 'noopener');
    } else if ('canvas' in inner) {
      const channel = overview?.channels.find(({ canvases }) => canvases.includes(inner.canvas));
      if (channel) {
        client.go({ kind: 'channel', channel: channel.id, tab: 'canvas', canvas: inner.canvas });
      } else {
        client.say('That canvas belongs to no channel you can see.');
      }
    } else {
      client.go(inner.place);
    }
  };
}
