// Pull requests in GitHub: found again by their branch, opened once, renamed where the title changed.
import { z } from 'zod';
import type { Http, HttpMaker } from '../../lib/http.ts';
import type { Answer } from '../../lib/http-call.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { clean } from './reading.ts';

export type Repository = { owner: string; name: string };
export type Pull = { number: number; url: string; title: string };
/** What is proposed: a branch, to be merged into `base`. */
export type Proposal = { branch: string; base: string; title: string; body: string };

const pull = z
  .object({ number: z.number(), html_url: z.string(), title: z.string() })
  .transform(({ html_url: url, ...one }): Pull => ({ ...one, url }));
const repository = z.object({
  archived: z.boolean().nullish(),
  permissions: z.object({ push: z.boolean() }).nullish(),
});
const refusal = z.object({ errors: z.array(z.object({ message: z.string().nullish() })) });

const TITLE_LENGTH = 250;

/**
 * GitHub's docs, "Rate limits for the REST API": 403 or 429; either with Retry-After, or with nothing remaining until a
 * second of Unix time.
 */
function limitIn({ status, headers, body }: Answer): { retryAfterMs?: number } | undefined {
  const none = headers.get('x-ratelimit-remaining') === '0';
  if (status !== 403 || !(none || headers.has('retry-after') || /secondary rate limit/i.test(body))) {
    return undefined;
  }
  const reset = Number(headers.get('x-ratelimit-reset'));
  return none && reset > 0 ? { retryAfterMs: Math.max(1_000, reset * 1_000 - Date.now()) } : {};
}

/** `Validation Failed` says nothing; what failed stands below it. */
function reasonOf(body: unknown): string | undefined {
  const read = refusal.safeParse(body);
  const said = read.success ? read.data.errors.flatMap(({ message }) => message ?? []) : [];
  return said.join('; ') || undefined;
}

export function connectGitHub(
  http: HttpMaker,
  { url, token, repository: { owner, name } }: { url: string; token: string; repository: Repository },
): Http {
  return http({
    vendor: 'GitHub',
    baseUrl: `${url.replace(/\/+$/, '')}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`,
    urlVariable: 'REVIEWS_GITHUB_URL',
    credentials: `Make a fine-grained token that may read and write pull requests of ${owner}/${name} (https://github.com/settings/personal-access-tokens) and put it into REVIEWS_GITHUB_TOKEN.`,
    // A repository that the token may not see is not there.
    refusals: [404],
    limitIn,
    reasonOf,
    authorize: () => ({
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    }),
  });
}

const titleOf = (title: string) =>
  [...clean(title).replace(/\s+/g, ' ').trim()].slice(0, TITLE_LENGTH).join('');

/** The open one of a branch; undefined where there is none. */
export async function findPull(
  github: Http,
  { owner }: Repository,
  { branch, base }: Pick<Proposal, 'branch' | 'base'>,
): Promise<Pull | undefined> {
  const query = { state: 'open', head: `${owner}:${branch}`, base, per_page: 1 };
  return (await github.json({ method: 'GET', path: 'pulls', query }, z.array(pull)))[0];
}

/** Opens it, or takes up the one that an attempt before opened; undefined where there is nothing to merge. */
export async function openPull(
  github: Http,
  repo: Repository,
  { branch, base, title, body }: Proposal,
): Promise<Pull | undefined> {
  const json = { title: titleOf(title), head: branch, base, body };
  try {
    return await github.json({ method: 'POST', path: 'pulls', json }, pull);
  } catch (error) {
    if (!(error instanceof VendorError) || error.code !== 'rejected') {
      throw error;
    }
    if (/no commits between/i.test(error.message)) {
      return undefined;
    }
    const there = /already exists/i.test(error.message)
      ? await findPull(github, repo, { branch, base })
      : undefined;
    if (!there) {
      throw error;
    }
    return there;
  }
}

export async function renamePull(github: Http, { number, title: now }: Pull, title: string): Promise<void> {
  if (now !== titleOf(title)) {
    await github.done({
      method: 'PATCH',
      path: `pulls/${number}`,
      json: { title: titleOf(title) },
      repeatable: true,
    });
  }
}

/** Whether we may write there, without writing. @throws VendorError */
export async function tryRepository(github: Http, { owner, name }: Repository): Promise<void> {
  const { archived, permissions } = await github.json({ method: 'GET', path: '' }, repository);
  if (archived) {
    throw new VendorError(`${owner}/${name} is archived at GitHub. Take another repository for reviews.`, {
      permanent: true,
      code: 'archived',
    });
  }
  if (permissions && !permissions.push) {
    throw new VendorError(
      `The token in REVIEWS_GITHUB_TOKEN may only read ${owner}/${name}. Give it write access to pull requests and contents.`,
      { permanent: true, code: 'forbidden' },
    );
  }
}
