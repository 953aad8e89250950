// Reads who is in the workspace: a burst at start, the rest beside the work, and once more after a while where Slack failed.
import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { SlackClient } from './client.ts';

/** `users.list` and `usergroups.list` are Tier 2, 20 calls a minute (Slack's docs, "Rate limits"); some are left to `doctor`. */
const BURST = 10;
const PAUSE_MS = 4_000;
/** Where Slack did not say how long to wait. */
export const AGAIN_MS = 30_000;
/** A missing scope or a bad token is mended by people. */
const MENDED_MS = 10 * 60_000;

const userList = z.object({
  members: z.array(z.unknown()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const groupList = z.object({
  usergroups: z.array(z.object({ id: z.string(), users: z.array(z.string()).optional() })),
});

export type RollCall = {
  /** Resolves after the first burst, or the first failure; what is left is read by and by. */
  begin(): Promise<void>;
  stop(): void;
};

type Hearing = { person(raw: unknown): void; group(id: string, users: readonly string[]): void };

export function createRollCall(slack: SlackClient, hearing: Hearing, clock: Clock, log: Log): RollCall {
  const lists = [
    listReader(clock, log, {
      page: peoplePage(slack, hearing),
      failed: 'The list of people could not be read to its end; meanwhile people are learned one by one.',
    }),
    listReader(clock, log, {
      page: groupsPage(slack, hearing),
      failed: 'User groups could not be read; until they are, groups in the configuration invite nobody.',
    }),
  ];
  return {
    async begin() {
      for (const list of lists) {
        await list.begin();
      }
    },
    stop: () => lists.forEach((list) => void list.stop()),
  };
}

/** Reads a page and says where the next one begins. */
type Page = (cursor: string | undefined) => Promise<string | undefined>;

function peoplePage(slack: SlackClient, { person }: Hearing): Page {
  return async (cursor) => {
    const answer = await slack.call('users.list', { limit: 200, ...(cursor ? { cursor } : {}) }, userList);
    answer.members.forEach(person);
    return answer.response_metadata?.next_cursor || undefined;
  };
}

function groupsPage(slack: SlackClient, { group }: Hearing): Page {
  return async () => {
    const { usergroups } = await slack.call('usergroups.list', { include_users: true }, groupList);
    for (const { id, users } of usergroups) {
      group(id, users ?? []);
    }
    return undefined;
  };
}

function listReader(clock: Clock, log: Log, { page, failed }: { page: Page; failed: string }): RollCall {
  let cursor: string | undefined;
  let ended = false;
  let cancel: () => void = () => undefined;

  function later(ms: number): void {
    if (!ended) {
      cancel = clock.at(clock.now() + ms, () => {
        read(1).catch((error: unknown) => log.error({ error }, failed));
      });
    }
  }

  async function read(pages: number): Promise<void> {
    try {
      for (let left = pages; left > 0; left -= 1) {
        cursor = await page(cursor);
        if (cursor === undefined) {
          return;
        }
      }
      later(PAUSE_MS);
    } catch (error) {
      if (!(error instanceof VendorError)) {
        throw error;
      }
      log.warn({ code: error.code, why: error.message }, failed);
      // A cursor that is refused stays refused.
      cursor = error.permanent ? undefined : cursor;
      later(error.permanent ? MENDED_MS : (error.retryAfterMs ?? AGAIN_MS));
    }
  }

  return {
    begin: () => read(BURST),
    stop() {
      ended = true;
      cancel();
    },
  };
}
