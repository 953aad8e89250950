// One row of an export at a time: what it says, or why it cannot be read.
import { z } from 'zod';
import { instantOf } from '../incident/slack-time.ts';
import type { Instant } from '../incident/values.ts';
import { zone } from '../policy/section-words.ts';
import { type SlackMessage, slackMessage } from '../slack/slack-message.ts';

const User = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  is_bot: z.boolean().nullish(),
  tz: zone.nullish().catch(undefined),
  profile: z
    .object({ display_name: z.string().nullish(), real_name: z.string().nullish() })
    .nullish()
    .catch(undefined),
});
const Channel = z.object({ id: z.string(), name: z.string().min(1) });

export type ExportedUser = {
  id: string;
  name: string;
  handle: string;
  team?: string;
  zone?: string;
  bot: boolean;
};

export type Read<T> = { ok: true; value: T } | { ok: false; why: string };

const withArticle = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** What is wrong in a sentence: `ts: it is missing`. */
export function reasonOf(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  if (issue === undefined) {
    return error instanceof Error ? error.message : String(error);
  }
  const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  if (issue.code !== 'invalid_type') {
    return `${place}${issue.message}`;
  }
  return `${place}${/received undefined/.test(issue.message) ? 'it is missing' : `it has to be ${withArticle(issue.expected)}`}`;
}

function rowAs<T>(schema: z.ZodType<T>, row: unknown): Read<T> {
  const read = schema.safeParse(row);
  return read.success ? { ok: true, value: read.data } : { ok: false, why: reasonOf(read.error) };
}

export function exportedUser(row: unknown): Read<ExportedUser> {
  const read = rowAs(User, row);
  if (!read.ok) {
    return read;
  }
  const { id, team_id: team, name, real_name: real, is_bot: bot, tz, profile } = read.value;
  const shown = profile?.display_name || real || profile?.real_name || name || id;
  return {
    ok: true,
    value: {
      ...{ id, name: shown, handle: name ?? '', bot: bot ?? false },
      ...(team ? { team } : {}),
      ...(tz ? { zone: tz } : {}),
    },
  };
}

export const exportedChannel = (row: unknown): Read<{ id: string; name: string }> => rowAs(Channel, row);

/** Imported from older chats, messages may be older than Slack; before this nobody had such a chat. */
const EARLIEST = Date.UTC(1990, 0, 1);
/** Clocks differ, and an export names no zone. */
const SKEW_MS = 24 * 3_600_000;

/** Why this is no time at which something can have been said; undefined where it is one. */
export function untimely(at: Instant | undefined, now: Instant): string | undefined {
  if (at === undefined || !(at >= EARLIEST)) {
    return 'it is no time of Slack’s';
  }
  return at > now + SKEW_MS ? 'it lies in the future' : undefined;
}

export function exportedMessage(row: unknown, now: Instant): Read<SlackMessage> {
  const read = rowAs(slackMessage, row);
  const why = read.ok ? untimely(instantOf(read.value.ts), now) : undefined;
  return read.ok && why !== undefined ? { ok: false, why: `ts ${read.value.ts.slice(0, 40)}: ${why}` } : read;
}
