// Runbooks as Markdown files beside the configuration: no account, no network.
import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import { vendor } from '../vendor.ts';
import type { RunbookSource } from './port.ts';

const Settings = z.object({ folder: z.string().default('.') });

const MOST_BYTES = 1024 * 1024;

function fault(message: string, code: string): VendorError {
  return new VendorError(message, { permanent: true, code });
}

async function contentOf(folder: string, file: string): Promise<string> {
  const path = resolve(folder, file);
  if (relative(folder, path).split(sep)[0] === '..') {
    throw fault(
      `The runbook ${file} lies outside of ${folder}. Move it there, or set RUNBOOKS_DIR.`,
      'outside',
    );
  }
  try {
    if ((await stat(path)).size > MOST_BYTES) {
      throw fault(`The runbook ${file} is larger than a page of text.`, 'too_large');
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof VendorError) {
      throw error;
    }
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw fault(
      `The runbook ${path} ${why}. Correct its name in firescribe.yml, or put it there.`,
      'no_file',
    );
  }
}

function create({ folder }: z.infer<typeof Settings>): RunbookSource {
  return {
    /** Files are named in the configuration; none is guessed from its name. */
    find: async () => [],
    async read({ file }) {
      if (file === undefined) {
        return undefined;
      }
      const { readMarkdown } = await import('./markdown.ts');
      const { title, steps, more } = readMarkdown(await contentOf(folder, file));
      return { key: file, title: title ?? file, steps, more };
    },
  };
}

export const markdownFiles = vendor({
  id: 'markdown',
  label: 'Markdown files',
  settings: Settings,
  env: { RUNBOOKS_DIR: 'folder' },
  required: [],
  create,
  check: async () => undefined,
});
