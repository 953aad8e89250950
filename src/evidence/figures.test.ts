import { withTurnedFigures } from './figures.ts';
import { chat, entriesFrom } from './fixtures/chat.ts';
import { readMessage } from './reading.ts';

/** Which lines are read as a turn for the better by their figures. */
function turned(script: string): string[] {
  const messages = entriesFrom(chat(script));
  const readings = new Map(messages.map(({ id, text }) => [id, readMessage(text, true)]));
  const read = withTurnedFigures(messages, readings);
  return messages.filter(({ id }) => read.get(id)!.sentences[0]!.turned).map(({ text }) => text);
}

test('a figure that is a third of the worst or less has turned, whatever the words', () => {
  expect(
    turned(`15:00 ana: latency is at 900 ms
      15:10 bo: latency 700 ms
      15:20 bo: latency 0.2 s
      15:25 bo: latency 12 ms`),
  ).toEqual(['latency 0.2 s', 'latency 12 ms']);
});

test.each([
  ['other measures', '15:00 ana: latency is at 900 ms\n15:10 bo: error rate 2 %'],
  ['other units', '15:00 ana: queue at 40 %\n15:10 bo: queue 12'],
  ['how it was before', '15:00 ana: latency is at 900 ms\n15:10 bo: latency was 40 ms'],
  ['what is hoped for', '15:00 ana: latency is at 900 ms\n15:10 bo: latency should be 40 ms'],
  [
    'one of several',
    '15:00 ana: latency 900 ms, error rate 9 %\n15:10 bo: latency 40 ms but error rate 12 %',
  ],
  ['more of it', '15:00 ana: backlog 200\n15:10 bo: backlog 90k'],
])('%s: no turn', (_, script) => expect(turned(script)).toEqual([]));
