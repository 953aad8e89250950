// Pull requests with the real git against a bare repository: the contract of documents, and what becomes of branches.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type GitHubPull, type GitHubStandIn, openGitHub } from '../../emulator/vendors/github.ts';
import { systemClock } from '../../lib/clock.ts';
import { temporaryFolder } from '../../lib/fixtures/temporary-folder.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { documentsContract, type HeldPage } from './contract.ts';
import { github } from './github.ts';
import type { Document } from './port.ts';
import { markupOf } from './reading.ts';

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const ME = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example'];

/** A bare repository with one commit on main, and a clone of it with somebody’s unfinished work. */
function openRepository() {
  const folder = temporaryFolder('github');
  const [bare, clone] = [join(folder, 'acme', 'reviews.git'), join(folder, 'clone')];
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  git(folder, 'clone', '--quiet', bare, clone);
  git(clone, 'symbolic-ref', 'HEAD', 'refs/heads/main');
  writeFileSync(join(clone, 'README.md'), '# Reviews\n');
  mkdirSync(join(clone, 'incidents'));
  writeFileSync(join(clone, 'incidents', '.gitkeep'), '');
  git(clone, 'add', '.');
  git(clone, ...ME, 'commit', '--quiet', '-m', 'Begin');
  git(clone, 'push', '--quiet', '-u', 'origin', 'main');
  writeFileSync(join(clone, 'README.md'), '# Unfinished\n');
  return { folder, bare, clone };
}
type Repository = ReturnType<typeof openRepository>;

const compareIn =
  ({ bare }: Repository) =>
  (base: string, head: string) => {
    try {
      const count = git(bare, 'rev-list', '--count', `refs/heads/${base}..refs/heads/${head}`).trim();
      return count === '0' ? ('same' as const) : ('ahead' as const);
    } catch {
      return undefined;
    }
  };

const envOf = ({ clone }: Repository, { url, token }: GitHubStandIn) => ({
  REVIEWS_CLONE: join(clone, 'incidents'),
  REVIEWS_GITHUB_TOKEN: token,
  REVIEWS_GITHUB_URL: url,
});

const every = (node: Nodes): Nodes[] => [
  node,
  ...('children' in node ? (node.children as Nodes[]).flatMap(every) : []),
];
function wordsOf(node: Nodes): string {
  if (node.type === 'html') {
    const kind = markupOf(node.value)?.kind;
    return kind === 'break' ? '\n' : kind ? '' : node.value;
  }
  return 'children' in node
    ? (node.children as Nodes[]).map(wordsOf).join('')
    : 'value' in node
      ? node.value
      : '';
}

function held({ bare }: Repository, { number, title, head }: GitHubPull): HeldPage {
  const at = `refs/heads/${head}`;
  const names = git(bare, 'ls-tree', '--name-only', `${at}:incidents`).trim().split('\n');
  const read = (name: string) => git(bare, 'show', `${at}:incidents/${name}`);
  const markdown = read(names.find((name) => name.endsWith('.md')) ?? '');
  const root: Root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const [first, ...rest] = root.children;
  const blocks = first?.type === 'heading' && first.depth === 1 ? rest : root.children;
  const all = blocks.flatMap(every);
  return {
    id: String(number),
    title,
    words: blocks.map(wordsOf).join('\n'),
    rows: all.flatMap((node) => (node.type === 'tableRow' ? [node.children.map(wordsOf)] : [])),
    code: all.flatMap((node) => (node.type === 'code' ? node.value : [])),
    links: all.flatMap((node) => (node.type === 'link' ? node.url : [])),
    pictures: all.flatMap((node) => (node.type === 'image' ? node.url : [])),
    files: Object.fromEntries(
      names.filter((name) => name.endsWith('.txt')).map((name) => [name, read(name)]),
    ),
  };
}

documentsContract('GitHub', async (deps) => {
  const repository = openRepository();
  const standIn = await openGitHub(compareIn(repository));
  const configured = github.read(envOf(repository, standIn), [])!;
  const port = configured.create(deps);
  return {
    port,
    standIn,
    pages: () =>
      standIn
        .pulls()
        .filter(({ state }) => state === 'open')
        .map((pull) => held(repository, pull)),
    remove(id) {
      Object.assign(standIn.pulls().find(({ number }) => String(number) === id) ?? {}, { state: 'closed' });
    },
    making: { path: '/repos/acme/reviews/pulls', method: 'POST' },
    check: () => configured.check(port),
    secrets: [standIn.token],
  };
});

