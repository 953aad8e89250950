import { likeness, tellingWords } from './likeness.ts';

const of = (text: string, service?: string) => ({
  title: { text, event: 'e', at: 0 },
  ...(service ? { service } : {}),
});

test('words that stand in any title tell nothing, nor do numbers; plural is singular', () => {
  expect([...tellingWords('The payment timeouts are high on 3 of 4 shards')]).toEqual([
    'payment',
    'timeout',
    'shard',
  ]);
  expect([...tellingWords('決済サービスが停止')]).toContain('決済');
});

test('of the same service one word in common is enough; the name of the service is none', () => {
  const now = of('Checkout times out at payment', 'checkout');
  expect(likeness(now, of('Payment is slow', 'checkout'))).toBeGreaterThan(1);
  expect(likeness(now, of('Checkout shows wrong prices', 'checkout'))).toBe(0);
});

test('of another service nearly everything has to be the same', () => {
  const now = of('Certificate of the gateway expired', 'checkout');
  expect(likeness(now, of('Certificate of the gateway has expired', 'search'))).toBeGreaterThan(0);
  expect(likeness(now, of('Certificate renewal is late', 'search'))).toBe(0);
});

test('the more they have in common, the liker they are', () => {
  const now = of('Payment provider refuses cards', 'checkout');
  const closer = likeness(now, of('The payment provider refused all cards', 'checkout'));
  expect(closer).toBeGreaterThan(likeness(now, of('Cards cannot be saved', 'checkout')));
});
