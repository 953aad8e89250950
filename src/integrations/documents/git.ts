// Commits of files by the git program, where it is there.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { VendorError } from '../../lib/vendor-error.ts';

const run = promisify(execFile);

const TIMEOUT_MS = 60_000;
/** Whose commits they are, where the repository says nobody. */
const AUTHOR = ['-c', 'user.name=Firescribe', '-c', 'user.email=firescribe@localhost'];

/** A question in a terminal that nobody looks at would never be answered. */
async function git(folder: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  const { stdout } = await run('git', ['-C', folder, ...args], { env, timeout: TIMEOUT_MS });
  return stdout;
}

type GitError = Error & { code?: string | number; stderr?: string };

/** Commits these files and no others; with nothing changed there is no commit. @throws VendorError */
export async function commitFiles(
  folder: string,
  names: readonly string[],
  { message, push }: { message: string; push: boolean },
): Promise<void> {
  try {
    await git(folder, ['add', '--', ...names]);
    const changed = await git(folder, ['status', '--porcelain', '--', ...names]);
    if (changed.trim() !== '') {
      await git(folder, [...AUTHOR, 'commit', '--quiet', '-m', message, '--', ...names]);
    }
    if (push) {
      await git(folder, ['push', '--quiet']);
    }
  } catch (error) {
    throw failure(folder, error as GitError);
  }
}

function failure(folder: string, error: GitError): VendorError {
  if (error.code === 'ENOENT') {
    const why = 'REVIEWS_GIT is set, but there is no git program here. Install git, or empty REVIEWS_GIT.';
    return new VendorError(why, { permanent: true, code: 'no_git', cause: error });
  }
  const said = (error.stderr || error.message).trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  const none = /not a git repository/i.test(error.stderr ?? '');
  const fix = none ? ' Put REVIEWS_DIR into a repository, or empty REVIEWS_GIT.' : '';
  // A lock that another process holds, or a remote that is away, goes by.
  return new VendorError(`git did not take the review in ${folder}: ${said}.${fix}`, {
    permanent: none,
    code: 'git',
    cause: error,
  });
}
