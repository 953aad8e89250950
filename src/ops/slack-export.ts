// A standard Slack export, unpacked: users.json, channels.json, one folder per channel, one file per day.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type SlackMessage, slackMessage } from '../slack/slack-message.ts';

const User = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().default(''),
  real_name: z.string().nullish(),
  is_bot: z.boolean().default(false),
  tz: z.string().nullish(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).nullish(),
});
const Channel = z.object({ id: z.string(), name: z.string() });

export type ExportedUser = { id: string; name: string; handle: string; zone?: string; bot: boolean };
export type ExportedChannel = { id: string; name: string; messages: SlackMessage[] };
export type SlackExport = {
  team: string;
  users: ReadonlyMap<string, ExportedUser>;
  channels: ExportedChannel[];
  /** Lines that could not be read, with file and reason. Nothing is passed over in silence. */
  unreadable: string[];
};

async function json(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}. Unpack the export again.`);
  }
}

async function listOf<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  return existsSync(file) ? z.array(schema).parse(await json(file)) : [];
}

/** Channels that the export names; where it names none (an export of one channel), its folders. */
async function channelsOf(folder: string): Promise<{ id: string; name: string }[]> {
  const named = (
    await Promise.all(['channels.json', 'groups.json'].map((name) => listOf(join(folder, name), Channel)))
  ).flat();
  if (named.length > 0) {
    return named;
  }
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => ({ id: name, name }));
}

const DAY = /^\d{4}-\d{2}-\d{2}.*\.json$/;

async function messagesOf(folder: string, unreadable: string[]): Promise<SlackMessage[]> {
  const found: SlackMessage[] = [];
  const names = (await readdir(folder)).filter((name) => DAY.test(name)).sort();
  for (const name of names) {
    const rows = await json(join(folder, name));
    if (!Array.isArray(rows)) {
      unreadable.push(`${name}: it holds no list of messages.`);
      continue;
    }
    for (const [index, row] of rows.entries()) {
      const read = slackMessage.safeParse(row);
      if (read.success) {
        found.push(read.data);
      } else {
        unreadable.push(
          `${name}, message ${index + 1}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`,
        );
      }
    }
  }
  return found;
}

function known(user: z.infer<typeof User>): [string, ExportedUser] {
  const name =
    user.profile?.display_name || user.real_name || user.profile?.real_name || user.name || user.id;
  return [user.id, { id: user.id, name, handle: user.name, zone: user.tz ?? undefined, bot: user.is_bot }];
}

/**
 * Reads the export. `wanted` names channels, with or without `#`; none: all of them, where the export holds only one.
 * @throws Error naming the channels there are, where the wanted one is missing or was not said.
 */
export async function readSlackExport(folder: string, wanted: readonly string[]): Promise<SlackExport> {
  if (!existsSync(folder)) {
    throw new Error(`${folder} is not there. Give the folder of an unpacked Slack export.`);
  }
  const all = await channelsOf(folder);
  const names = wanted.map((name) => name.replace(/^#/, ''));
  const there = all.filter((channel) => existsSync(join(folder, channel.name)));
  const chosen = names.length > 0 ? there.filter((channel) => names.includes(channel.name)) : there;
  const missing = names.filter((name) => !chosen.some((channel) => channel.name === name));
  if (missing.length > 0 || chosen.length === 0) {
    const list = there.map((channel) => `#${channel.name}`).join(', ') || 'none';
    throw new Error(
      `No messages for ${missing.map((name) => `#${name}`).join(', ') || 'any channel'} in ${folder}. There are: ${list}.`,
    );
  }
  if (names.length === 0 && chosen.length > 1) {
    throw new Error(
      `Which channel? Add --channel: ${chosen.map((channel) => `#${channel.name}`).join(', ')}.`,
    );
  }
  const users = await listOf(join(folder, 'users.json'), User);
  const unreadable: string[] = [];
  const channels: ExportedChannel[] = [];
  for (const channel of chosen) {
    channels.push({ ...channel, messages: await messagesOf(join(folder, channel.name), unreadable) });
  }
  return {
    team: users.find((user) => user.team_id !== undefined)?.team_id ?? 'export',
    users: new Map(users.map(known)),
    channels,
    unreadable,
  };
}
