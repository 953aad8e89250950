import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { clientFor, testManifest } from './fixtures/workspace.ts';

const MAIN = new URL('./main.ts', import.meta.url).pathname;

test('the program opens a workspace, prints what an app needs, and stops when told', async () => {
  const path = join(temporaryFolder('emulator'), 'manifest.json');
  writeFileSync(path, JSON.stringify(testManifest()));
  const program = spawn(process.execPath, [MAIN, '--port', '0', '--manifest', path]);
  const [chunk] = (await once(program.stdout, 'data')) as [Buffer];
  const text = String(chunk);
  const value = (name: string) => new RegExp(`${name}=(\\S+)`).exec(text)?.[1] ?? '';
  const client = clientFor({ apiUrl: value('SLACK_API_URL') }, value('SLACK_BOT_TOKEN'));
  expect((await client.auth.test()).user).toBe('scribe');
  const page = await fetch(new URL('/', value('SLACK_API_URL')));
  expect(await page.text()).toContain('<title>Slack workspace</title>');
  program.kill('SIGTERM');
  expect((await once(program, 'exit'))[0]).toBe(0);
});

test('a manifest that is not there is named, and nothing starts', async () => {
  const program = spawn(process.execPath, [MAIN, '--port', '0', '--manifest', '/no/such/manifest.yml']);
  const [chunk] = (await once(program.stderr, 'data')) as [Buffer];
  expect(String(chunk)).toContain('/no/such/manifest.yml');
  expect((await once(program, 'exit'))[0]).toBe(1);
});
