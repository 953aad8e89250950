import { join } from 'node:path';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { takePlace } from './sole-place.ts';

const newFile = () => join(temporaryFolder('place'), 'timeline.db');

test('a second app on one record is refused, with what to do; once the first has left there is a place', async () => {
  const file = newFile();
  const leave = await takePlace(file, silentLog);
  await expect(takePlace(file, silentLog, 0)).rejects.toThrow(
    /Another Firescribe works on .*timeline\.db, .* Stop that one first, or .*DATA_DIR/,
  );
  const elsewhere = await takePlace(newFile(), silentLog, 0);
  leave();
  (await takePlace(file, silentLog, 0))();
  elsewhere();
});

test('who comes while the one before is being stopped waits for it, and says so once', async () => {
  const file = newFile();
  const leave = await takePlace(file, silentLog);
  const said: string[] = [];
  const warn: Log['warn'] = (_about, words) => {
    said.push(words);
    setTimeout(leave, 300);
  };
  (await takePlace(file, { ...silentLog, warn }))();
  expect(said).toEqual([expect.stringContaining('waiting for it to stop')]);
});
