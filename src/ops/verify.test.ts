import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '../lib/fixtures/chance.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { lived, TELLINGS, tamper } from './fixtures/record.ts';
import { loadHeads, readHeads, writeHeads } from './heads.ts';
import { verifyRecord } from './verify.ts';

const record = await lived();
const pristine = readFileSync(record.places.database);

/** A copy of the record, changed behind Firescribe's back, and what verifying says of it. */
async function after(...statements: string[]): Promise<string[]> {
  const database = join(temporaryFolder('verify'), 'firescribe.db');
  writeFileSync(database, pristine);
  tamper(database, ...statements);
  return (await verifyRecord({ database })).problems;
}

test('a record in which everything has happened is as it was recorded', async () => {
  const found = await verifyRecord(record.places);
  expect(found.problems).toEqual([]);
  expect(found).toMatchObject({ incidents: 1, files: 1 });
  expect(found.events).toBeGreaterThan(25);
});

test('whatever the order in which things were told, the record is as its events say', async () => {
  const shuffled = fc.shuffledSubarray([...TELLINGS], { minLength: TELLINGS.length });
  const again = fc.array(fc.constantFrom(...TELLINGS), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(shuffled, again, async (first, more) => {
      const { places, folder } = await lived([...first, ...more]);
      expect((await verifyRecord(places)).problems).toEqual([]);
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 15 },
  );
});

test('an event that was changed shows by its hash', async () => {
  const problems = await after("UPDATE events SET record = replace(record, 'SEV-1', 'SEV-4')");
  expect(problems).toContainEqual(expect.stringContaining('does not have the hash that was kept for it'));
});

test('words that were changed show', async () => {
  const problems = await after("UPDATE contents SET content = replace(content, 'v42', 'v41')");
  expect(problems).toContainEqual(expect.stringContaining('has other content than was recorded'));
});

test('a state that no event gives is named with its fields', async () => {
  const problems = await after(
    'UPDATE streams SET state = replace(state, \'"status":"resolved"\', \'"status":"closed"\')',
  );
  expect(problems).toEqual([`${record.incident}: has a state that its events do not give: status`]);
});

test('a facet that no state gives is named', async () => {
  const problems = await after("UPDATE facets SET value = 'payments' WHERE name = 'service'");
  expect(problems).toEqual([
    `${record.incident}: is filed under facets that its state does not give: service`,
  ]);
});

test('keys that are missing, changed or invented are named', async () => {
  expect(await after("DELETE FROM keys WHERE key LIKE 'number:%'")).toEqual([
    `${record.incident}: lacks the key number:1`,
  ]);
  const [changed] = await after(
    `UPDATE keys SET value = replace(value, '"replies":1', '"replies":5') WHERE key LIKE 'message:%'`,
  );
  expect(changed).toContain('than its events give: replies');
  expect(
    await after(`INSERT INTO keys (key, stream, value) VALUES ('channel:T1/CX', '${record.incident}', '{}')`),
  ).toEqual([`${record.incident}: has the key channel:T1/CX, of which no event tells`]);
});

test('a kept file that is missing or damaged is named', async () => {
  const files = temporaryFolder('files');
  const [name = ''] = readdirSync(record.places.files);
  const { database } = record.places;
  expect((await verifyRecord({ database, files })).problems).toEqual([
    `${record.incident}: the kept file ${name} is missing`,
  ]);
  writeFileSync(join(files, name), 'other bytes');
  expect((await verifyRecord({ database, files })).problems).toEqual([
    `${record.incident}: the kept file ${name} is damaged`,
  ]);
});

test('a tail that was cut off shows against heads that were kept elsewhere', async () => {
  const list = join(temporaryFolder('heads'), 'heads.json');
  const { heads } = await verifyRecord(record.places);
  await writeHeads(list, heads, 0);
  const against = await loadHeads(list);
  expect(against).toEqual(heads);
  const database = join(temporaryFolder('verify'), 'firescribe.db');
  writeFileSync(database, pristine);
  tamper(
    database,
    'DELETE FROM contents WHERE seq = (SELECT max(seq) FROM events)',
    'DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)',
    'UPDATE streams SET version = version - 1, hash = (SELECT hash FROM events ORDER BY seq DESC LIMIT 1)',
  );
  const { problems } = await verifyRecord({ database, against });
  expect(problems).toContainEqual(expect.stringContaining('its end was cut off'));
});

test('a list of heads that is none says how to make one', async () => {
  const file = join(temporaryFolder('heads'), 'x.json');
  await expect(loadHeads(file)).rejects.toThrow(`firescribe verify --heads ${file}`);
  writeFileSync(file, '{"heads": 3}');
  await expect(loadHeads(file)).rejects.toThrow('is no list of heads');
});

test('heads are read a page at a time', async () => {
  const all = Array.from({ length: 25_000 }, (_, n) => ({ stream: `s${n}`, version: 1, hash: 'h' }));
  const byName = all.sort((a, b) => (a.stream < b.stream ? -1 : 1));
  const reader = {
    heads: async ({ after = '', limit = 1 }: { after?: string; limit?: number } = {}) =>
      byName.filter(({ stream }) => stream > after).slice(0, limit),
  };
  expect(await readHeads(reader)).toEqual(byName);
});

test('a database that is not there says so', async () => {
  const database = join(tmpdir(), 'nowhere', 'firescribe.db');
  expect(existsSync(database)).toBe(false);
  await expect(verifyRecord({ database })).rejects.toThrow('is not there');
});
