// What single messages of real channels are read as, where words alone mislead.
import { chat, entriesFrom } from './fixtures/chat.ts';
import { rankMessage } from './rank.ts';
import { KEY_WEIGHT, readMessage } from './reading.ts';

test.each([
  ['so the node loss caused it, not us', 'cause'],
  ['fwiw the eu cluster lost a data node at 14:38, shards are rebalancing', 'finding'],
  ['es-data-7 left, 212 shards relocating', 'finding'],
  ['we rebalanced the shards', 'action'],
  ['[PagerDuty] TRIGGERED: orders-db replication lag > 60s', 'finding'],
  ['triggered a restart of the workers', 'action'],
  ['search slow for everyone in EU, US is fine', 'report'],
  ['ok flag is on for 5% in eu, my bad', 'finding'],
  ['flag is off everywhere', 'action'],
  ['search is fine again for everyone', 'all-clear'],
])('%s: %s', (text, meaning) => {
  const { meanings, weight } = readMessage(text, true);
  expect(meanings[0]).toBe(meaning);
  expect(weight).toBeGreaterThan(2.5);
});

test.each([
  "we don't know which change caused it",
  'maybe the deploy caused the spike',
  'if the flag caused it we would see it',
])('%s: no cause', (text) => expect(readMessage(text, true).meanings).not.toContain('cause'));

test('a build that passed is no key entry, whatever it was of', () => {
  const [entry] = entriesFrom(chat('15:01 build-bot: Build #4821 of checkout-api passed on main'));
  const ranked = rankMessage(entry!, readMessage(entry!.text, true));
  expect(ranked.rank).toBeLessThan(KEY_WEIGHT * 10);
});
