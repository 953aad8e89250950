import { paceOf } from './pace.ts';

async function taken(words: string, ...names: string[]): Promise<number> {
  const from = performance.now();
  await paceOf(words).way(...names);
  return performance.now() - from;
}

test('the narrowest name counts, and each way takes half of the time', async () => {
  expect(await taken('slack=200,chat.postMessage=40', 'chat.postMessage', 'slack')).toBeLessThan(100);
  expect(await taken('slack=60', 'pins.add', 'slack')).toBeGreaterThan(28);
  expect(await taken('slack=400', 'zoom', 'vendors')).toBeLessThan(150);
  expect(await taken('', 'chat.postMessage', 'slack')).toBeLessThan(150);
});

test.each(['300', 'chat.postMessage', '7:', 'chat.postMessage=fast'])('%s is refused', (words) => {
  expect(() => paceOf(words)).toThrow('write 7:300 (seed:most ms) or chat.postMessage=1000 (name=ms)');
});
