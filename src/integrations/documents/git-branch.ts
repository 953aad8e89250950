// A branch with files on it, made and pushed without a checkout: whatever stands in the clone is left as it is.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTHOR, git } from './git.ts';

export type BranchFile = { name: string; bytes: Uint8Array };

/** A clone as it is: the branch that is checked out and where it is pulled from. */
export type Clone = { folder: string; remote: string; base: string; address: string };

export async function cloneAt(folder: string): Promise<Clone> {
  const base = await git(folder, ['symbolic-ref', '--short', 'HEAD']);
  const remote = (await git(folder, ['config', `branch.${base}.remote`]).catch(() => '')) || 'origin';
  return { folder, remote, base, address: await git(folder, ['remote', 'get-url', remote]) };
}

/** What a branch at the remote points to, brought here; undefined where there is none. */
async function tipOf({ folder, remote }: Clone, branch: string): Promise<string | undefined> {
  const ref = `refs/heads/${branch}`;
  const listed = await git(folder, ['ls-remote', remote, ref]);
  const tip = listed.split(/\s/)[0] || undefined;
  if (tip) {
    await git(folder, ['fetch', '--quiet', '--no-tags', remote, tip]).catch(() =>
      // Older servers give out branches only, no commits.
      git(folder, ['fetch', '--quiet', '--no-tags', remote, ref]),
    );
  }
  return tip;
}

const treeOf = (folder: string, commit: string) => git(folder, ['rev-parse', `${commit}^{tree}`]);

/** The tree of a commit with these files in it, below the folder that the clone names. */
async function treeWith(folder: string, commit: string, files: readonly BranchFile[]): Promise<string> {
  const index = join(tmpdir(), `firescribe-index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    const prefix = await git(folder, ['rev-parse', '--show-prefix']);
    const top = await git(folder, ['rev-parse', '--show-toplevel']);
    await git(top, ['read-tree', commit], { env });
    for (const { name, bytes } of files) {
      const blob = await git(top, ['hash-object', '-w', '--stdin'], { input: bytes });
      await git(top, ['update-index', '--add', '--cacheinfo', `100644,${blob},${prefix}${name}`], { env });
    }
    return await git(top, ['write-tree'], { env });
  } finally {
    await rm(index, { force: true });
    await rm(`${index}.lock`, { force: true });
  }
}

/**
 * Brings the files onto the branch at the remote, by one commit; with nothing changed there is none. `open`: the branch is
 * proposed, so it goes on. Else it begins anew from what it is to be merged into: what an earlier proposal left behind is
 * a second parent, so that nothing is forced. Tells whether the branch says anything that its base does not.
 */
export async function pushBranch(
  clone: Clone,
  branch: string,
  files: readonly BranchFile[],
  { message, open }: { message: string; open: boolean },
): Promise<boolean> {
  const { folder, remote } = clone;
  const [base, tip] = [await tipOf(clone, clone.base), await tipOf(clone, branch)];
  if (base === undefined) {
    throw Object.assign(new Error(), { stderr: `the remote has no branch ${clone.base}` });
  }
  const from = open && tip ? tip : base;
  const tree = await treeWith(folder, from, files);
  const differs = tree !== (await treeOf(folder, base));
  if (tip && tree === (await treeOf(folder, tip))) {
    return differs;
  }
  if (tree === (await treeOf(folder, from))) {
    return differs;
  }
  const parents = [from, ...(tip && tip !== from ? [tip] : [])].flatMap((parent) => ['-p', parent]);
  const commit = await git(folder, [...AUTHOR, 'commit-tree', tree, ...parents, '-m', message]);
  await git(folder, ['push', '--quiet', remote, `${commit}:refs/heads/${branch}`]);
  return differs;
}
