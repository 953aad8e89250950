// Everything the page knows, and how each piece of news changes it. Pure.
import type {
  Boot,
  ChannelContent,
  ChannelDetails,
  LiveBatch,
  Overview,
  ShownMessage,
  ShownView,
} from '../client-api/shapes.ts';
import type { StoryState } from '../page-panel.ts';
import type { Place } from './place.ts';

export type ChannelMessages = {
  /** By ts, oldest first; replies included. */
  messages: ReadonlyMap<string, ShownMessage>;
  /** Whether the workspace has older ones. */
  earlier: boolean;
  /** False while only what arrived live is here. */
  loaded: boolean;
};

export type Toast = { id: number; words: string; kind: 'refused' | 'said' };

export type PageState = {
  boot: Boot;
  /** User id of the person one acts as. */
  me: string;
  place: Place;
  connected: boolean;
  /** Story time, ms. */
  now: number;
  overview?: Overview;
  channels: Readonly<Record<string, ChannelMessages>>;
  details: Readonly<Record<string, ChannelDetails>>;
  modals: ShownView[];
  homes: ShownView[];
  story?: StoryState;
  /** Story time when the page was opened, as a ts: what is older counts as read. */
  openedAt: string;
  /** The ts up to which `person/channel` has been read. */
  read: Readonly<Record<string, string>>;
  /** The last thing somebody else wrote, by channel. */
  latest: Readonly<Record<string, string>>;
  /** ts of ephemeral messages that were dismissed. */
  dismissed: ReadonlySet<string>;
  toasts: Toast[];
  /** Whether the page goes where the story looks. */
  following: boolean;
  /** Narrow screens: whether the sidebar lies over the page. */
  drawer: boolean;
};

export function firstState(boot: Boot, me: string, place: Place): PageState {
  return {
    boot,
    me,
    place,
    connected: true,
    now: 0,
    channels: {},
    details: {},
    modals: [],
    homes: [],
    openedAt: '',
    read: {},
    latest: {},
    dismissed: new Set(),
    toasts: [],
    following: true,
    drawer: false,
  };
}

/** Another person sits down: what the first one saw is not theirs. Read marks stay, by person. */
export function asAnother(state: PageState, me: string): PageState {
  return { ...state, me, overview: undefined, channels: {}, details: {}, modals: [], homes: [], latest: {} };
}

export function withBatch(state: PageState, batch: LiveBatch): PageState {
  const { now, overview, messages = [], details = [], modals, homes, story } = batch;
  const next: PageState = {
    ...state,
    now,
    openedAt: state.openedAt || String(now / 1000),
    ...(overview ? { overview } : {}),
    channels: withMessages(state.channels, messages),
    details: withDetails(state.details, details),
    ...(modals ? { modals } : {}),
    ...(homes ? { homes } : {}),
    ...(story ? { story } : {}),
    latest: withLatest(state, overview, messages),
  };
  return seen(next);
}

/** What arrived live while the channel was on its way is kept: the answer may be older. */
export function withContent(state: PageState, content: ChannelContent): PageState {
  const { channel, messages, earlier, details } = content;
  const live = state.channels[channel]?.messages ?? [];
  const held = {
    messages: inOrder([...messages.map((message) => [message.ts, message] as const), ...live]),
    earlier,
    loaded: true,
  };
  return seen({
    ...state,
    channels: { ...state.channels, [channel]: held },
    details: { ...state.details, [channel]: details },
  });
}

const inOrder = (entries: (readonly [string, ShownMessage])[]): ReadonlyMap<string, ShownMessage> =>
  new Map([...new Map(entries)].sort(([one], [other]) => (one < other ? -1 : 1)));

/** What stands in a channel: a deleted message only where it holds a thread. */
export const standingIn = (held: ChannelMessages | undefined): ShownMessage[] =>
  [...(held?.messages.values() ?? [])].filter((message) => !message.deleted || message.thread);

function withMessages(channels: PageState['channels'], messages: ShownMessage[]): PageState['channels'] {
  const next = { ...channels };
  for (const message of messages) {
    const held = next[message.channel] ?? { messages: new Map(), earlier: true, loaded: false };
    next[message.channel] = { ...held, messages: placed(held.messages, message) };
  }
  return next;
}

/** Nearly always at the end, or in the place it has already. */
function placed(
  messages: ReadonlyMap<string, ShownMessage>,
  message: ShownMessage,
): ReadonlyMap<string, ShownMessage> {
  const last = [...messages.keys()].at(-1) ?? '';
  const next = new Map(messages).set(message.ts, message);
  return last > message.ts && !messages.has(message.ts) ? inOrder([...next]) : next;
}

function withDetails(details: PageState['details'], fresh: ChannelDetails[]): PageState['details'] {
  return fresh.length === 0
    ? details
    : { ...details, ...Object.fromEntries(fresh.map((each) => [each.channel, each])) };
}

function withLatest(
  { latest, me }: PageState,
  overview: Overview | undefined,
  messages: ShownMessage[],
): PageState['latest'] {
  const next = { ...latest };
  for (const channel of overview?.channels ?? []) {
    next[channel.id] = later(next[channel.id], channel.latest);
  }
  for (const message of messages) {
    if (message.user !== me && !message.deleted && (!message.threadTs || message.broadcast)) {
      next[message.channel] = later(next[message.channel], message.ts);
    }
  }
  return next;
}

const later = (one = '', other = ''): string => (one > other ? one : other);

/** What is open before the reader's eyes counts as read. */
export function seen(state: PageState): PageState {
  const { place, me, latest, read } = state;
  if (place.kind !== 'channel') {
    return state;
  }
  const key = `${me}/${place.channel}`;
  const upTo = latest[place.channel] ?? '';
  return (read[key] ?? '') >= upTo ? state : { ...state, read: { ...read, [key]: upTo } };
}

export function isUnread({ me, read, latest, openedAt }: PageState, channel: string): boolean {
  return (latest[channel] ?? '') > (read[`${me}/${channel}`] ?? openedAt);
}
