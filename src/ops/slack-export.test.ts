import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSlackExport } from './slack-export.ts';

function folder(files: Record<string, unknown>): string {
  const root = mkdtempSync(join(tmpdir(), 'export-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
}

const users = [
  { id: 'U1', name: 'ana', real_name: 'Ana Ito', tz: 'Asia/Tokyo', profile: { display_name: 'Ana' } },
];
const channels = [
  { id: 'C1', name: 'inc-db' },
  { id: 'C2', name: 'random' },
];
const day = [
  { type: 'message', user: 'U1', text: 'the database is down', ts: '1700000000.000100' },
  { type: 'message', user: 'U1', text: 'later', ts: '1700000100.000100' },
];

test('an export gives its people and the messages of the channel that was asked for, day by day', async () => {
  const root = folder({
    'users.json': users,
    'channels.json': channels,
    'inc-db/2023-11-15.json': [{ ...day[1] }],
    'inc-db/2023-11-14.json': [day[0]],
    'random/2023-11-14.json': day,
  });
  const read = await readSlackExport(root, ['#inc-db']);
  expect(read.channels.map((channel) => channel.name)).toEqual(['inc-db']);
  expect(read.channels[0]?.messages.map((message) => message.text)).toEqual([
    'the database is down',
    'later',
  ]);
  expect(read.users.get('U1')).toMatchObject({ name: 'Ana', zone: 'Asia/Tokyo' });
});

test('private channels are in groups.json', async () => {
  const root = folder({
    'users.json': users,
    'groups.json': [{ id: 'G1', name: 'sec' }],
    'sec/2023-11-14.json': day,
  });
  expect((await readSlackExport(root, [])).channels[0]?.id).toBe('G1');
});

test('with several channels and none named, the names to choose from are said', async () => {
  const root = folder({
    'channels.json': channels,
    'inc-db/2023-11-14.json': day,
    'random/2023-11-14.json': day,
  });
  await expect(readSlackExport(root, [])).rejects.toThrow('#inc-db, #random');
  await expect(readSlackExport(root, ['nope'])).rejects.toThrow('No messages for #nope');
});

test('a line that makes no sense is counted and named, and the rest is read', async () => {
  const root = folder({
    'channels.json': [channels[0]],
    'inc-db/2023-11-14.json': [...day, { type: 'message', text: 'no ts' }],
  });
  const read = await readSlackExport(root, []);
  expect(read.channels[0]?.messages.length).toBe(2);
  expect(read.unreadable).toEqual([expect.stringContaining('2023-11-14.json, message 3: ts')]);
});

test('a folder that is not there, or a broken file, says what to do', async () => {
  await expect(readSlackExport('/nowhere', [])).rejects.toThrow('unpacked Slack export');
  const root = folder({ 'channels.json': [channels[0]], 'inc-db/2023-11-14.json': '[{' });
  await expect(readSlackExport(root, [])).rejects.toThrow('Unpack the export again');
});
