// A standard Slack export, unpacked: users.json, channels.json, one folder per channel, one file per day.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Instant } from '../incident/values.ts';
import { fileTrouble } from '../lib/file-errors.ts';
import type { SlackMessage } from '../slack/slack-message.ts';
import { DAY, exportRoot, foldersIn, holdsDays, isFolder } from './export-root.ts';
import {
  type ExportedUser,
  exportedChannel,
  exportedMessage,
  exportedUser,
  type Read,
} from './exported-rows.ts';

export type ExportedChannel = { id: string; name: string; messages: SlackMessage[] };
export type SlackExport = {
  team: string;
  users: ReadonlyMap<string, ExportedUser>;
  channels: ExportedChannel[];
  /** What could not be read, with file and reason. Nothing is passed over in silence. */
  unreadable: string[];
};

type Notes = string[];

/** The list that the file holds; none, and a note, where it cannot be read. `named`: the file's name in notes. */
async function rowsOf(file: string, named: string, notes: Notes): Promise<unknown[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    notes.push(fileTrouble(error, named, 'read'));
    return [];
  }
  try {
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows)) {
      return rows;
    }
    notes.push(`${named}: it holds no list.`);
  } catch (error) {
    const why = text.trim() === '' ? 'it is empty' : `it is not JSON: ${(error as Error).message}`;
    notes.push(`${named}: ${why}. Unpack the export again.`);
  }
  return [];
}

async function listOf<T>(
  { file, named, row: what }: { file: string; named: string; row: string },
  read: (row: unknown) => Read<T>,
  notes: Notes,
): Promise<T[]> {
  const found: T[] = [];
  for (const [index, row] of (await rowsOf(file, named, notes)).entries()) {
    const one = read(row);
    if (one.ok) {
      found.push(one.value);
    } else {
      notes.push(`${named}, ${what} ${index + 1}: ${one.why}.`);
    }
  }
  return found;
}

/** Channels that the export names; its folders where it names none (an export of one channel), or could not be read. */
async function channelsOf(folder: string, notes: Notes): Promise<{ id: string; name: string }[]> {
  const before = notes.length;
  const lists = ['channels.json', 'groups.json'].filter((name) => existsSync(join(folder, name)));
  const named = (
    await Promise.all(
      lists.map((name) =>
        listOf({ file: join(folder, name), named: name, row: 'channel' }, exportedChannel, notes),
      ),
    )
  ).flat();
  if (named.length > 0 && notes.length === before) {
    return named;
  }
  const known = new Set(named.map(({ name }) => name));
  const others = foldersIn(folder).filter((name) => !known.has(name) && holdsDays(join(folder, name)));
  return [...named, ...others.map((name) => ({ id: name, name }))];
}

async function messagesOf(folder: string, now: Instant, notes: Notes): Promise<SlackMessage[]> {
  const names = (await readdir(folder)).filter((name) => DAY.test(name)).sort();
  const found: SlackMessage[] = [];
  for (const name of names) {
    const day = { file: join(folder, name), named: `${basename(folder)}/${name}`, row: 'message' };
    found.push(...(await listOf(day, (row) => exportedMessage(row, now), notes)));
  }
  return found;
}

function chosenFrom(
  all: readonly { id: string; name: string }[],
  { folder, wanted, unreadable }: { folder: string; wanted: readonly string[]; unreadable: Notes },
) {
  const names = wanted.map((name) => name.replace(/^#/, ''));
  const there = all.filter((channel) => isFolder(join(folder, channel.name)));
  const chosen = names.length > 0 ? there.filter((channel) => names.includes(channel.name)) : there;
  const missing = names.filter((name) => !chosen.some((channel) => channel.name === name));
  if (missing.length > 0 || chosen.length === 0) {
    const list = there.map((channel) => `#${channel.name}`).join(', ') || 'none';
    const why = unreadable.map((what) => ` Not read: ${what}`).join('');
    throw new Error(
      `No messages for ${missing.map((name) => `#${name}`).join(', ') || 'any channel'} in ${folder}. Channels with messages: ${list}.${why}`,
    );
  }
  if (names.length === 0 && chosen.length > 1) {
    throw new Error(
      `Which channel? Add --channel: ${chosen.map((channel) => `#${channel.name}`).join(', ')}.`,
    );
  }
  return chosen;
}

/**
 * Reads the export at the folder, or in the one folder within it. `wanted` names channels, with or without `#`; none: all of them,
 * where the export holds only one. Damaged files and rows stand in `unreadable`, and the rest is read.
 * @throws Error naming what to give, or the channels there are, where the wanted one is missing or was not said.
 */
export async function readSlackExport(
  given: string,
  wanted: readonly string[],
  now: Instant,
): Promise<SlackExport> {
  const folder = exportRoot(given);
  const unreadable: Notes = [];
  const chosen = chosenFrom(await channelsOf(folder, unreadable), { folder, wanted, unreadable });
  const people = { file: join(folder, 'users.json'), named: 'users.json', row: 'person' };
  const users = existsSync(people.file) ? await listOf(people, exportedUser, unreadable) : [];
  const channels: ExportedChannel[] = [];
  for (const channel of chosen) {
    const messages = await messagesOf(join(folder, channel.name), now, unreadable);
    channels.push({ ...channel, messages });
  }
  return {
    team: users.find((user) => user.team !== undefined)?.team ?? 'export',
    users: new Map(users.map((user) => [user.id, user])),
    channels,
    unreadable,
  };
}
