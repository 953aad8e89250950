import { readMessage } from './reading.ts';
import { hasTurned, isOnTheWay } from './turned.ts';

test.each([
  'search works again',
  'errors are gone',
  'backlog is zero',
  'no errors for 10 minutes',
  '95.8 %, back to normal',
  'branches confirm that they can log in',
])('%s: a turn for the better', (text) => expect(hasTurned(text)).toBe(true));

test.each([
  'US and Asia are fine',
  'PayPal and invoice work fine',
  'login is ok',
  'the replica looks healthy',
])('%s: tells how it is, and weighs less than a turn', (text) => {
  expect(hasTurned(text)).toBe(false);
  const standing = readMessage(text, true).weight;
  expect(standing).toBeLessThan(readMessage(`${text} again`, true).weight);
});

test('what is dropping has turned and is not over', () => {
  expect(isOnTheWay('main queue at 200k and dropping fast')).toBe(true);
  expect(isOnTheWay('backlog is zero')).toBe(false);
});
