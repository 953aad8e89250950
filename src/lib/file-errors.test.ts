import { readFileSync, writeFileSync } from 'node:fs';
import { fileTrouble, systemTrouble, withFile } from './file-errors.ts';

const refused = (code: string, extra: object = {}) =>
  Object.assign(new Error(`${code}: no`), { code, ...extra });

test.each([
  ['EACCES', 'read', /^secret may not be read by .+, who runs Firescribe[.] Give it to that account/],
  ['EACCES', 'written', /^secret may not be written by /],
  ['ENOENT', 'read', /^secret is not there/],
  ['ENOENT', 'written', /^The folder of secret is not there/],
  ['EISDIR', 'read', /^secret is a folder/],
  ['EEXIST', 'written', /^secret is a file, where a folder should be/],
  ['EIO', 'read', /^secret cannot be read: EIO/],
] as const)('%s, where a file was to be %s, says what to do', (code, wanted, sentence) => {
  expect(fileTrouble(refused(code), 'secret', wanted)).toMatch(sentence);
});

test('an error that nobody met on its way tells its path, and other errors are left alone', () => {
  const error = refused('EACCES', { path: '/data/x', syscall: 'mkdir' });
  expect(systemTrouble(error)).toMatch(/^\/data\/x may not be written by /);
  expect(systemTrouble(new Error('A sentence of ours.'))).toBeUndefined();
  expect(systemTrouble(refused('SQLITE_BUSY', { path: '/data/x' }))).toBeUndefined();
});

test('a setting is named before what the system refuses, and other errors pass', async () => {
  const to = { path: '/', wanted: 'written', setting: '--out' } as const;
  await expect(withFile(to, () => writeFileSync('/', ''))).rejects.toThrow(
    '--out: / is a folder. Name a file.',
  );
  await expect(withFile(to, () => Promise.reject(new Error('Ours.')))).rejects.toThrow(/^Ours[.]$/);
  expect(await withFile({ path: 'x', wanted: 'read' }, () => readFileSync('package.json', 'utf8'))).toContain(
    '{',
  );
});
