import { silentLog } from './lib/log.ts';
import { roomWatch } from './room-watch.ts';

const MB = 1024 * 1024;

/** Starts of the app on one record, with what the operators are told. */
function machine() {
  let free = 0;
  const noted = new Map<string, string>();
  const said: string[] = [];
  const start = () =>
    roomWatch({
      folder: '/data',
      roomLeft: async () => free,
      told: {
        of: async (about) => noted.get(about),
        note: async (about, digest) => void noted.set(about, digest),
      },
      tell: async (text) => void said.push(text),
      log: silentLog,
    });
  const at = async (mb: number, look: () => Promise<void>) => {
    free = mb * MB;
    await look();
  };
  return { start, at, said, noted };
}

test('a disk that fills up is told once, with what to do, and again only after there was enough', async () => {
  const { start, at, said, noted } = machine();
  const look = start();
  await at(5_000, look);
  expect([said, noted.size]).toEqual([[], 0]);
  for (const mb of [250, 199, 150, 210, 120]) {
    await at(mb, look);
  }
  expect(said).toEqual([
    'Only 199 MB are free on the disk of /data. When it is full, nothing is recorded any more: no message, no alert, no command. Free some space, or move DATA_DIR to another disk.',
  ]);
  await at(900, look);
  await at(100, look);
  expect(said).toHaveLength(2);
});

test('a restart on a full disk says it no second time', async () => {
  const { start, at, said } = machine();
  await at(100, start());
  await at(90, start());
  expect(said).toHaveLength(1);
  await at(1_000, start());
  await at(90, start());
  expect(said).toHaveLength(2);
});
