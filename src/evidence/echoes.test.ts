import { echoesIn } from './echoes.ts';
import { chat, entriesFrom } from './fixtures/chat.ts';
import { readMessage } from './reading.ts';

function echoes(lines: string): string[] {
  const rows = entriesFrom(chat(lines)).map((entry) => ({
    entry,
    meanings: readMessage(entry.text, true).meanings,
  }));
  return echoesIn(rows).map(({ entry }) => entry.text);
}

test('announced, done by the pipeline, confirmed: the announcement of what nobody else names and what was done stay', () => {
  expect(
    echoes(`
      19:49 ebba: rolling back to r3317
      19:50 deploy-bot: feed-api r3317 rolling out to prod
      19:54 deploy-bot: feed-api r3317 rolled out to prod (80/80)
      19:55 quentin: confirmed, rolled back
    `),
  ).toEqual(['feed-api r3317 rolling out to prod', 'confirmed, rolled back']);
});

test('announced and done within minutes by a person: what was done stays', () => {
  expect(
    echoes(`
      10:00 ana: restarting api-1
      10:03 ana: restarted api-1, cache is warm
      10:04 bo: restart done
    `),
  ).toEqual(['restarting api-1', 'restart done']);
});

test.each([
  ['another thing', '10:00 ana: restarted api-1\n10:02 ana: restarted api-2'],
  ['news of it', '10:00 ana: rolled back\n10:03 bo: the rollback did not help'],
  ['much later', '10:00 ana: rolled back to 4.1\n10:40 bo: rolled back to 4.1'],
  [
    'a plan with reasons',
    '10:00 ana: rolling back to 4.1 while the team looks at the pool\n10:05 bo: rolled back',
  ],
  ['nothing done yet', '10:00 ana: rolling back to 4.1\n10:02 bo: restarting api-1'],
])('%s: no echo', (_what, lines) => expect(echoes(lines)).toEqual([]));
