import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { WebClient } from '@slack/web-api';
import { temporaryFolder } from '../../lib/fixtures/temporary-folder.ts';
import { startTestWorkspace, type TestWorkspace, testManifest } from '../fixtures/workspace.ts';
import { readProbed } from '../probed.ts';
import { differenceLines } from './compare.ts';
import { openGround } from './ground.ts';
import { probe, type Report, silent } from './probe.ts';

let t: TestWorkspace;

const manifest = testManifest({
  scopes: [
    'bookmarks:read',
    'bookmarks:write',
    'canvases:read',
    'canvases:write',
    'channels:history',
    'channels:join',
    'channels:manage',
    'channels:read',
    'chat:write',
    'files:read',
    'files:write',
    'pins:read',
    'pins:write',
    'reactions:read',
    'reactions:write',
    'team:read',
    'usergroups:read',
    'users:read',
  ],
});

beforeEach(async () => {
  t = await startTestWorkspace();
  t.slack.faults.rateLimits(false);
});

afterEach(() => t.slack.close());

/** The test's own workspace stands where the real one would. */
function probed(): Promise<Report> {
  const { botToken, appToken } = t.slack.installApp(manifest);
  const place = { botToken, appToken, apiUrl: t.slack.apiUrl, quietMs: 300 };
  return probe({ place, manifest, channelName: 'emulator-probe-1', logger: silent });
}

test('two workspaces that are alike show no difference, and one archived channel remains', async () => {
  const before = t.slack.see.channels().length;
  const { found, probed: rows } = await probed();
  expect(differenceLines(found)).toEqual([]);
  expect(rows).toMatchObject({ 'chat.postMessage': { differences: 0 }, 'canvases.edit': { differences: 0 } });
  expect(Object.keys(rows).length).toBeGreaterThan(45);
  const left = t.slack.see.channels();
  expect(left).toHaveLength(before + 1);
  expect(left.at(-1)).toMatchObject({ name: 'emulator-probe-1-2', archived: true });
  const said = t.slack.see.messages('emulator-probe-1-2').filter((each) => each.fields === undefined);
  expect(said).toEqual([]);
  expect(t.slack.see.files()).toEqual([]);
});

test('another error code, another field, another kind of value and a missing event are all found', async () => {
  t.slack.faults.api('users.lookupByEmail', { kind: 'status', status: 500 });
  t.slack.faults.api('pins.list', { kind: 'error', error: 'fatal_error' });
  t.slack.faults.events('pin_removed', { kind: 'lose' });
  const person = t.slack.workspace.world.users.get(t.ana);
  if (person) {
    person.external = true;
  }
  const { found, probed: rows } = await probed();
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'pins.list', path: 'error', real: '"fatal_error"', emulator: '–' }),
      expect.objectContaining({ what: 'users.list', path: 'members[].is_stranger', emulator: '–' }),
      { what: 'event pin_removed', step: '', path: '', real: '–', emulator: 'there' },
    ]),
  );
  expect(new Set(found.map((each) => each.what))).toEqual(
    new Set(['pins.list', 'users.list', 'event pin_removed']),
  );
  expect(rows['pins.list']?.differences).toBeGreaterThan(0);
  expect(rows['chat.update']?.differences).toBe(0);
});

test('a channel that the probe did not make is not touched', async () => {
  const ground = openGround(new WebClient(t.app.botToken, { slackApiUrl: t.slack.apiUrl, logger: silent }));
  const call = ground.call('say', 'chat.postMessage', { channel: t.ops, text: 'hello' });
  await expect(call).rejects.toThrow('not a channel of its own');
  expect(t.slack.calls).toEqual([]);
});

const MAIN = new URL('./main.ts', import.meta.url).pathname;

async function run(args: string[], env: Record<string, string>) {
  // Elsewhere: the tokens of a .env beside us are none of the test's.
  const where = { cwd: temporaryFolder('elsewhere'), env: { PATH: process.env.PATH, ...env } };
  const program = spawn(process.execPath, [MAIN, ...args], where);
  const [out, [code]] = await Promise.all([text(program.stdout), once(program, 'exit')]);
  return { out, code: code as number };
}

test('without a token the program says what to set, and that nothing was probed', async () => {
  const { out, code } = await run([], {});
  expect(out).toContain('SLACK_BOT_TOKEN is not set: nothing was probed.');
  expect(code).toBe(0);
});

test('the program notes what was compared and when', async () => {
  const folder = temporaryFolder('probe');
  const [path, out] = [join(folder, 'manifest.json'), join(folder, 'probed.json')];
  writeFileSync(path, JSON.stringify(manifest));
  const { botToken } = t.slack.installApp(manifest);
  const env = { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: t.slack.apiUrl, PROBE_CHANNEL: 'try' };
  const done = await run(['--yes', '--manifest', path, '--out', out], env);
  expect(done.out).toMatch(/^\d+ methods were compared; 0 differences\.$/m);
  expect(readProbed(out)['pins.add']?.at).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(readFileSync(out, 'utf8').endsWith('}\n')).toBe(true);
});
