// Records of every version of events that ever landed still open, verify, and fold to what they say.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { entriesOf } from '../incident/entries.ts';
import { EVENT_VERSION } from '../incident/events.ts';
import { fold } from '../incident/evolve.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { readIncidentEvents } from '../read-events.ts';
import { openTimeline } from '../timeline/sqlite.ts';
import { verifyRecord } from './verify.ts';

const folder = new URL('./fixtures/golden/', import.meta.url);
const records = readdirSync(folder).filter((name) => name.endsWith('.db.gz'));

test('there is one for each version of events', () => {
  const versions = Array.from({ length: EVENT_VERSION }, (_, index) => `events-v${index + 1}.db.gz`);
  expect(records.sort()).toEqual(versions.sort());
});

test.each(records)('%s opens, verifies and folds', async (name) => {
  const database = join(temporaryFolder('golden'), 'firescribe.db');
  writeFileSync(database, gunzipSync(readFileSync(new URL(name, folder))));
  await openTimeline({ file: database }).close();
  expect((await verifyRecord({ database })).problems).toEqual([]);
  const timeline = openTimeline({ file: database });
  const heads = await timeline.heads();
  await timeline.close();
  const incidents = heads.filter((head) => head.stream.startsWith('incident/'));
  expect(incidents.length).toBeGreaterThan(0);
  for (const { stream } of incidents) {
    const events = await readIncidentEvents({ file: database }, stream);
    expect(fold(events)).toMatchObject({ number: 1, status: 'resolved' });
    expect(entriesOf(events).length).toBeGreaterThan(10);
  }
});
