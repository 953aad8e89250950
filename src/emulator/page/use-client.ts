// How components reach the client and the state it keeps.
import { createContext, use, useSyncExternalStore } from 'react';
import type { ShownChannel, ShownUser } from '../client-api/shapes.ts';
import type { Client } from './client.ts';
import type { PageState } from './state.ts';

export const ClientContext = createContext<Client | undefined>(undefined);

export function useClient(): Client {
  const client = use(ClientContext);
  if (!client) {
    throw new Error('This part of the page stands outside of its client.');
  }
  return client;
}

/** A piece of the state; the component is drawn again when that piece is another. */
export function usePage<T>(pick: (state: PageState) => T): T {
  const client = useClient();
  return useSyncExternalStore(client.subscribe, () => pick(client.get()));
}

const NOBODY: ShownUser[] = [];
const NOWHERE: ShownChannel[] = [];

export const useUsers = () => usePage((state) => state.overview?.users ?? NOBODY);

export const useUser = (id: string | undefined) =>
  usePage((state) => state.overview?.users.find((user) => user.id === id));

export const useMe = () =>
  usePage((state) => state.boot.cast.find((user) => user.id === state.me) ?? state.boot.cast[0]);

/** IANA name of the zone of the person one acts as. */
export const useZone = () => useMe()?.tz ?? 'UTC';

export const useChannels = () => usePage((state) => state.overview?.channels ?? NOWHERE);

export const useChannel = (id: string | undefined) =>
  usePage((state) => state.overview?.channels.find((channel) => channel.id === id));

/** What a person is called in the list of messages. */
export const nameOf = (user: ShownUser | undefined): string => user?.realName || user?.name || 'Unknown';
