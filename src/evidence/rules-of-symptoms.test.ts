import { readMessage } from './reading.ts';

const meanings = (text: string) => readMessage(text, true).sentences.flatMap((one) => one.meanings);

test.each([
  'checkout is down',
  'the portal seems to be having issues',
  'half of the requests to the shop end with 503',
  'errors everywhere',
  'nobody can log in to the admin pages',
  'the report shows 0 visits since midnight',
  'customers are unable to reach support',
  'uploads are not working',
])('%s: what people use does not work', (text) => expect(meanings(text)).toContain('impact'));

test.each([
  'pod 3 is down',
  'the primary database is unreachable',
  'checkout is not down, only slow for you',
  'login works again',
  'the health check is failing',
  'uploads should be slow for an hour',
])('%s: a finding, or no trouble', (text) => expect(meanings(text)).not.toContain('impact'));
