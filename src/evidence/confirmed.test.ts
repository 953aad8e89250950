import { confirmedIn, pointsBack } from './confirmed.ts';
import { chat, entriesFrom } from './fixtures/chat.ts';
import { readMessage } from './reading.ts';

const sentence = (text: string) => readMessage(text, true).sentences[0]!;

test.each([
  "that's it",
  'yep, that explains it',
  'this is probably our root cause then',
  'Well that explains the spike.',
])('%s: points back', (text) => expect(pointsBack(sentence(text))).toBe(true));

test.each([
  "that's not it",
  'is that it?',
  'that is the queue of the new host',
  'it explains how the parser works',
])('%s: points at nothing before', (text) => expect(pointsBack(sentence(text))).toBe(false));

function confirmed(script: string): Record<string, string> {
  const messages = entriesFrom(chat(script));
  const readings = new Map(messages.map(({ id, text }) => [id, readMessage(text, true)]));
  return Object.fromEntries(confirmedIn(messages, readings));
}

test('what stands before it is confirmed, as surely as it is said', () => {
  expect(
    confirmed(
      '15:00 ana: the new index is missing on the replica\n15:01 bo: wow\n15:02 cy: that explains it',
    ),
  ).toEqual({
    m0: 'sure',
  });
  expect(
    confirmed('15:00 ana: the new index is missing on the replica\n15:02 cy: this is likely our root cause'),
  ).toEqual({
    m0: 'likely',
  });
});

test('what lies too far back, or rules something out, is not confirmed', () => {
  expect(confirmed('15:00 ana: the new index is missing on the replica\n15:20 cy: that explains it')).toEqual(
    {},
  );
  expect(confirmed('15:00 ana: the replica is unrelated, it is fine\n15:01 cy: that explains it')).toEqual(
    {},
  );
});
