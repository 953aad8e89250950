import { labelOf } from './labels.ts';
import { readMessage } from './reading.ts';

test.each([
  ['Root cause: the pool was sized for the old host', 'cause'],
  ['*Found the root cause:* two writers share one sequence', 'cause'],
  ['Customer impact: 300 carts were emptied', 'impact'],
  ['Impact so far - every second upload', 'impact'],
  ['Fix: disabled the second writer', 'action'],
  ['Trigger: weekly patch run', 'change'],
  ['Follow-up: alert on the sequence', 'plan'],
] as const)('%s is labelled by its author', (text, meaning) => expect(labelOf(text)).toBe(meaning));

test.each(['the fix: unknown to me is why', 'because of: nothing', 'impact is clear', 'fix'])(
  '%s: no label, or none of ours',
  (text) => expect(labelOf(text)).not.toBe('cause'),
);

test('a list belongs to the heading above it, and to no heading after the next one', () => {
  const post = [
    '*RESOLVED* uploads are stable',
    '*Impact:*',
    '• 300 carts were emptied',
    '• Took 12 minutes',
    '*Metrics after:*',
    '• Latency: 40 ms',
    '*Follow-up:*',
    '- [ ] Alert on the sequence',
  ].join('\n');
  const { sentences } = readMessage(post, true);
  expect(sentences.map(({ label }) => label)).toEqual([
    ...[undefined, undefined, 'impact', 'impact', undefined, undefined, undefined, 'plan'],
  ]);
});
