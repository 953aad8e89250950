import { join } from 'node:path';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { accepted, append, said } from './contract-harness.ts';
import { openReader, openTimeline } from './sqlite.ts';
import { openStreamReader } from './stream-reader.ts';

let file: string;
beforeEach(async () => {
  file = join(temporaryFolder('streams'), 'timeline.db');
  const timeline = openTimeline({ file });
  await accepted(
    timeline.append(
      append('s', 0, {
        events: [
          said('e1', 'checkout is down'),
          said('e2', undefined, { type: 'message.pinned' }),
          said('e3', 'a password'),
        ],
      }),
    ),
  );
  await accepted(timeline.append(append('other', 0, { events: [said('o1', 'not of this stream')] })));
  await accepted(
    timeline.append(
      append('s', 3, { events: [said('e4', undefined, { type: 'words.erased' })], erase: ['e3'] }),
    ),
  );
  await timeline.close();
});

test.each([
  {},
  { after: 1 },
  { limit: 2 },
  { after: 1, limit: 1 },
  { types: ['message.posted'] },
  { after: 1, types: ['message.posted'] },
  { types: [] },
  { after: 9 },
])('given %j, then a stream is read as the whole reader reads it', async (options) => {
  const [whole, bare] = [openReader({ file }), openStreamReader({ file })];
  const read = await bare.readStream('s', options);
  expect(read).toEqual(await whole.readStream('s', options));
  await whole.close();
  await bare.close();
});

test('given words that were erased, then they are gone here, too', async () => {
  const bare = openStreamReader({ file });
  const read = await bare.readStream('s');
  expect(read.map(({ id, erased }) => [id, erased])).toEqual([
    ['e1', false],
    ['e2', false],
    ['e3', true],
    ['e4', false],
  ]);
  expect(JSON.stringify(read)).not.toContain('password');
  expect(await bare.readStream('nobody')).toEqual([]);
  await bare.close();
});

test('given a file that is not ours, then it is refused with what to do', () => {
  const other = join(temporaryFolder('streams'), 'bookmarks.db');
  new Database(other).exec('CREATE TABLE bookmarks (id)').close();
  expect(() => openStreamReader({ file: other })).toThrow(/not a Firescribe database\. Name another file/);
});
