// What the system says when a file or folder cannot be read or written, as a sentence with the remedy.
import { userInfo } from 'node:os';

type Wanted = 'read' | 'written';

type FileError = NodeJS.ErrnoException;

function whoRuns(): string {
  try {
    return `the user ${userInfo().username}`;
  } catch {
    // Containers run under user ids that no account has.
    return `the user ${process.getuid?.() ?? 'of this process'}`;
  }
}

const NOT_ALLOWED = (path: string, wanted: Wanted) =>
  `${path} may not be ${wanted} by ${whoRuns()}, who runs Firescribe. Give it to that account (chown), or let it in (chmod).`;

const SENTENCES: Readonly<Record<string, (path: string, wanted: Wanted) => string>> = {
  ENOENT: (path, wanted) =>
    wanted === 'read'
      ? `${path} is not there. Check the path.`
      : `The folder of ${path} is not there. Make it, or name another place.`,
  EISDIR: (path) => `${path} is a folder. Name a file.`,
  EEXIST: (path) => `${path} is a file, where a folder should be. Name a folder, or move the file away.`,
  ENOTDIR: (path) => `${path} leads through something that is a file and no folder. Check the path.`,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: (path) => `${path} lies on a disk that can only be read. Name another place.`,
  ENOSPC: (path) => `There is no room left for ${path}. Free some space on its disk.`,
};

/** The sentence for a file or folder that was to be read, or written. */
export function fileTrouble(error: unknown, path: string, wanted: Wanted): string {
  const { code = '', message } = error as FileError;
  return SENTENCES[code]?.(path, wanted) ?? `${path} cannot be ${wanted}: ${message}.`;
}

const WRITING = new Set([
  'mkdir',
  'mkdtemp',
  'write',
  'rename',
  'copyfile',
  'unlink',
  'rm',
  'rmdir',
  'chmod',
  'symlink',
]);

/** The same for an error that nobody met on its way: the system tells the path and what was tried. Undefined for other errors. */
export function systemTrouble(error: unknown): string | undefined {
  const { code = '', path, syscall = '' } = error as FileError;
  return path === undefined || SENTENCES[code] === undefined
    ? undefined
    : fileTrouble(error, path, WRITING.has(syscall) ? 'written' : 'read');
}

/** Does the work, and tells what the system refuses with the sentence, after `setting` where one names the place. */
export async function withFile<T>(
  { path, wanted, setting }: { path: string; wanted: Wanted; setting?: string },
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as FileError).code === undefined) {
      throw error;
    }
    const place = setting === undefined ? '' : `${setting}: `;
    throw new Error(`${place}${fileTrouble(error, path, wanted)}`, { cause: error });
  }
}
