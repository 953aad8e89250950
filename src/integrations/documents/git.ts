// The git program, where it is there: commits of files, and what its failures mean.
import { execFile } from 'node:child_process';
import { VendorError } from '../../lib/vendor-error.ts';

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 16 * 1024 * 1024;
/** Whose commits they are, where the repository says nobody. */
export const AUTHOR = ['-c', 'user.name=Firescribe', '-c', 'user.email=firescribe@localhost'];

export type GitError = Error & { code?: string | number; stderr?: string };

/** A question in a terminal that nobody looks at would never be answered. @throws GitError */
export function git(
  folder: string,
  args: readonly string[],
  { env: more = {}, input }: { env?: Record<string, string>; input?: Uint8Array } = {},
): Promise<string> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...more };
  const options = { env, timeout: TIMEOUT_MS, maxBuffer: MOST_BYTES };
  return new Promise((resolve, reject) => {
    const child = execFile('git', ['-C', folder, ...args], options, (error, stdout, stderr) =>
      error ? reject(Object.assign(error, { stderr })) : resolve(stdout.trim()),
    );
    // One that ends before it has read everything says so by its exit.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Commits these files and no others; with nothing changed there is no commit. @throws VendorError */
export async function commitFiles(
  folder: string,
  names: readonly string[],
  { message, push }: { message: string; push: boolean },
): Promise<void> {
  try {
    await git(folder, ['add', '--', ...names]);
    const changed = await git(folder, ['status', '--porcelain', '--', ...names]);
    if (changed !== '') {
      await git(folder, [...AUTHOR, 'commit', '--quiet', '-m', message, '--', ...names]);
    }
    if (push) {
      await git(folder, ['push', '--quiet']);
    }
  } catch (error) {
    throw gitFailure(folder, error as GitError, { asked: 'REVIEWS_GIT', folder: 'REVIEWS_DIR' });
  }
}

/** `variables`: what asks for git, and what names the folder. */
export function gitFailure(
  folder: string,
  error: GitError,
  variables: { asked: string; folder: string },
): VendorError {
  if (error.code === 'ENOENT') {
    const why = `${variables.asked} is set, but there is no git program here. Install git, or empty ${variables.asked}.`;
    return new VendorError(why, { permanent: true, code: 'no_git', cause: error });
  }
  const line = (error.stderr || error.message).trim().split('\n').at(-1) ?? '';
  // The address of a remote may hold a password.
  const said = line.replace(/\/\/[^\s/@]+@/g, '//').slice(0, 300);
  const none = /not a git repository|cannot change to/i.test(error.stderr ?? '');
  const fix = none ? ` Put ${variables.folder} into a repository, or empty ${variables.asked}.` : '';
  // A lock that another process holds, or a remote that is away, goes by.
  return new VendorError(`git did not take the review in ${folder}: ${said}.${fix}`, {
    permanent: none,
    code: 'git',
    cause: error,
  });
}
