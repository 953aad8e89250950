// The page's side of the line: asks, acts, listens, and keeps the state that is drawn.
import type { ActAnswer, Boot, ChannelContent, LiveBatch } from '../client-api/shapes.ts';
import type { Look } from '../page-panel.ts';
import { channelPlace, type Place, pathOf, placeAt } from './place.ts';
import { asAnother, firstState, type PageState, seen, withBatch, withContent } from './state.ts';

const PERSON = 'person';
/** Refusals stay longer: there is something to understand. */
const TOAST_MS = { said: 3_500, refused: 7_000 };
const RETRY_MS = 1_500;

export type Client = {
  get(): PageState;
  subscribe(listener: () => void): () => void;
  /** Goes somewhere; the browser's back button leads back. */
  go(place: Place): void;
  /** Sits down as somebody else. */
  become(user: string): void;
  /** Loads a channel, from a message on if a ts is given. */
  load(channel: string, from?: string): Promise<void>;
  /** Does something as the person; a refusal shows as a toast. @returns what it gave, or undefined when refused. */
  act<T = unknown>(name: string, args: object): Promise<{ result: T } | undefined>;
  /** The same without a toast: the words of the refusal are for the caller. */
  tryAct(name: string, args: object): Promise<ActAnswer>;
  /** Presses something in the side panel. */
  panel(path: string): Promise<void>;
  say(words: string): void;
  dismissToast(id: number): void;
  dismissEphemeral(ts: string): void;
  follow(following: boolean): void;
  drawer(open: boolean): void;
};

export async function connect(): Promise<Client> {
  const boot = (await (await fetch('/client/boot')).json()) as Boot;
  const url = new URL(location.href);
  const wanted = url.searchParams.get('as') ?? sessionStorage.getItem(PERSON);
  const me = boot.cast.find((user) => user.id === wanted || user.name === wanted) ?? boot.cast[0];
  return open(firstState(boot, me?.id ?? '', placeAt(url)));
}

function open(first: PageState): Client {
  const store = openStore(first);
  const { get, set } = store;
  const line = openLine(store, (look) => goTo(placeOf(look)));

  function goTo(place: Place): void {
    history.pushState(null, '', pathOf(place));
    set(seen({ ...get(), place, drawer: false }));
  }
  window.addEventListener('popstate', () => {
    set(seen({ ...get(), place: placeAt(new URL(location.href)) }));
  });
  const say = (words: string, kind: 'refused' | 'said' = 'said') => toast(store, words, kind);
  const tryAct = (name: string, args: object) => post(`/client/acts/${name}`, { as: get().me, args });
  return {
    get,
    subscribe: store.subscribe,
    go(place) {
      set({ ...get(), following: false });
      goTo(place);
    },
    become(user) {
      sessionStorage.setItem(PERSON, user);
      set(asAnother(get(), user));
      line.reopen();
    },
    load: (channel, from) => load(store, channel, from),
    tryAct,
    async act<T>(name: string, args: object) {
      const answer = await tryAct(name, args);
      if (!answer.ok) {
        say(answer.words, 'refused');
        return undefined;
      }
      return { result: answer.result as T };
    },
    async panel(path) {
      const answer = await post(`/client/${path}`, {});
      if (!answer.ok) {
        say(answer.words, 'refused');
      } else if (typeof answer.result === 'string') {
        say(answer.result);
      }
    },
    say,
    dismissToast: (id) => set({ ...get(), toasts: get().toasts.filter((each) => each.id !== id) }),
    dismissEphemeral: (ts) => set({ ...get(), dismissed: new Set([...get().dismissed, ts]) }),
    drawer: (drawer) => set({ ...get(), drawer }),
    follow(following) {
      set({ ...get(), following });
      const look = get().story?.look;
      if (following && look) {
        goTo(placeOf(look));
      }
    },
  };
}

type Store = { get(): PageState; set(state: PageState): void; subscribe(listener: () => void): () => void };

function openStore(first: PageState): Store {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      state = next;
      for (const listener of listeners) {
        listener();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The live line. It reconnects by itself; then the channels that were loaded are loaded anew. */
function openLine({ get, set }: Store, lead: (look: Look) => void): { reopen(): void } {
  let source: EventSource | undefined;
  function reopen(): void {
    source?.close();
    const fresh = new EventSource(`/client/live?as=${encodeURIComponent(get().me)}`);
    source = fresh;
    fresh.onopen = () => {
      if (!get().connected) {
        set({ ...get(), connected: true, channels: {} });
      }
    };
    fresh.onerror = () => {
      set({ ...get(), connected: false });
      // The browser tries again by itself, but not where it was answered with an error.
      if (fresh.readyState === EventSource.CLOSED && fresh === source) {
        setTimeout(reopen, RETRY_MS);
      }
    };
    fresh.onmessage = (event: MessageEvent<string>) => {
      const batch = JSON.parse(event.data) as LiveBatch;
      const before = get().story;
      set(arrived(withBatch(get(), batch)));
      const look = batch.story?.look;
      const moved = look && JSON.stringify(look) !== JSON.stringify(before?.look);
      if (moved && get().following && batch.story?.status === 'playing') {
        lead(look);
      }
    };
  }
  reopen();
  return { reopen };
}

/** With nowhere to be, the reader starts in the first channel of their own. */
function arrived(state: PageState): PageState {
  if (state.place.kind !== 'start' || !state.overview) {
    return state;
  }
  const mine = state.overview.channels.filter((channel) => channel.member && !channel.archived);
  const first = mine.find((channel) => channel.general) ?? mine[0];
  return first ? seen({ ...state, place: channelPlace(first.id) }) : state;
}

const placeOf = ({ channel, ts, thread, tab }: Look): Place => ({
  kind: 'channel',
  channel,
  tab: tab ?? 'messages',
  ...(ts ? { mark: ts } : {}),
  ...(thread ? { thread } : {}),
});

async function load({ get, set }: Store, channel: string, from?: string): Promise<void> {
  const { me } = get();
  const query = new URLSearchParams({ as: me, ...(from ? { from } : {}) });
  const response = await fetch(`/client/channels/${channel}?${query}`);
  if (!response.ok) {
    return;
  }
  const content = (await response.json()) as ChannelContent;
  if (get().me === me) {
    set(withContent(get(), content));
  }
}

async function post(path: string, body: object): Promise<ActAnswer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as ActAnswer;
  } catch {
    return { ok: false, words: 'The workspace cannot be reached. Is it still running?' };
  }
}

let toasts = 0;

function toast({ get, set }: Store, words: string, kind: 'refused' | 'said'): void {
  toasts += 1;
  const id = toasts;
  set({ ...get(), toasts: [...get().toasts.slice(-2), { id, words, kind }] });
  setTimeout(() => set({ ...get(), toasts: get().toasts.filter((each) => each.id !== id) }), TOAST_MS[kind]);
}
