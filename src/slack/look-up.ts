// Asks Slack about one person at a time: each once at a time, and again where it could not tell.
import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { SlackClient } from './client.ts';
import { AGAIN_MS } from './roll-call.ts';

/** Slack's docs, users.info: nobody of that id, or nobody of this workspace. */
const NOBODY_OF_OURS = new Set(['user_not_found', 'user_not_visible']);

const answered = z.object({ user: z.unknown() });

export type LookUp = {
  /** Resolves when Slack has answered or failed. Never rejects. */
  ask(slack: SlackClient, user: string): Promise<void>;
  /** The same, unless it is being asked, or waits to be asked again. */
  askOnce(slack: SlackClient, user: string): Promise<void>;
  /** Whether Slack said that it knows nobody of that id whom we may see: that is no member of this workspace. */
  isNobodyOfOurs(user: string): boolean;
  stop(): void;
};

export function createLookUp(remember: (raw: unknown) => void, clock: Clock, log: Log): LookUp {
  const asking = new Map<string, Promise<void>>();
  const waiting = new Set<string>();
  const settled = new Map<string, 'nobody of ours' | 'not told'>();
  let cancel: (() => void) | undefined;

  async function call(slack: SlackClient, user: string): Promise<void> {
    try {
      remember((await slack.call('users.info', { user }, answered)).user);
      waiting.delete(user);
      settled.delete(user);
    } catch (error) {
      // Whatever it is, a deed waits behind it.
      log.warn({ user, error }, 'A person could not be looked up.');
      settle(slack, user, error);
    }
  }

  /** What failed for good is asked again only where it matters: before a deed. */
  function settle(slack: SlackClient, user: string, error: unknown): void {
    waiting.delete(user);
    if (!(error instanceof VendorError) || error.permanent) {
      const nobody = error instanceof VendorError && NOBODY_OF_OURS.has(error.code);
      settled.set(user, nobody ? 'nobody of ours' : 'not told');
      return;
    }
    waiting.add(user);
    cancel ??= clock.at(clock.now() + (error.retryAfterMs ?? AGAIN_MS), () => {
      cancel = undefined;
      void askAgain(slack);
    });
  }

  /** In turn, until one fails again: that one waits behind the others. */
  async function askAgain(slack: SlackClient): Promise<void> {
    while (waiting.size > 0 && cancel === undefined) {
      const [user = ''] = waiting;
      await ask(slack, user);
    }
  }

  function ask(slack: SlackClient, user: string): Promise<void> {
    const work = asking.get(user) ?? call(slack, user).finally(() => asking.delete(user));
    asking.set(user, work);
    return work;
  }

  return {
    ask,
    async askOnce(slack, user) {
      if (!asking.has(user) && !waiting.has(user) && !settled.has(user)) {
        await ask(slack, user);
      }
    },
    isNobodyOfOurs: (user) => settled.get(user) === 'nobody of ours',
    stop() {
      cancel?.();
      // Nothing is asked again after this.
      cancel = () => undefined;
    },
  };
}
