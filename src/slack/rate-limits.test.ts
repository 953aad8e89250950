// The limits before Slack: who waits, for how long, and who does not.
import { manualClock } from '../lib/clock.ts';
import { createRateLimits } from './rate-limits.ts';

const start = Date.UTC(2026, 10, 22, 12);

test('a channel that asked to wait is left alone until then, other channels are not', () => {
  const clock = manualClock(start);
  const limits = createRateLimits(clock);
  limits.limited('chat.postMessage', 'C1', 5);
  expect(() => limits.pass('chat.postMessage', 'C1', 'now')).toThrow(/asks to wait/);
  expect(() => limits.pass('chat.postMessage', 'C2', 'now')).not.toThrow();
  clock.moveBy(5000);
  expect(() => limits.pass('chat.postMessage', 'C1', 'now')).not.toThrow();
});

test('a method that asked to wait is left alone in every channel', () => {
  const limits = createRateLimits(manualClock(start));
  limits.limited('conversations.history', 'C1', 30);
  expect(() => limits.pass('conversations.history', 'C2', 'now')).toThrow(/asks to wait/);
  expect(() => limits.pass('conversations.replies', 'C2', 'now')).not.toThrow();
});

test('refreshes stop at forty updates a minute, and a responder’s own update still goes', () => {
  const clock = manualClock(start);
  const limits = createRateLimits(clock);
  for (let n = 0; n < 40; n += 1) {
    limits.pass('chat.update', 'C1', 'refresh');
  }
  expect(() => limits.pass('chat.update', 'C1', 'refresh')).toThrow(
    expect.objectContaining({ permanent: false, retryAfterMs: 60_000 }),
  );
  expect(() => limits.pass('chat.update', 'C1', 'now')).not.toThrow();
  clock.moveBy(60_000);
  expect(() => limits.pass('chat.update', 'C1', 'refresh')).not.toThrow();
});
