import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '../lib/fixtures/chance.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { exportedCommands } from './exported-commands.ts';
import { standardExport } from './fixtures/export-folder.ts';
import { readSlackExport } from './slack-export.ts';

const NOW = Date.UTC(2026, 10, 22, 9, 0);
const read = (folder: string, wanted: readonly string[] = []) => readSlackExport(folder, wanted, NOW);

function folder(files: Record<string, unknown>): string {
  const root = temporaryFolder('export');
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
  const found = await read(root, ['#inc-db']);
  expect(found.channels.map((channel) => channel.name)).toEqual(['inc-db']);
  expect(found.channels[0]?.messages.map((message) => message.text)).toEqual([
    'the database is down',
    'later',
  ]);
  expect(found.users.get('U1')).toMatchObject({ name: 'Ana', zone: 'Asia/Tokyo' });
});

test('private channels are in groups.json', async () => {
  const root = folder({
    'users.json': users,
    'groups.json': [{ id: 'G1', name: 'sec' }],
    'sec/2023-11-14.json': day,
  });
  expect((await read(root, [])).channels[0]?.id).toBe('G1');
});

test('with several channels and none named, the names to choose from are said', async () => {
  const root = folder({
    'channels.json': channels,
    'inc-db/2023-11-14.json': day,
    'random/2023-11-14.json': day,
  });
  await expect(read(root, [])).rejects.toThrow('#inc-db, #random');
  await expect(read(root, ['nope'])).rejects.toThrow('No messages for #nope');
});

test('a line that makes no sense is counted and named, and the rest is read', async () => {
  const root = folder({
    'channels.json': [channels[0]],
    'inc-db/2023-11-14.json': [...day, { type: 'message', text: 'no ts' }],
  });
  const found = await read(root, []);
  expect(found.channels[0]?.messages.length).toBe(2);
  expect(found.unreadable).toEqual([expect.stringContaining('2023-11-14.json, message 3: ts')]);
});

test('what is no export says what to give instead', async () => {
  await expect(read('/nowhere')).rejects.toThrow('unpacked Slack export');
  const root = folder({ 'export.zip': 'PK', 'notes.txt': '', 'empty/x.txt': '' });
  await expect(read(join(root, 'export.zip'))).rejects.toThrow(
    /still packed[.] Unzip it first: unzip .*export[.]zip -d export/,
  );
  await expect(read(join(root, 'notes.txt'))).rejects.toThrow('is a file. Give the folder');
  await expect(read(root)).rejects.toThrow('holds no Slack export: a folder with users.json');
  const torn = folder({ 'channels.json': '{', 'empty/x.txt': '' });
  await expect(read(torn)).rejects.toThrow(
    /No messages for any channel .* Channels with messages: none\. Not read: channels\.json: it is not JSON/,
  );
});

test('the folder above the export will do, and that of one channel says how to ask for it', async () => {
  const files = { 'channels.json': [channels[0]], 'inc-db/2023-11-14.json': day };
  const within = (name: string) =>
    Object.fromEntries(Object.entries(files).map(([file, content]) => [`${name}/${file}`, content]));
  const root = folder({ ...within('acme'), '__MACOSX/x.txt': '' });
  expect((await read(root)).channels[0]?.messages).toHaveLength(2);
  await expect(read(join(root, 'acme/inc-db'))).rejects.toThrow(/one channel.*acme --channel inc-db/);
  await expect(read(folder({ ...within('a'), ...within('b') }))).rejects.toThrow('several exports');
});

