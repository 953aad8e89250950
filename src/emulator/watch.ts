// Waiting without polling: whoever looks at the workspace is woken by its changes.

import { patienceOf } from '../lib/patience.ts';
import type { Change } from './workspace.ts';
import type { World } from './world.ts';

export type Watch = {
  changed(change: Change): void;
  onChange(listener: (change: Change) => void): () => void;
  until<T>(
    look: () => T | undefined | false | null,
    options?: { timeoutMs?: number; what?: string },
  ): Promise<T>;
  idle(): Promise<void>;
};

/** Only what never comes is waited for so long. */
const PATIENCE_MS = 20_000;
const SHOWN = 8;
const QUIET_TURNS = 3;

/** `busy`: how much is under way that may still change the workspace. */
export function openWatch(world: World, busy: () => number): Watch {
  const listeners = new Set<(change: Change) => void>();

  function onChange(listener: (change: Change) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  function until<T>(
    look: () => T | undefined | false | null,
    { timeoutMs = PATIENCE_MS, what = 'what was waited for' }: { timeoutMs?: number; what?: string } = {},
  ): Promise<T> {
    const first = look();
    if (first) {
      return Promise.resolve(first);
    }
    return new Promise((resolve, reject) => {
      const stop = onChange(() => settle(look));
      const stopWaiting = patienceOf(timeoutMs)(() => {
        stop();
        reject(new Error(`After ${timeoutMs} ms still not: ${what}.\n${lastMessages(world)}`));
      });
      function settle(ask: typeof look): void {
        try {
          const found = ask();
          if (!found) {
            return;
          }
          resolve(found);
        } catch (error) {
          reject(error);
        }
        stop();
        stopWaiting();
      }
    });
  }

  return {
    onChange,
    until,
    changed(change) {
      for (const listener of [...listeners]) {
        listener(change);
      }
    },
    async idle() {
      // What was just acknowledged may lead to the next call within the same turn of the event loop.
      for (let quiet = 0; quiet < QUIET_TURNS; quiet = busy() === 0 ? quiet + 1 : 0) {
        await until(() => busy() === 0, {
          what: 'an end of deliveries and calls',
        });
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function lastMessages(world: World): string {
  const lines = [...world.channels.values()]
    .flatMap((channel) => [...channel.messages.values()].map((message) => ({ channel, message })))
    .sort((a, b) => (a.message.ts < b.message.ts ? -1 : 1))
    .slice(-SHOWN)
    .map(({ channel, message }) => {
      const who = world.users.get(message.user ?? '')?.name ?? message.username ?? '?';
      return `  #${channel.name} ${message.ts} ${who}: ${message.text.slice(0, 120)}`;
    });
  return lines.length > 0 ? `The last messages:\n${lines.join('\n')}` : 'No message has been posted.';
}
