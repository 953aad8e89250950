// A channel: its head, its tabs, and what the open tab shows.
import { useEffect, useMemo } from 'react';
import type { ShownChannel } from '../client-api/shapes.ts';
import { CanvasTab } from './canvas-tab.tsx';
import { ChannelHead } from './channel-head.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { PinsTab } from './pins-tab.tsx';
import { channelPlace, type Place } from './place.ts';
import { standingIn } from './state.ts';
import { ThreadPane } from './thread-pane.tsx';
import { nameOf, useChannel, useClient, usePage, useUser } from './use-client.ts';

type ChannelPlace = Extract<Place, { kind: 'channel' }>;

export function ChannelView({ place }: { place: ChannelPlace }) {
  const channel = useChannel(place.channel);
  const known = usePage((state) => state.overview !== undefined);
  useLoaded(place);
  if (!channel) {
    return known ? <NotHere /> : <main className="main" aria-busy />;
  }
  return (
    <>
      <main className={place.thread ? 'main beside-thread' : 'main'}>
        <ChannelHead channel={channel} place={place} />
        {place.tab === 'canvas' && <CanvasTab channel={channel} id={place.canvas} />}
        {place.tab === 'pins' && <PinsTab channel={channel} />}
        {place.tab === 'messages' && <Conversation channel={channel} place={place} />}
      </main>
      {place.thread && (
        <ThreadPane key={place.thread} place={place} thread={place.thread} channel={channel} />
      )}
    </>
  );
}

function NotHere() {
  const me = usePage((state) => state.boot.cast.find((user) => user.id === state.me));
  const client = useClient();
  const first = usePage((state) => state.overview?.channels.find((channel) => channel.member));
  return (
    <main className="main empty">
      <p>{nameOf(me)} cannot see this channel. It is private to others, or it is not there.</p>
      {first && (
        <button type="button" className="button" onClick={() => client.go(channelPlace(first.id))}>
          Go to #{first.name}
        </button>
      )}
    </main>
  );
}

/** Loads the channel when it is opened, and further back where a marked message is older than what is there. */
function useLoaded({ channel, mark, thread }: ChannelPlace): void {
  const client = useClient();
  const me = usePage((state) => state.me);
  const connected = usePage((state) => state.connected);
  const held = usePage((state) => state.channels[channel]);
  const wanted = thread && (!mark || thread < mark) ? thread : mark;
  const first = held?.messages.keys().next().value;
  const missing =
    !held?.loaded || (wanted !== undefined && held.earlier && first !== undefined && wanted < first);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person loads for themselves
  useEffect(() => {
    if (missing && connected) {
      void client.load(channel, wanted);
    }
  }, [client, channel, missing, wanted, connected, me]);
  const gone = !missing && mark !== undefined && !standingIn(held).some(({ ts }) => ts === mark);
  useEffect(() => {
    if (gone) {
      client.say('That message is not there any more.');
    }
  }, [client, gone]);
}

function Conversation({ channel, place }: { channel: ShownChannel; place: ChannelPlace }) {
  const client = useClient();
  const held = usePage((state) => state.channels[channel.id]);
  const dismissed = usePage((state) => state.dismissed);
  const details = usePage((state) => state.details[channel.id]);
  const messages = useMemo(
    () => standingIn(held).filter((message) => !message.threadTs || message.broadcast),
    [held],
  );
  const ephemerals = (details?.ephemerals ?? []).filter(
    ({ ts, threadTs }) => !threadTs && !dismissed.has(ts),
  );
  const older = held?.earlier && (
    <button
      type="button"
      className="button older"
      onClick={() => void client.load(channel.id, held.messages.keys().next().value)}
    >
      Show earlier messages
    </button>
  );
  const beginning = held?.loaded && !held.earlier && messages.length === 0 && ephemerals.length === 0 && (
    <p className="beginning">Nothing has been written in #{channel.name} yet.</p>
  );
  const mark =
    place.mark && !(place.thread && place.thread !== place.mark)
      ? { ts: place.mark, nonce: place }
      : undefined;
  return (
    <>
      <MessageList
        key={channel.id}
        messages={messages}
        ephemerals={ephemerals}
        mark={mark}
        before={older || beginning || undefined}
      />
      <Foot channel={channel} />
    </>
  );
}

function Foot({ channel }: { channel: ShownChannel }) {
  const client = useClient();
  const other = useUser(channel.members.find((id) => id !== client.get().me));
  if (channel.archived) {
    return <p className="foot-note">This channel is archived. It can be read, not written in.</p>;
  }
  if (!channel.member) {
    return (
      <p className="foot-note">
        You are looking at #{channel.name}.{' '}
        <button
          type="button"
          className="button primary"
          onClick={() => client.act('join', { channel: channel.id })}
        >
          Join channel
        </button>
      </p>
    );
  }
  const name = channel.kind === 'im' ? nameOf(other) : `#${channel.name}`;
  return <Composer key={channel.id} channel={channel.id} placeholder={`Message ${name}`} />;
}
