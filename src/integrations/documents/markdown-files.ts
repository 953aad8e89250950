// Reviews as Markdown files in a folder; committed, and pushed, where the folder lies in a Git repository and that is wanted.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import { vendor } from '../vendor.ts';
import { fileName } from './file-names.ts';
import { commitFiles } from './git.ts';
import type { Document, Documents } from './port.ts';

const Settings = z.object({
  folder: z.string().default('data/reviews'),
  git: z
    .enum(
      ['commit', 'push'],
      'use commit or push, or leave it empty where the folder lies in no Git repository',
    )
    .optional(),
});

async function isThere(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return Buffer.compare(await readFile(path), bytes) === 0;
  } catch {
    return false;
  }
}

/** Readers find the old file or the new one, never half of it. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  if (!(await isThere(path, bytes))) {
    await writeFile(`${path}.new`, bytes);
    await rename(`${path}.new`, path);
  }
}

async function store(folder: string, { name, markdown, files }: Document): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const text = new TextEncoder().encode(markdown);
  const all = [{ name: `${name}.md`, bytes: text }, ...files];
  const names = all.map((file) => fileName(file.name));
  for (const [index, { bytes }] of all.entries()) {
    await write(join(folder, names[index] ?? ''), bytes);
  }
  return names;
}

function create({ folder, git }: z.infer<typeof Settings>): Documents {
  const place = resolve(folder);
  return {
    async put(document) {
      const names = await store(place, document).catch((error: NodeJS.ErrnoException) => {
        throw new VendorError(
          `The review could not be written to ${place}: ${error.code ?? error.message}. Set REVIEWS_DIR to a folder that Firescribe may write to.`,
          { permanent: error.code === 'EACCES' || error.code === 'EROFS', code: 'disk', cause: error },
        );
      });
      if (git !== undefined) {
        await commitFiles(place, names, { message: document.title, push: git === 'push' });
      }
      return { id: names[0] ?? '' };
    },
  };
}

export const markdownFiles = vendor({
  id: 'markdown',
  label: 'Markdown files',
  settings: Settings,
  env: { REVIEWS_DIR: 'folder', REVIEWS_GIT: 'git' },
  required: [],
  create,
  check: async () => undefined,
});
