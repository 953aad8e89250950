// Files by what is in them: one file per content, named by its SHA-256, in one folder.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { access, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../lib/ids.ts';
import type { FileStore } from './port.ts';
import { syncToDisk } from './sync.ts';

const UNFINISHED = '.unfinished';
/** An unfinished file older than this was left by a process that was killed. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Opens the folder, making it if it is not there. `maxBytes`: the largest file that is kept. Needs wire time only to tell
 * which unfinished files were abandoned.
 */
export function openFileStore({ dir, maxBytes }: { dir: string; maxBytes: number }): FileStore {
  mkdirSync(dir, { recursive: true });
  removeAbandoned(dir);
  return {
    async put(bytes) {
      if (bytes.byteLength > maxBytes) {
        throw new Error(
          `A file of ${bytes.byteLength} bytes is larger than the ${maxBytes} bytes that are kept. ` +
            'Raise the limit, or keep the file elsewhere and post its address.',
        );
      }
      const name = sha256(bytes);
      if (!(await isThere(join(dir, name)))) {
        await writeWhole(dir, name, bytes);
      }
      return { sha256: name, size: bytes.byteLength };
    },

    async read(name) {
      const bytes = await readFile(pathOf(dir, name)).catch(unlessMissing);
      if (bytes && sha256(bytes) !== name) {
        throw new Error(
          `The file ${name} in ${dir} is damaged. Put its copy from the newest backup in its place.`,
        );
      }
      return bytes;
    },

    async erase(name) {
      await rm(pathOf(dir, name), { force: true });
      await syncToDisk(dir);
    },
  };
}

/** Names come from stored events; one that is no digest could point anywhere. */
function pathOf(dir: string, name: string): string {
  if (!/^[0-9a-f]{64}$/.test(name)) {
    throw new Error(`"${name}" is not the name of a kept file: a SHA-256 in lower-case hex is.`);
  }
  return join(dir, name);
}

/** On disk, name included, or not there at all. */
async function writeWhole(dir: string, name: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(dir, `${randomUUID()}${UNFINISHED}`);
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, join(dir, name));
    await syncToDisk(dir);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') {
    throw error;
  }
}

function removeAbandoned(dir: string): void {
  for (const name of readdirSync(dir).filter((name) => name.endsWith(UNFINISHED))) {
    const path = join(dir, name);
    if (Date.now() - statSync(path).mtimeMs > ABANDONED_AFTER_MS) {
      rmSync(path, { force: true });
    }
  }
}
