// What single messages of real channels are read as, where words alone mislead.
import { chat, entriesFrom } from './fixtures/chat.ts';
import type { Meaning } from './meaning.ts';
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
  ['raised the limit to 300 for the consumers, so they can’t starve the API any more', 'action'],
  ['purged the queue, 1.6 million messages', 'action'],
  ['backlog is zero, delay is 2 seconds', 'all-clear'],
  ['notifications are about 55 minutes late for all tenants', 'impact'],
  ['API was down for about 9 minutes', 'impact'],
  ['defrag is disabled since the upgrade in June', 'finding'],
  ['the nodes were replaced yesterday, so that does not match', 'withdrawal'],
  ['broker disk is at 40 %, so broker is ok', 'withdrawal'],
  ['the job was not moved along when the namespace was replaced', 'cause'],
  ['could this be the node pool upgrade from last night?', 'suspicion'],
  ['alert came 65 minutes after the import started', 'lesson'],
  ['home page shows new products now', 'all-clear'],
  ['branches confirm that statements can be downloaded', 'all-clear'],
  ['the job is green in the scheduler, but the file in the bucket is stale', 'finding'],
  ['14 % of feed opens failed from 19:25 to 20:23', 'impact'],
  ['ppl stuck at the login screen, thousands of them', 'impact'],
  ['flag story_rings went from 5 % to 50 % at 18:30', 'change'],
  ['I can write with the key of the job, so not permissions', 'withdrawal'],
  ["yep it's the hash: all guests have tenant id 0", 'cause'],
  ['there is no list of consumers at all', 'cause'],
  ['merchandising tells me that the home page is stale', 'report'],
  ['intermediate CA "plant-issuing-2" expired at 04:00', 'cause'],
  ['our monitoring only watches leaf certificates, not intermediates', 'cause'],
  ['is it the broker upgrade to 5.3 we did on Monday?', 'suspicion'],
  ['rolling back to s2026a is faster', 'decision'],
  ['yeah, the upgrade is off the table', 'withdrawal'],
  ['query says 37 seats sold twice between 17:38 and 17:46', 'impact'],
  ['ok not bots', 'withdrawal'],
  ['ok docker is out', 'withdrawal'],
  ['df hangs on the runners, so it is nfs', 'cause'],
  ['no errors for 10 minutes', 'all-clear'],
  ['writes hang and give "mvcc: database space exceeded"', 'finding'],
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

test.each<[string, Meaning]>([
  ['I thought it only affects customers in the EU', 'impact'],
  ['thought it was because of the mandate', 'cause'],
  ['the two sellers are very nice about it btw', 'impact'],
  ['email of Nov 3 to payments-ops@', 'impact'],
  ['you wrote it, four people reviewed it', 'impact'],
  ['the sellers called at night', 'action'],
  ['2 million events, all contact.created', 'action'],
  ['possible, replaced nodes mean a lot of churn', 'action'],
  ['they say their side is fine', 'all-clear'],
  ['it is no DDoS, sources are normal users', 'all-clear'],
  ['6 accounts cannot be recovered', 'action'],
  ['there was no alert at all', 'all-clear'],
  ['we only know because sellers called', 'cause'],
  ['shipping says 112 labels are wrong', 'change'],
  ['log of the job says "0 rows read"', 'impact'],
  ['on Sunday at 23:00 data team renamed events_v2 to events_v3', 'impact'],
  ['30 of 80 pods failed', 'impact'],
  ['trucks left at 09:10 instead of 08:30', 'cause'],
  ['it is the weekend, nobody is here', 'cause'],
  ['so not sure, checking', 'withdrawal'],
  ['customers are not affected', 'report'],
  ['maybe the flag tool can post to the channel', 'suspicion'],
  ['the cooperation with the network team worked well today', 'all-clear'],
  ['green but no new file? strange', 'all-clear'],
  ['it only affects uploads in the EU, not the US', 'cause'],
  ['is this the right channel?', 'suspicion'],
  ['14 controllers gave up reconnecting', 'action'],
  ['no alert for double bookings', 'all-clear'],
  ['builds hang at "restoring cache" since nine', 'action'],
  ['not sure', 'withdrawal'],
  ['so it is fine', 'cause'],
  ['could have been worse, the broker was at 4.1 million', 'suspicion'],
])('%s: no %s', (text, meaning) => expect(readMessage(text, true).meanings).not.toContain(meaning));

test.each([':joy:', ':rofl:', '😂', 'lol'])('with %s it is said in jest, and no suspicion', (laughter) => {
  const [sentence] = readMessage(`I bet it was the intern's robot ${laughter}`, true).sentences;
  expect(sentence?.joke).toBe(true);
});

test('a smile is no jest', () => {
  expect(readMessage('I suspect the pool :slightly_smiling_face:', true).sentences[0]?.joke).toBe(false);
});

test('what was bad before the “but” does not undo what came after it', () => {
  expect(readMessage('errors were high, but all requests work again', true).meanings).toContain('all-clear');
});

test('a build that passed is no key entry, whatever it was of', () => {
  const [entry] = entriesFrom(chat('15:01 build-bot: Build #4821 of checkout-api passed on main'));
  const ranked = rankMessage(entry!, readMessage(entry!.text, true));
  expect(ranked.rank).toBeLessThan(KEY_WEIGHT * 10);
});

test.each([
  'checking the pools for a memory leak',
  'let me look at the broken replica',
  'Looking into the failed jobs...',
])('%s: nothing is stated yet', (text) => {
  expect(readMessage(text, true).meanings).toEqual([]);
});

test.each([
  ['checking the flags... the new parser is stuck', 'finding'],
  ['Looking at the logs, it seems that the volume had hit its limit', 'cause'],
  ['found it, the export has two headers', 'cause'],
  ['two jobs share one lock, so both got stuck', 'cause'],
  ['the quota of 40 cores is reached', 'cause'],
  ['so not the cache, not the network', 'withdrawal'],
  ["hm, then it's not the firmware", 'withdrawal'],
  ['could the move of Tuesday play a role?', 'suspicion'],
] as const)('%s: %s', (text, meaning) => expect(readMessage(text, true).meanings).toContain(meaning));

test.each(['thinking about getting cake again', 'the status page is all green', 'conversion is at 0,4 %'])(
  '%s: no recovery',
  (text) => expect(readMessage(text, true).meanings).not.toContain('all-clear'),
);

test.each([
  ['the importer does not escape quotes', 'cause'],
  ['the old key was cached for a day, so all logins were refused', 'cause'],
  ['the worker was killed by the memory guard', 'cause'],
  ["that's the rollout of 09:40", 'change'],
  ['the report gets its own queue', 'plan'],
  ['on Monday we set the limit to 10', 'change'],
] as const)('%s: %s', (text, meaning) => expect(readMessage(text, true).meanings).toContain(meaning));

test.each(['the page does not load for us', 'how can that be?', 'nobody was charged twice'])(
  '%s: names no cause',
  (text) => {
    const { meanings } = readMessage(text, true);
    expect(meanings).not.toContain('cause');
    expect(meanings).not.toContain('suspicion');
  },
);

test('a line of nothing but marks takes no time to speak of', () => {
  const before = process.threadCpuUsage();
  readMessage(`fix${'*'.repeat(40_000)}x`, true);
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(1_000);
});
