import { beginsWithDeed, TELLS_OTHERS, tellsOfDeed } from './deeds.ts';

test.each([
  'rolled back because of the timeouts',
  'ok, we restarted both workers',
  'raised the pool limit to 300 so they cannot starve the api',
  'restarting api-1, maybe it picks the other replica',
  'gateway 2.18.1 deployed to production',
  'prefix restored and cache flushed, nothing leaks any more',
])('%s: a deed', (text) => expect(beginsWithDeed(text)).toBe(true));

test.each([
  'the deploy restarted nothing',
  'it restarted by itself',
  'sellers called us about it',
  'we know who restarted it',
  'the job started at nine',
  'nobody restarted anything',
  'pods restarted, 12 in a minute',
  'rolling back to s2026a is faster, the old key is still there',
])('%s: no deed of ours', (text) => expect(beginsWithDeed(text)).toBe(false));

test.each(['opened a P1 with the vendor', 'statuspage updated, next update 9:15', 'called the warehouse'])(
  '%s: tells others',
  (text) => expect(TELLS_OTHERS.test(text)).toBe(true),
);

test.each([
  'opened the valve of the second pump',
  'we rolled back and called it a day',
  'updated the gateway',
])('%s: does something', (text) => expect(TELLS_OTHERS.test(text)).toBe(false));

test.each([
  'killed the stuck import, restarting it with half the batch',
  'ok, we have drained the rack',
  'the ops team has failed over to Dublin',
  'ingest is paused, so nothing new comes in',
  'reissued all 40 certificates',
  'managed to detach the volume',
  'the flag is off now',
  'this should be fixed now',
])('%s: somebody did something', (text) => expect(tellsOfDeed(text)).toBe(true));

test.each([
  'response times increased to 9 s',
  'getting 502 from the basket page',
  'I asked the vendor to take a look',
  'the option was enabled 20 minutes ago by a script',
  'adding a second slash would make it a valid path',
  'just joined, reading up',
  'took us an hour to see it',
  'if we restarted it now, we would lose the queue',
  'confirmed the numbers with finance',
])('%s: nothing was done by us', (text) => expect(tellsOfDeed(text)).toBe(false));
