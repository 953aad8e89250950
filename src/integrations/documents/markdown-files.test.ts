import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../lib/fixtures/temporary-folder.ts';
import { MARKDOWN } from './contract.ts';
import { markdownFiles } from './markdown-files.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('reviews');
});

const open = (env: Record<string, string> = {}) =>
  markdownFiles.read({ REVIEWS_DIR: join(folder, 'out'), ...env }, [])!.create({} as never);
const document = {
  key: 'firescribe-1',
  title: 'INC-7 Postmortem: Checkout is slow',
  name: 'inc-7-postmortem',
  markdown: MARKDOWN,
  labels: [],
  properties: {},
  files: [{ name: 'inc-7-log.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('14:05 遅い') }],
};

test('a review is a file of its own, letter for letter, with its files beside it; put again it is the same file', async () => {
  expect(await open().put(document)).toEqual({ id: 'inc-7-postmortem.md' });
  await open().put({ ...document, title: 'INC-7 Postmortem: The pool', known: 'inc-7-postmortem.md' });
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['inc-7-log.txt', 'inc-7-postmortem.md']);
  expect(readFileSync(join(folder, 'out', 'inc-7-postmortem.md'), 'utf8')).toBe(MARKDOWN);
  expect(readFileSync(join(folder, 'out', 'inc-7-log.txt'), 'utf8')).toBe('14:05 遅い');
});

test('a name leads nowhere else', async () => {
  await open().put({ ...document, name: '../../etc/inc-7' });
  expect(readdirSync(folder)).toEqual(['out']);
});

test('a folder that cannot be written to is told by its variable', async () => {
  writeFileSync(join(folder, 'out'), '');
  await expect(open().put(document)).rejects.toThrow(/could not be written to .*Set REVIEWS_DIR/);
});

describe('in a Git repository', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const isThere = () => {
    try {
      return execFileSync('git', ['--version']).length > 0;
    } catch {
      return false;
    }
  };
  const given = isThere() ? test : test.skip;

  given('each export that changes something is a commit of these files only', async () => {
    git('init', '--quiet');
    writeFileSync(join(folder, 'else.txt'), 'somebody’s work');
    git('add', 'else.txt');
    const port = open({ REVIEWS_GIT: 'commit' });
    await port.put(document);
    await port.put(document);
    await port.put({ ...document, markdown: 'second\n' });
    expect(git('log', '--format=%s|%an').trim().split('\n')).toEqual([
      'INC-7 Postmortem: Checkout is slow|Firescribe',
      'INC-7 Postmortem: Checkout is slow|Firescribe',
    ]);
    expect(git('status', '--porcelain').trim()).toBe('A  else.txt');
  });

  given('it is pushed where that is wanted; a remote that is away is tried again', async () => {
    git('init', '--quiet', '--initial-branch=main');
    const port = open({ REVIEWS_GIT: 'push' });
    git('remote', 'add', 'origin', join(folder, 'remote.git'));
    git('config', 'branch.main.remote', 'origin');
    git('config', 'branch.main.merge', 'refs/heads/main');
    await expect(port.put(document)).rejects.toMatchObject({ permanent: false, code: 'git' });
    git('init', '--quiet', '--bare', 'remote.git');
    await port.put(document);
    expect(existsSync(join(folder, 'remote.git'))).toBe(true);
    expect(git('--git-dir', 'remote.git', 'log', '--format=%s', 'main').trim()).toBe(document.title);
  });

  given('where there is no repository, that is said with what to do', async () => {
    await expect(open({ REVIEWS_GIT: 'commit' }).put(document)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('Put REVIEWS_DIR into a repository, or empty REVIEWS_GIT.'),
    });
  });
});
