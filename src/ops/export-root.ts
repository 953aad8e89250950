// Where a Slack export lies: the folder that was named, or the one within it; and what was named instead.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

export const DAY = /^\d{4}-\d{2}-\d{2}.*\.json$/;

const NAMES = ['channels.json', 'groups.json', 'users.json'];

export const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

export const foldersIn = (folder: string) =>
  readdirSync(folder).filter((name) => isFolder(join(folder, name)));

/** A folder of days is one channel. */
export const holdsDays = (folder: string) => readdirSync(folder).some((name) => DAY.test(name));

const isExport = (folder: string) =>
  NAMES.some((name) => existsSync(join(folder, name))) ||
  foldersIn(folder).some((name) => holdsDays(join(folder, name)));

/** @throws Error that says what to give instead. */
export function exportRoot(given: string): string {
  if (!existsSync(given)) {
    throw new Error(`${given} is not there. Give the folder of an unpacked Slack export.`);
  }
  if (!isFolder(given)) {
    throw new Error(
      /\.zip$/i.test(given)
        ? `${given} is still packed. Unzip it first: unzip ${given} -d export, then import ./export.`
        : `${given} is a file. Give the folder of an unpacked Slack export.`,
    );
  }
  if (isExport(given)) {
    return given;
  }
  if (holdsDays(given)) {
    const path = resolve(given);
    throw new Error(
      `${given} is the folder of one channel. Give the one above it: import ${dirname(path)} --channel ${basename(path)}.`,
    );
  }
  const within = foldersIn(given)
    .map((name) => join(given, name))
    .filter(isExport);
  const [only] = within;
  if (only === undefined || within.length > 1) {
    throw new Error(
      only === undefined
        ? `${given} holds no Slack export: a folder with users.json, channels.json and a folder for each channel.`
        : `${given} holds several exports. Give one of them: ${within.join(', ')}.`,
    );
  }
  return only;
}
