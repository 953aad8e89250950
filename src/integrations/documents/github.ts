// Reviews as pull requests in GitHub: a branch for each incident, pushed from a clone, and proposed once.
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import { fileName } from './file-names.ts';
import { type GitError, git, gitFailure } from './git.ts';
import { type BranchFile, type Clone, cloneAt, pushBranch } from './git-branch.ts';
import {
  connectGitHub,
  findPull,
  openPull,
  type Repository,
  renamePull,
  tryRepository,
} from './github-pulls.ts';
import type { Document, Documents } from './port.ts';

const Settings = z.object({
  /** A folder in a clone of the repository; its reviews go there. */
  clone: z.string(),
  token: z.string(),
  url: z.url({ protocol: /^https?$/, error: 'use a whole address' }).default('https://api.github.com'),
  /** Where the address of the clone's remote does not say it. */
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'use owner/name, as the address of the repository ends')
    .optional(),
});
type Settings = z.infer<typeof Settings>;

const BODY =
  'Written by Firescribe from the record of the incident. When the review is published again, this branch is brought up to date.';

/** `git@github.com:acme/reviews.git`, `https://github.com/acme/reviews`. */
export function repositoryIn(address: string): Repository | undefined {
  const [, owner, name] = /[:/]([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(address) ?? [];
  return owner && name ? { owner, name } : undefined;
}

function repositoryOf({ repository }: Settings, { address }: Clone): Repository {
  const found = repositoryIn(repository === undefined ? address : `/${repository}`);
  if (!found) {
    throw new VendorError(
      'The address of the clone’s remote does not say which repository of GitHub it is. Set REVIEWS_GITHUB_REPOSITORY to owner/name.',
      { permanent: true, code: 'no_repository' },
    );
  }
  return found;
}

const filesOf = ({ name, markdown, files }: Document): BranchFile[] =>
  [{ name: `${name}.md`, bytes: new TextEncoder().encode(markdown) }, ...files].map((file) => ({
    name: fileName(file.name),
    bytes: file.bytes,
  }));

type GitHub = Documents & { tryIt(): Promise<undefined> };

function create(settings: Settings, { http }: Deps): GitHub {
  const folder = resolve(settings.clone);
  const inGit = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const variables = { asked: 'REVIEWS_GITHUB_TOKEN', folder: 'REVIEWS_CLONE' };
      throw error instanceof VendorError ? error : gitFailure(folder, error as GitError, variables);
    }
  };
  let api: { github: Http; repository: Repository } | undefined;
  const connect = (clone: Clone) => {
    const repository = repositoryOf(settings, clone);
    // Kept, because it remembers how long GitHub wants us to wait.
    if (api?.repository.owner !== repository.owner || api.repository.name !== repository.name) {
      api = { repository, github: connectGitHub(http, { ...settings, repository }) };
    }
    return api;
  };
  return {
    async put(document) {
      const clone = await inGit(() => cloneAt(folder));
      const { github, repository } = connect(clone);
      const { title } = document;
      const branch = `firescribe/${fileName(document.name)}`;
      const proposal = { branch, base: clone.base, title, body: BODY };
      const open = await findPull(github, repository, proposal);
      const differs = await inGit(() =>
        pushBranch(clone, branch, filesOf(document), { message: title, open: open !== undefined }),
      );
      if (open) {
        await renamePull(github, open, title);
      }
      const pull = open ?? (differs ? await openPull(github, repository, proposal) : undefined);
      // Merged already, to the letter: there is nothing to propose, and it stands in the repository.
      return pull ? { id: String(pull.number), url: pull.url } : { id: document.known ?? branch };
    },
    async tryIt() {
      const clone = await inGit(() => cloneAt(folder));
      const { github, repository } = connect(clone);
      await inGit(() => git(folder, ['ls-remote', '--exit-code', clone.remote, `refs/heads/${clone.base}`]));
      await tryRepository(github, repository);
      return undefined;
    },
  };
}

export const github = vendor<Settings, Documents>({
  id: 'github',
  label: 'GitHub',
  settings: Settings as z.ZodType<Settings>,
  env: {
    REVIEWS_CLONE: 'clone',
    REVIEWS_GITHUB_TOKEN: 'token',
    REVIEWS_GITHUB_URL: 'url',
    REVIEWS_GITHUB_REPOSITORY: 'repository',
  },
  required: ['REVIEWS_CLONE', 'REVIEWS_GITHUB_TOKEN'],
  create,
  check: (port) => (port as GitHub).tryIt(),
});
