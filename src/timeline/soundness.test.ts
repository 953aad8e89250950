import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DiskError } from '../lib/disk-error.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { accepted, append, said } from './contract-harness.ts';
import { makeLarge, tearMiddle } from './fixtures/damage.ts';
import { openTimeline } from './sqlite.ts';
import { openThreadedTimeline } from './threaded.ts';

let file: string;
beforeEach(async () => {
  file = join(temporaryFolder('soundness'), 'timeline.db');
  const timeline = openTimeline({ file });
  await accepted(timeline.append(append('s', 0, { events: [said('e1', 'checkout is down')] })));
  await timeline.close();
  makeLarge(file);
});

/** Opens it as the app does, checks it whole, and closes it. */
async function found(): Promise<string | undefined> {
  const timeline = openThreadedTimeline({ file });
  // The thread that writes has opened it by then.
  await timeline.endLeases();
  return await timeline.checkWhole().finally(() => timeline.close());
}

test('a large file is opened at once and checked whole later; a sound one may go on', async () => {
  expect(await found()).toBeUndefined();
  expect(await found()).toBeUndefined();
});

test('damage far inside a large file is found later, and from then on nobody opens the file, with what to do', async () => {
  const sound = `${file}.backup`;
  copyFileSync(file, sound);
  tearMiddle(file);
  expect(await found()).toMatch(/^\S+ is damaged \([^\n]+\)\. Stop Firescribe.*newest backup/);
  expect(() => openTimeline({ file })).toThrow(/is damaged.*newest backup/);
  copyFileSync(sound, file);
  await openTimeline({ file }).close();
  expect(existsSync(`${file}.damaged`)).toBe(false);
});

test.each([1, 2_000])('a large file that lost its last %d pages is refused at once', (pages) => {
  truncateSync(file, statSync(file).size - pages * 4_096);
  expect(() => openTimeline({ file })).toThrow(/damaged.*newest backup/);
});

test('where writing is over everybody who asks for it hears why, and what was written can be read', async () => {
  const timeline = openThreadedTimeline({ file });
  timeline.refuseWrites('The file is damaged. Restore a backup.');
  const writing = timeline.append(append('s', 1, { events: [said('e2')] }));
  await expect(writing).rejects.toThrow(new DiskError('The file is damaged. Restore a backup.'));
  await expect(timeline.nextEffectAt()).rejects.toThrow('Restore a backup.');
  expect(await timeline.readStream('s')).toHaveLength(1);
  expect(await timeline.search({ text: 'checkout', limit: 1 })).toEqual([]);
  await timeline.close();
});