test('a damaged file is named with why, and the others are read', async () => {
  const root = folder({
    'users.json': [{ ...users[0], name: null, profile: { display_name: null } }, { name: 'nobody' }],
    'channels.json': [{ id: 'C9', name: null }, { id: 'C8' }],
    'inc-db/2023-11-14.json': day,
    'inc-db/2023-11-15.json': '[{"ts": "17',
    'inc-db/2023-11-16.json': '',
    'inc-db/2023-11-17.json': { ok: true },
    'inc-db/2023-11-18.json/x': '',
  });
  const found = await read(root);
  expect(found.channels).toMatchObject([{ name: 'inc-db', messages: [{}, {}] }]);
  expect(found.users.get('U1')).toMatchObject({ name: 'Ana Ito', handle: '' });
  expect(found.unreadable).toEqual([
    'channels.json, channel 1: name: it has to be a string.',
    'channels.json, channel 2: name: it is missing.',
    'users.json, person 2: id: it is missing.',
    expect.stringMatching(/^inc-db\/2023-11-15.json: it is not JSON: .*[.] Unpack the export again[.]$/),
    'inc-db/2023-11-16.json: it is empty. Unpack the export again.',
    'inc-db/2023-11-17.json: it holds no list.',
    'inc-db/2023-11-18.json is a folder. Name a file.',
  ]);
});

test('a time that is none, or in the future, is no time of the record', async () => {
  const root = folder({
    'channels.json': [channels[0]],
    'inc-db/2023-11-14.json': [
      ...day,
      { ...day[0], ts: 'abc' },
      { ...day[0], ts: '99999999999.000100' },
      { ...day[0], ts: '1700000200.000100', edited: { user: 'U1', ts: 'never' } },
    ],
  });
  const found = await read(root);
  expect(found.unreadable).toEqual([
    'inc-db/2023-11-14.json, message 3: ts abc: it is no time of Slack’s.',
    'inc-db/2023-11-14.json, message 4: ts 99999999999.000100: it lies in the future.',
  ]);
  const changed = { type: 'message', subtype: 'message_changed', ts: '1700000300.000100' };
  const [channel] = found.channels;
  channel?.messages.push({ ...changed, message: { ...day[0], edited: { ts: '1' } } });
  channel?.messages.push({ ...changed, message: {} });
  const told = exportedCommands(found, NOW);
  expect(told.commands.map(({ type }) => type)).toEqual([
    'record-message',
    'record-message',
    'record-message',
  ]);
  expect(told.unreadable).toEqual([
    expect.stringMatching(/^#inc-db, message 1700000300.000100: the time of its edit: it is no time/),
    expect.stringMatching(/^#inc-db, message 1700000300.000100: message.ts: it is missing[.]$/),
  ]);
});

/** Something of a value is another: cut off, empty, of another kind, or gone. */
const spoilt = fc.oneof(
  fc.constantFrom(null, '', 'abc', -1, 1e300, '99999999999999.1', true, [], {}, [null]),
  fc.anything({ maxDepth: 1 }),
);

function spoil(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) {
    return by;
  }
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  return key === undefined ? by : Object.assign(copy, { [key]: spoil(copy[key], rest, by) });
}

test('however an export is damaged, the rest is told, at times that can be, and the damage is a sentence', async () => {
  const names = Object.keys(standardExport);
  const damage = fc.record({
    file: fc.nat(),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    path: fc.array(fc.nat({ max: 20 }), { maxLength: 4 }),
    by: spoilt,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
      const files: Record<string, unknown> = { ...standardExport };
      for (const { file, cut, path, by } of damages) {
        const name = names[file % names.length] ?? '';
        const text = JSON.stringify(spoil(files[name], path, by)) ?? '';
        files[name] = cut === null ? text : text.slice(0, Math.floor(text.length * cut));
      }
      const root = folder(files);
      const whole = files['inc-checkout/2026-11-20.json'] === standardExport['inc-checkout/2026-11-20.json'];
      const found = await read(root, ['inc-checkout']).finally(() => rmSync(root, { recursive: true }));
      const { commands, unreadable } = exportedCommands(found, NOW);
      const posts = commands.filter(({ type }) => type === 'record-message');
      expect(posts.length).toBeGreaterThanOrEqual(whole ? 7 : 0);
      for (const { asking } of commands) {
        expect(asking.at).toBeGreaterThan(Date.UTC(1990, 0, 1));
        expect(asking.at).toBeLessThan(NOW + 48 * 3_600_000);
      }
      for (const note of [...found.unreadable, ...unreadable]) {
        expect(note).toMatch(/^[^\n]+[.]$/);
      }
    }),
    { numRuns: 60 },
  );
});