describe('branches', () => {
  let repository: Repository;
  let standIn: GitHubStandIn;
  beforeEach(async () => {
    repository = openRepository();
    standIn = await openGitHub(compareIn(repository));
  });
  afterEach(() => standIn.close());
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog, waitsMs: [1] }),
    clock: systemClock,
    log: silentLog,
  };
  const port = () => github.read(envOf(repository, standIn), [])!.create(deps);
  const document: Document = {
    key: 'firescribe-1',
    title: 'INC-7 Postmortem: Checkout is slow',
    name: 'inc-7-postmortem',
    markdown: '# T\n\nfirst\n',
    labels: [],
    properties: {},
    files: [],
  };
  const BRANCH = 'firescribe/inc-7-postmortem';
  const log = () => git(repository.bare, 'log', '--format=%s|%an', `main..${BRANCH}`).trim().split('\n');
  const bareMerge = (...args: string[]) => {
    const { clone } = repository;
    git(clone, 'stash', '--quiet');
    git(clone, 'fetch', '--quiet', 'origin');
    git(clone, ...ME, 'merge', '--quiet', ...args, `origin/${BRANCH}`);
    if (args.includes('--squash')) {
      git(clone, ...ME, 'commit', '--quiet', '-m', 'Squashed');
    }
    git(clone, 'push', '--quiet', 'origin', 'main');
  };
  const close = () => Object.assign(standIn.pulls().at(-1)!, { state: 'closed' });

  test('each incident has its own; a change is a commit on top; the clone is left as it stands', async () => {
    await port().put(document);
    await port().put({ ...document, name: 'inc-8-postmortem', title: 'INC-8' });
    await port().put({ ...document, markdown: '# T\n\nsecond\n', title: 'INC-7 Postmortem: The pool' });
    expect(log()).toEqual([
      'INC-7 Postmortem: The pool|Firescribe',
      'INC-7 Postmortem: Checkout is slow|Firescribe',
    ]);
    expect(standIn.pulls()).toMatchObject([
      { head: BRANCH, base: 'main', title: 'INC-7 Postmortem: The pool' },
      { head: 'firescribe/inc-8-postmortem' },
    ]);
    expect(git(repository.clone, 'status', '--porcelain').trim()).toBe('M README.md');
    expect(git(repository.clone, 'branch', '--list').trim()).toBe('* main');
  });

  test('what somebody commits on the branch meanwhile stays', async () => {
    const { clone } = repository;
    await port().put(document);
    git(clone, 'fetch', '--quiet', 'origin', BRANCH);
    const tree = git(clone, 'rev-parse', 'FETCH_HEAD^{tree}').trim();
    const theirs = git(clone, ...ME, 'commit-tree', tree, '-p', 'FETCH_HEAD', '-m', 'Typo').trim();
    git(clone, 'push', '--quiet', 'origin', `${theirs}:refs/heads/${BRANCH}`);
    await port().put({ ...document, markdown: '# T\n\nsecond\n' });
    expect(log().map((line) => line.split('|')[0])).toEqual([document.title, 'Typo', document.title]);
  });

  test.each([['--no-ff'], ['--squash']])(
    'merged (%s), it is proposed again only where something changed, without a conflict',
    async (how) => {
      const { id } = await port().put(document);
      bareMerge(how);
      close();
      expect(await port().put({ ...document, known: id })).toEqual({ id });
      expect(standIn.pulls()).toHaveLength(1);
      await port().put({ ...document, known: id, markdown: '# T\n\nsecond\n' });
      expect(standIn.pulls()).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
      bareMerge('--no-ff');
      expect(git(repository.bare, 'show', 'main:incidents/inc-7-postmortem.md')).toContain('second');
    },
  );

  test('a remote that is away is tried again; a folder in no repository is said with what to do', async () => {
    rmSync(repository.bare, { recursive: true });
    await expect(port().put(document)).rejects.toMatchObject({ permanent: false, code: 'git' });
    const env = { ...envOf(repository, standIn), REVIEWS_CLONE: repository.folder };
    await expect(github.read(env, [])!.create(deps).put(document)).rejects.toMatchObject({
      permanent: true,
      message: expect.stringContaining('Put REVIEWS_CLONE into a repository, or empty REVIEWS_GITHUB_TOKEN.'),
    });
  });
});
