// Pull requests against GitHub's stand-in. What git does with them is tried in the acceptance tests.
import { type GitHubStandIn, openGitHub } from '../../emulator/vendors/github.ts';
import { eachWithDesk, failureOf } from '../contract-desk.ts';
import { github, repositoryIn } from './github.ts';
import { connectGitHub, findPull, openPull, renamePull, tryRepository } from './github-pulls.ts';

type Desk = { standIn: GitHubStandIn; api: ReturnType<typeof connectGitHub>; secrets: string[] };

const repository = { owner: 'acme', name: 'reviews' };
const proposal = {
  branch: 'firescribe/inc-7',
  base: 'main',
  title: 'INC-7: Checkout\nis <slow> 遅い',
  body: 'b',
};
let desk: Desk;
let branches: Set<string>;

eachWithDesk(
  async ({ http }): Promise<Desk> => {
    branches = new Set([proposal.branch]);
    const standIn = await openGitHub((_base, head) =>
      branches.has(head) ? 'ahead' : head === 'merged' ? 'same' : undefined,
    );
    const { url, token } = standIn;
    return { standIn, api: connectGitHub(http, { url, token, repository }), secrets: [token] };
  },
  (opened) => {
    desk = opened;
  },
);

const open = (more = {}) => openPull(desk.api, repository, { ...proposal, ...more });

test('one is opened once, found again by its branch, and renamed where its title changed', async () => {
  expect(await findPull(desk.api, repository, proposal)).toBeUndefined();
  const made = await open();
  expect(made).toEqual({
    number: 1,
    url: `${desk.standIn.url}/acme/reviews/pull/1`,
    title: 'INC-7: Checkout is <slow> 遅い',
  });
  expect(await findPull(desk.api, repository, proposal)).toEqual(made);
  // “A pull request already exists”: an answer before was lost.
  expect(await open()).toEqual(made);
  await renamePull(desk.api, made!, proposal.title);
  await renamePull(desk.api, made!, 'INC-7: The pool');
  expect(desk.standIn.pulls()).toMatchObject([{ title: 'INC-7: The pool', state: 'open' }]);
  expect(desk.standIn.asked.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
});

test('where there is nothing to merge, there is none', async () => {
  expect(await open({ branch: 'merged' })).toBeUndefined();
});

test('other refusals say what GitHub says', async () => {
  desk.standIn.trouble({
    kind: 'status',
    status: 422,
    json: { message: 'Validation Failed', errors: [{ message: 'You cannot open one from a fork' }] },
  });
  expect(await failureOf(open())).toMatchObject({
    permanent: true,
    message: expect.stringContaining('You cannot open one from a fork'),
  });
});

test.each([
  [401, 'Bad credentials'],
  [403, 'Resource not accessible by personal access token'],
  [404, 'Not Found'],
])('%i is final, and says which token to make', async (status, message) => {
  desk.standIn.trouble({ kind: 'status', status, json: { message } });
  const error = await failureOf(open());
  expect(error).toMatchObject({ permanent: true });
  expect(error.message).toContain(message);
  expect(error.message).toMatch(/pull requests of acme\/reviews .*REVIEWS_GITHUB_TOKEN/);
});

test('limits hide behind 403: by seconds to wait, by a time of day, by their words', async () => {
  const limited = async (headers: Record<string, string>, message = 'API rate limit exceeded') => {
    const undo = desk.standIn.trouble({ kind: 'status', status: 403, headers, json: { message } });
    const error = await failureOf(findPull(desk.api, repository, proposal));
    undo();
    return error;
  };
  const words = 'You have exceeded a secondary rate limit.';
  expect(await limited({}, words)).toMatchObject({ code: 'limited', permanent: false });
  const reset = String(Math.ceil(Date.now() / 1_000) + 90);
  const error = await limited({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset });
  expect(error).toMatchObject({ code: 'limited', permanent: false });
  expect(error.retryAfterMs).toBeGreaterThan(60_000);
  // Remembered: it is not asked again before.
  const { length } = desk.standIn.asked;
  expect(await failureOf(open())).toMatchObject({ code: 'limited' });
  expect(desk.standIn.asked).toHaveLength(length);
});

test('doctor sees whether the token may write', async () => {
  await tryRepository(desk.api, repository);
  const change = (json: unknown) => ({ ...(json as object), permissions: { push: false } });
  desk.standIn.trouble({ kind: 'changed', change });
  await expect(tryRepository(desk.api, repository)).rejects.toThrow(/may only read acme\/reviews/);
});

test('the repository is read from the address of a remote', () => {
  for (const address of [
    'git@github.com:acme/reviews.git',
    'https://x:y@github.acme.example/acme/reviews',
    'ssh://git@github.com:22/acme/reviews.git/',
  ]) {
    expect(repositoryIn(address)).toEqual(repository);
  }
  expect(repositoryIn('reviews')).toBeUndefined();
});

test('half of its variables is said', () => {
  const problems: string[] = [];
  expect(github.read({ REVIEWS_CLONE: '/srv/reviews' }, problems)).toBeUndefined();
  expect(problems).toEqual([
    'REVIEWS_GITHUB_TOKEN: it is missing, but REVIEWS_CLONE is set. GitHub needs both.',
  ]);
});
