import { runInWorker } from './worker.ts';

const module = new URL('./fixtures/endless-worker.ts', import.meta.url);

test('work that does not end is ended, and fails with how long it took; the next has a thread of its own', async () => {
  await expect(runInWorker(module, { turns: Infinity }, { limitMs: 1_000 })).rejects.toThrow(
    'It took longer than 1 s and was ended.',
  );
  expect(await runInWorker(module, { turns: 3 }, { limitMs: 60_000 })).toBe(3);
});
