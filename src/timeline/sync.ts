// Making a file, or the names in a folder, safe on disk.
import { open } from 'node:fs/promises';

export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
