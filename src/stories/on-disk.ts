// What stands on the app's disk: for stories in which words have to be gone from all of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from './scene.ts';

/** How often the word stands in the database, its log and the kept files, in whatever case. */
export function onDisk(app: Scene['app'], word: string): number {
  const folder = join(app().core.database, '..');
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1').toLowerCase())
    .join('\n');
  return bytes.split(word.toLowerCase()).length - 1;
}
