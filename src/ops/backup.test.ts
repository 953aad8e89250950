import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { dataPaths } from '../core.ts';
import { createQuestions } from '../engine/questions.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { tearMiddle } from '../timeline/fixtures/damage.ts';
import { openTimeline } from '../timeline/sqlite.ts';
import { backUp, HEADS_FILE } from './backup.ts';
import { lived, openRecord, TELLINGS, tamper } from './fixtures/record.ts';
import { parkedEffects, releaseParked } from './outbox.ts';
import { restore } from './restore.ts';
import { verifyRecord } from './verify.ts';

const NOW = Date.UTC(2026, 10, 23);
const newPlace = (name = 'backup') => join(temporaryFolder('place'), name);
const newRecord = () => dataPaths(newPlace('data'));

test('a backup is a folder with database, files and heads, whole, verified, and nobody else’s to read', async () => {
  const { places } = await lived();
  const place = newPlace();
  const made = await backUp(places, place, { now: NOW });
  expect(made).toMatchObject({ problems: [], incidents: 1, files: 1 });
  expect(readdirSync(place).sort()).toEqual(['files', 'firescribe.db', HEADS_FILE]);
  expect(readdirSync(join(place, 'files'))).toEqual(readdirSync(places.files));
  expect(statSync(place).mode & 0o777).toBe(0o700);
  expect(statSync(join(place, 'firescribe.db')).mode & 0o777).toBe(0o600);
});

test('it is taken while the app writes, and holds what was there when it was taken', async () => {
  const record = openRecord();
  const incident = await record.declare('Checkout is slow');
  const place = newPlace();
  const [made] = await Promise.all([
    backUp(record.places, place, { now: NOW }),
    ...TELLINGS.map((telling) => record.tell(incident, telling)),
  ]);
  expect(made.problems).toEqual([]);
  expect(made.incidents).toBe(1);
  await record.core.close();
});

test('a place that is taken is refused, and a backup that fails leaves nothing', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  await expect(backUp(places, place, { now: NOW })).rejects.toThrow('Name a new folder');
  const other = newPlace();
  await expect(backUp({ ...places, database: '/nowhere/x.db' }, other, { now: NOW })).rejects.toThrow(
    'not there',
  );
  expect(existsSync(`${other}.unfinished`)).toBe(false);
});

test('a backup of a record that was tampered with is made, and says so', async () => {
  const { places } = await lived();
  tamper(places.database, "UPDATE facets SET value = 'payments' WHERE name = 'service'");
  const made = await backUp(places, newPlace(), { now: NOW });
  expect(made.problems).toEqual([expect.stringContaining('service')]);
});

test('a damaged database makes no backup, and a damaged backup is not restored: each says what to do', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  tearMiddle(places.database);
  const other = newPlace();
  const refused = backUp(places, other, { now: NOW });
  await expect(refused).rejects.toThrow(`${places.database} is damaged`);
  await expect(refused).rejects.toThrow('put the newest backup in its place');
  expect(existsSync(other)).toBe(false);
  tearMiddle(join(place, 'firescribe.db'));
  const record = newRecord();
  await expect(restore(place, record, { now: NOW })).rejects.toThrow(
    /backup\/firescribe\.db is damaged .* Take an older backup\.$/,
  );
  expect(existsSync(record.database)).toBe(false);
});

test('what an older Firescribe wrote is backed up as it is, before it is brought up to date, and restored to either', async () => {
  const record = newRecord();
  const golden = new URL('./fixtures/golden/events-v1.db.gz', import.meta.url);
  mkdirSync(dirname(record.database), { recursive: true });
  writeFileSync(record.database, gunzipSync(readFileSync(golden)));
  const before = readFileSync(record.database);
  const place = newPlace();
  const made = await backUp(record, place, { now: NOW });
  expect(made).toMatchObject({ incidents: 1, problems: [expect.stringMatching(/kept file .* is missing/)] });
  expect(readdirSync(place).sort()).toEqual(['files', 'firescribe.db', HEADS_FILE]);
  const version = (file: string) => {
    const client = new Database(file, { readonly: true });
    const found = client.pragma('user_version', { simple: true });
    client.close();
    return found;
  };
  expect(version(join(place, 'firescribe.db'))).toBe(before.readUInt32BE(60));
  const back = newRecord();
  expect((await restore(place, back, { now: NOW })).incidents).toBe(1);
  expect(version(back.database)).toBeGreaterThan(before.readUInt32BE(60));
});

