import { paceOf } from './pace.ts';

async function taken(words: string, ...names: string[]): Promise<number> {
  let waited = 0;
  const wait = async (ms: number) => {
    waited += ms;
  };
  await paceOf(words, wait).way(...names);
  return waited;
}

test('the narrowest name counts, and each way takes half of the time', async () => {
  expect(await taken('slack=200,chat.postMessage=40', 'chat.postMessage', 'slack')).toBe(20);
  expect(await taken('slack=60', 'pins.add', 'slack')).toBe(30);
  expect(await taken('slack=400', 'zoom', 'vendors')).toBe(0);
  expect(await taken('', 'chat.postMessage', 'slack')).toBe(0);
});

test('what has no name takes its time at random, the same from the same seed', async () => {
  const some = await taken('7:300', 'pins.add', 'slack');
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThanOrEqual(300);
  expect(await taken('7:300', 'pins.add', 'slack')).toBe(some);
});

test.each(['300', 'chat.postMessage', '7:', 'chat.postMessage=fast'])('%s is refused', (words) => {
  expect(() => paceOf(words)).toThrow('write 7:300 (seed:most ms) or chat.postMessage=1000 (name=ms)');
});
