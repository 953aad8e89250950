import { readMessage } from './reading.ts';
import { IS_ITEM } from './rules-of-wishes.ts';

const meaningsOf = (text: string) => readMessage(text, true).meanings;

test.each([
  'we really need an alert on etcd disk',
  'what I would love is an alert on db size, we flew blind for two days',
  'I wish the gateway had a health check that does a handshake',
  'it would be great if the pipeline refused to delete records with traffic',
  'if the backfill had been behind the limiter it would have stopped after one batch',
  'we should have tested with more than one tenant',
  'they should really add a limit to the bulk API',
  'the importer could use a rate limit',
  'next time we page the database team first',
  "I'd rather we use the metadata url",
])('%s: a wish, and nothing else', (text) => expect(meaningsOf(text)).toEqual(['wish']));

test.each([
  'we need to roll back now',
  'we should roll back',
  'should be back in five minutes',
  'we need an hour',
  "I'd like to declare this as SEV-1",
  'the timeout should be 30s and is 3s',
  'the alert on etcd disk fired at 07:42',
  'an alert is missing for the queue',
])('%s: no wish', (text) => expect(meaningsOf(text)).not.toContain('wish'));

test('a wish that somebody takes up is a plan as well', () => {
  expect(meaningsOf("we need an alert on conversion, I'll write the ticket")).toEqual(
    expect.arrayContaining(['plan', 'wish']),
  );
});

test.each([
  'follow-up: alert at 70 % of the quota',
  'TODO: restart is not enough',
  '- action item: staging gets data',
])('%s: an item, whatever its words mean', (text) => {
  expect(IS_ITEM.test(text)).toBe(true);
  expect(meaningsOf(text)).toEqual(['plan']);
});

test('what merely speaks of items is none', () => {
  expect(IS_ITEM.test('the follow-up of last time is still open')).toBe(false);
  expect(IS_ITEM.test('todo list is empty')).toBe(false);
});