test('restored, everything is there, and nothing is posted until it is released', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  const record = newRecord();
  const back = await restore(place, record, { now: NOW });
  expect(back).toMatchObject({ problems: [], incidents: 1, files: 1 });
  expect(back.before).toBeUndefined();
  expect(back.parked).toBeGreaterThan(0);
  expect((await verifyRecord(record)).problems).toEqual([]);

  const timeline = openTimeline({ file: record.database });
  const due = () => timeline.leaseEffects({ now: NOW, leaseMs: 1, limit: 100 });
  expect(await due()).toEqual([]);
  const lines = await parkedEffects(timeline, createQuestions(timeline));
  expect(lines).toHaveLength(back.parked);
  expect(lines[0]).toMatch(/^\d+ {2}channel\.open {2}INC-1 .*restored backup/);
  expect(lines.join()).not.toContain('incident/');
  const ids = [Number.parseInt(lines[0] ?? '', 10)];
  expect(await releaseParked(timeline, { ids, now: NOW })).toEqual({ released: 1, skipped: false });
  expect((await due()).map(({ kind }) => kind)).toEqual(['channel.open']);
  expect(await releaseParked(timeline, { now: NOW })).toEqual({ released: back.parked - 1, skipped: false });
  await timeline.close();
});

test('a record that is there is put aside, not deleted, and only when that was said', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  await expect(restore(place, places, { now: NOW })).rejects.toThrow('Add --replace');
  const { before } = await restore(place, places, { now: NOW, replace: true });
  expect(before).toContain('before-2026-11-23');
  expect((await verifyRecord({ database: before ?? '' })).incidents).toBe(1);
});

test('a kept file that is damaged gives way to the whole one of the backup, and never the other way round', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  const [name = ''] = readdirSync(places.files);
  const kept = join(places.files, name);
  const whole = readFileSync(kept);
  writeFileSync(kept, 'rubbish');
  expect((await restore(place, places, { now: NOW, replace: true })).problems).toEqual([]);
  expect(readFileSync(kept)).toEqual(whole);

  writeFileSync(join(place, 'files', name), 'rubbish');
  expect((await restore(place, places, { now: NOW + 1, replace: true })).problems).toEqual([]);
  expect(readFileSync(kept)).toEqual(whole);
  expect(readdirSync(places.files)).toEqual([name]);
});

test('a record that is in use is not replaced', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  const app = openTimeline({ file: places.database });
  await expect(restore(place, places, { now: NOW, replace: true })).rejects.toThrow('Stop Firescribe first');
  await app.close();
  expect((await restore(place, places, { now: NOW, replace: true })).problems).toEqual([]);
});

test('a damaged record is put aside all the same', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  writeFileSync(places.database, 'rubbish');
  expect((await restore(place, places, { now: NOW, replace: true })).problems).toEqual([]);
});

test('a backup whose end was cut off is noticed by the heads beside it', async () => {
  const { places } = await lived();
  const place = newPlace();
  await backUp(places, place, { now: NOW });
  tamper(
    join(place, 'firescribe.db'),
    'DELETE FROM contents WHERE seq = (SELECT max(seq) FROM events)',
    'DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)',
  );
  const back = await restore(place, newRecord(), { now: NOW });
  expect(back.problems).toContainEqual(expect.stringContaining('its end was cut off'));
});

test('what is no backup is refused, and nothing is changed', async () => {
  const record = newRecord();
  await expect(restore('/nowhere', record, { now: NOW })).rejects.toThrow('firescribe backup made');
  const empty = temporaryFolder('empty');
  await expect(restore(empty, record, { now: NOW })).rejects.toThrow('holds no firescribe.db');
  writeFileSync(join(empty, 'firescribe.db'), 'rubbish');
  await expect(restore(empty, record, { now: NOW })).rejects.toThrow('damaged');
  expect(readdirSync(join(record.database, '..')).filter((name) => name.startsWith('firescribe.db'))).toEqual(
    [],
  );
});
