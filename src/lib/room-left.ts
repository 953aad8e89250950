// How much more a disk takes.
import { statfs } from 'node:fs/promises';

/** Bytes that this process may still write on the disk of the folder. */
export async function roomLeft(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
