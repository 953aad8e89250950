// The commands as they are typed: what they print, where they write, and how they exit.
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { dataPaths } from '../core.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { runToEnd } from './fixtures/child-app.ts';
import { exportFolder, standardExport } from './fixtures/export-folder.ts';
import { tamper } from './fixtures/record.ts';

const folder = temporaryFolder('command-line');
const run = (...words: string[]) => runToEnd(words, {}, folder);
const { database } = dataPaths(join(folder, 'data'));

test('an incident lives and is kept by commands alone; a record that was changed makes verify fail', async () => {
  const declared = await run('declare', 'Checkout', 'is', 'slow', '--sev', '2', '--by', 'Ana');
  expect(declared).toMatchObject({ code: 0, stderr: '' });
  expect(declared.stdout).toMatch(/^INC-1 is declared \(SEV-2\)\./);
  expect((await run('note', '1', 'rolled back', '--at', '1 min ago')).stdout).toMatch(
    /^Noted for INC-1 at .*\(UTC\)\.$/m,
  );
  expect((await run('resolve', 'INC-1', 'the rollback helped')).stdout).toMatch(/^INC-1 is resolved\./);
  const again = await run('resolve', 'INC-1');
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('already resolved');

  const [csv, verified, kept] = await Promise.all([
    run('export', '1', '--format', 'csv'),
    run('verify', '--heads', 'heads.json'),
    run('backup', 'copy'),
  ]);
  expect(csv.stdout.split('\r\n').filter(Boolean)).toHaveLength(4 + 1);
  expect(verified).toMatchObject({
    code: 0,
    stdout: 'All is as it was recorded: 1 incident, 4 events, 0 files.\n',
  });
  expect(kept).toMatchObject({
    code: 0,
    stdout: 'copy holds 1 incident, 4 events, 0 files, and is verified.\n',
  });

  tamper(database, "UPDATE contents SET content = replace(content, 'rollback', 'restart')");
  const wrong = await run('verify', '--against', 'heads.json');
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain('has other content than was recorded');
  const back = await run('restore', 'copy', '--replace');
  expect(back).toMatchObject({ code: 0, stderr: '' });
  expect(back.stdout).toContain('firescribe outbox release');
  expect((await run('outbox', 'release')).stdout).toMatch(/^\d+ released\./);
});

test('an export of a workspace becomes three files, with what could not be read named', async () => {
  const day = standardExport['inc-checkout/2026-11-21.json'] as unknown[];
  const source = exportFolder({
    ...standardExport,
    'inc-checkout/2026-11-21.json': [...day, { text: 'no ts' }],
  });
  const { code, stdout, stderr } = await run(
    'import',
    source,
    '--channel',
    'inc-checkout',
    '--out',
    'review',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('8 messages of 4 people and bots; times are in Europe/Berlin.');
  expect(stdout).toContain('Not read: inc-checkout/2026-11-21.json, message 3: ts: it is missing.');
  for (const name of ['postmortem.md', 'postmortem.json', 'timeline.json']) {
    expect(existsSync(join(folder, 'review', name))).toBe(true);
  }
  expect(readFileSync(join(folder, 'review', 'postmortem.md'), 'utf8')).toContain('roll back payments');
});

test('which channel, where the export has several, is asked by name', async () => {
  const { code, stderr } = await run('import', exportFolder(standardExport), '--out', 'other');
  expect(code).toBe(1);
  expect(stderr).toBe('Which channel? Add --channel: #inc-checkout, #random.\n');
});

test('a demo whose port another program has, or that is none, says which to name', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    const taken = await run('demo', '--port', String(port));
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr).toBe(`Port ${port} is in use. Name a free one: \`npm run demo -- --port 3200\`.\n`);
  } finally {
    other.close();
  }
  expect((await run('demo', '--port', 'abc')).stderr).toMatch(/^"abc" is no port\. Name one/);
});
