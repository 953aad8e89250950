import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { sha256 } from '../lib/ids.ts';
import { openFileStore } from './files.ts';

let dir: string;
beforeEach(() => {
  dir = join(temporaryFolder('files'), 'files');
});
const open = (maxBytes = 1_000) => openFileStore({ dir, maxBytes });
const bytes = (text: string) => new TextEncoder().encode(text);

test('a file comes back by what is in it, after a restart, too', async () => {
  expect(await open().put(bytes('a graph'))).toEqual({ sha256: sha256('a graph'), size: 7 });
  const read = await open().read(sha256('a graph'));
  expect(read && new TextDecoder().decode(read)).toBe('a graph');
  expect(await open().read(sha256('another'))).toBeUndefined();
});

test('the same bytes are kept once, however many put them at the same time', async () => {
  const store = open();
  await Promise.all([store.put(bytes('a graph')), store.put(bytes('a graph')), store.put(bytes('a graph'))]);
  expect(readdirSync(dir)).toEqual([sha256('a graph')]);
});

test('a file above the cap is refused, and the cap is named', async () => {
  await expect(open(6).put(bytes('a graph'))).rejects.toThrow(/larger than the 6 bytes/);
  expect(await open(7).put(bytes('a graph'))).toMatchObject({ size: 7 });
});

test('an erased file is gone; erasing it again is no error', async () => {
  const store = open();
  const { sha256: name } = await store.put(bytes('a graph'));
  await store.erase(name);
  await store.erase(name);
  expect(await store.read(name)).toBeUndefined();
  expect(readdirSync(dir)).toEqual([]);
});

test('a damaged file is an error, not other bytes', async () => {
  const store = open();
  const { sha256: name } = await store.put(bytes('a graph'));
  writeFileSync(join(dir, name), 'a grapf');
  await expect(store.read(name)).rejects.toThrow(/damaged.*backup/s);
});

test.each(['../escape', '', 'A'.repeat(64)])('a name that is no digest is refused: "%s"', async (name) => {
  await expect(open().read(name)).rejects.toThrow(/not the name of a kept file/);
  await expect(open().erase(name)).rejects.toThrow(/not the name of a kept file/);
});

test('what a killed process left half-written is removed, what another is writing is not', async () => {
  open();
  const hourAgo = new Date(Date.now() - 3_700_000);
  writeFileSync(join(dir, 'old.unfinished'), 'half');
  utimesSync(join(dir, 'old.unfinished'), hourAgo, hourAgo);
  writeFileSync(join(dir, 'new.unfinished'), 'half');
  const now = new Date();
  utimesSync(join(dir, 'new.unfinished'), now, now);
  open();
  expect(readdirSync(dir)).toEqual(['new.unfinished']);
});
