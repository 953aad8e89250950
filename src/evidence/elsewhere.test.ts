import { isElsewhere } from './elsewhere.ts';
import { chat, entriesFrom } from './fixtures/chat.ts';
import { readMessage } from './reading.ts';
import { selectKeyEntries } from './select.ts';

test.each([
  'gateway 2.18.1 deployed to staging',
  'tried it on staging-cp first',
  'restarted the broker of the test cluster',
  'works on my laptop',
  'imported the key on the test relay',
  'testing it on the lab broker',
  'deployed to qa',
])('%s: elsewhere', (text) => expect(isElsewhere(text)).toBe(true));

test.each([
  'deployed to staging and production',
  'the test of the backup failed',
  'it is in the test results of today',
  'on stage at the conference',
  'the canary is red',
])('%s: where people are served', (text) => expect(isElsewhere(text)).toBe(false));

test('what recovers on staging is no all-clear, in an incident of staging it is', () => {
  expect(readMessage('staging looks good', true).meanings).not.toContain('all-clear');
  expect(readMessage('staging looks good again', true, true).meanings).toContain('all-clear');
  const lines = (first: string) => chat(`09:00 ana: ${first}\n09:30 bo: staging works again`);
  expect(selectKeyEntries(entriesFrom(lines('staging is down since 8:55'))).onStaging).toBe(true);
  expect(selectKeyEntries(entriesFrom(lines('checkout is down since 8:55'))).onStaging).toBe(false);
});
