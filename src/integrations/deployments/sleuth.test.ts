import { openSleuth } from '../../emulator/vendors/sleuth.ts';
import type { Trouble } from '../../emulator/vendors/troubles.ts';
import { manualClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { createLog } from '../../lib/json-log.ts';
import { trackerContract } from './contract.ts';
import { sleuth } from './sleuth.ts';

const SOURCE = 'acme/shop/production/firescribe';
const SLEUTH_API_KEY = 'the-key-of-the-organisation';

const TROUBLES: Record<string, Trouble> = {
  down: { kind: 'down' },
  'answer lost': { kind: 'answer_lost' },
  limited: { kind: 'limited', retryAfter: 60 },
  nonsense: { kind: 'nonsense' },
  'key refused': { kind: 'status', status: 401, json: 'Unauthorized' },
};

async function open(env: Record<string, string> = {}) {
  const standIn = await openSleuth({ apiKey: SLEUTH_API_KEY, sources: [SOURCE] });
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
  const clock = manualClock(0);
  const problems: string[] = [];
  const given = { SLEUTH_API_KEY, SLEUTH_IMPACTS: `checkout-api=${SOURCE}`, SLEUTH_URL: standIn.url, ...env };
  const configured = sleuth.read(given, problems);
  if (!configured) {
    throw new Error(problems.join('\n'));
  }
  const tracker = configured.create({ http: createHttp({ clock, log, waitsMs: [1, 1] }), clock, log });
  return { standIn, lines, clock, configured, tracker };
}

trackerContract('Sleuth', async () => {
  const { standIn, clock, tracker } = await open();
  return {
    tracker,
    held: () => standIn.impacts.map(({ source: _source, ...impact }) => impact),
    trouble: (kind) => void standIn.trouble(TROUBLES[kind]!),
    mend() {
      standIn.mend();
      clock.moveBy(61_000);
    },
    close: standIn.close,
  };
});

const impact = { service: 'checkout-api', id: 'i1', type: 'triggered', at: 0, title: 'INC-1' } as const;

test('the key stands in the address, and in no line of the log', async () => {
  const { standIn, lines, tracker } = await open();
  await tracker.register(impact);
  standIn.trouble({ kind: 'status', status: 400, json: 'Bad Request' });
  await expect(tracker.register(impact)).rejects.toThrow('Sleuth');
  await standIn.close();
  expect(standIn.asked[0]?.path).toContain(SLEUTH_API_KEY);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toContain(SLEUTH_API_KEY);
});

test('a source that is not there is refused for good', async () => {
  const { standIn, tracker } = await open({ SLEUTH_IMPACTS: 'checkout-api=acme/shop/production/other' });
  await expect(tracker.register(impact)).rejects.toMatchObject({ permanent: true });
  await standIn.close();
});

test('doctor tries the key and registers nothing', async () => {
  const { standIn, configured, tracker } = await open();
  expect(await configured.check(tracker)).toContain('The key is taken');
  expect(standIn.impacts).toEqual([]);
  standIn.trouble({ kind: 'status', status: 401 });
  await expect(configured.check(tracker)).rejects.toThrow('SLEUTH_API_KEY');
  await standIn.close();
});

test.each([
  ['checkout-api', 'SLEUTH_IMPACTS'],
  ['checkout-api=acme/shop/production', 'SLEUTH_IMPACTS'],
  ['checkout-api=acme/shop/../x', 'SLEUTH_IMPACTS'],
])('the setting %s is refused with what to write', (SLEUTH_IMPACTS, variable) => {
  const problems: string[] = [];
  expect(sleuth.read({ SLEUTH_API_KEY, SLEUTH_IMPACTS }, problems)).toBeUndefined();
  expect(problems).toEqual([expect.stringContaining(`${variable}: write service=`)]);
});

test('it is off until a service is mapped, and says so where the key is missing', () => {
  const problems: string[] = [];
  expect(sleuth.read({ SLEUTH_API_KEY }, problems)).toBeUndefined();
  expect(problems).toEqual([]);
  expect(sleuth.read({ SLEUTH_IMPACTS: `a=${SOURCE}` }, problems)).toBeUndefined();
  expect(problems).toEqual([expect.stringContaining('SLEUTH_API_KEY: set it')]);
});
