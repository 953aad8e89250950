// What to do when SQLite says no: one sentence per kind of trouble.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DiskError } from '../lib/disk-error.ts';

export const RESTORE =
  'Stop Firescribe, keep a copy of the file, and put the newest backup in its place (`firescribe restore`).';

const noRoom = (file: string) =>
  `There is no room left for ${file}. Free space on its disk; nothing of this was recorded.`;

/** SQLite calls it a failure of the disk where it cannot make room for what its connections share (32 KB). */
const LEAST_BYTES = 64 * 1024;

function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < LEAST_BYTES;
  } catch {
    return false;
  }
}

const SENTENCES: [code: RegExp, sentence: (file: string) => string][] = [
  [/^SQLITE_FULL/, noRoom],
  [
    /^SQLITE_(READONLY|PERM|AUTH)/,
    (file) => `${file} cannot be written. Let the user that runs Firescribe write the file and its folder.`,
  ],
  [
    /^SQLITE_CANTOPEN/,
    (file) => `${file} cannot be opened. Check that its folder exists and may be written.`,
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    (file) =>
      `Another program holds ${file}. Look for a second Firescribe, or a tool that has the file open, and close it.`,
  ],
  [/^SQLITE_(CORRUPT|NOTADB)/, (file) => `${file} is damaged or is no database. ${RESTORE}`],
  [
    /^SQLITE_(IOERR|PROTOCOL)/,
    (file) =>
      isFull(file)
        ? noRoom(file)
        : `The disk failed at ${file}. Look at the system log for disk errors; nothing of this was recorded.`,
  ],
];

/** True for trouble of the disk or the file, which hits every write alike; false for one that is the write's own fault. */
export function isDiskError(error: unknown): boolean {
  return sentenceFor(error) !== undefined;
}

/** The error with a sentence that says what to do; errors of other kinds as they are. */
export function explainDiskError(error: unknown, file: string): unknown {
  const sentence = sentenceFor(error);
  return sentence ? new DiskError(`${sentence(file)} (${String(error)})`, { cause: error }) : error;
}

/** By code, not by class: the addon is one per process and knows only the class of whoever loaded it first. */
function sentenceFor(error: unknown): ((file: string) => string) | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return SENTENCES.find(([pattern]) => pattern.test(code))?.[1];
}
