import { type AnthropicFault, openAnthropic } from '../../emulator/vendors/anthropic.ts';
import { manualClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { anthropic } from './anthropic.ts';
import { type NarratorTrouble, narratorContract } from './contract.ts';

const KEY = 'the-key-of-the-house';

async function open(env: Record<string, string> = {}) {
  const standIn = await openAnthropic({ apiKey: KEY });
  const problems: string[] = [];
  const configured = anthropic.read({ ANTHROPIC_API_KEY: KEY, ANTHROPIC_URL: standIn.url, ...env }, problems);
  if (!configured) {
    throw new Error(problems.join('\n'));
  }
  const clock = manualClock(0);
  const narrator = configured.create({ http: createHttp({ clock, log: silentLog }), clock, log: silentLog });
  return { standIn, configured, narrator };
}

const FAULTS: Record<NarratorTrouble, AnthropicFault> = {
  limited: { kind: 'status', status: 429, retryAfter: 0 },
  overloaded: { kind: 'status', status: 529 },
  'overloaded in the stream': { kind: 'overloaded in the stream', after: 3 },
  refusal: { kind: 'refusal' },
  silent: { kind: 'silent' },
  'key refused': { kind: 'status', status: 401 },
  nonsense: { kind: 'truncated', after: 5 },
  down: { kind: 'cut', after: 0 },
};

narratorContract('Anthropic', async () => {
  const { standIn, narrator } = await open();
  return {
    narrator,
    say: (answer) => standIn.say(() => answer),
    breakOff: (how, after) => standIn.fault({ kind: how === 'limit' ? 'truncated' : 'cut', after }),
    trouble: (kind, times) => standIn.fault(FAULTS[kind], times),
    mend: standIn.mend,
    seen: () => standIn.asked.at(-1)?.content ?? '',
    async close() {
      await standIn.close();
      expect(standIn.violations).toEqual([]);
    },
  };
});

const task = { section: { id: 'summary', title: 'Summary', asks: '' }, zone: 'UTC', entries: [], facts: [] };

test('a server that knows no shapes is asked without one, and not again with one', async () => {
  const { standIn, narrator } = await open();
  standIn.fault({ kind: 'no shapes' });
  const bounds = { signal: AbortSignal.timeout(60_000), maxTokens: 100 };
  await narrator.narrate(task, bounds);
  await narrator.narrate(task, bounds);
  expect(standIn.asked.map(({ shaped }) => shaped)).toEqual([true, false, false]);
  await standIn.close();
});

test('doctor asks the model whether it is there', async () => {
  const { standIn, configured, narrator } = await open();
  expect(await configured.check(narrator)).toContain('claude-sonnet-5-5 answers');
  await standIn.close();
});

test('a model that is not there is refused with the variable to set', async () => {
  const { standIn, configured, narrator } = await open({ ANTHROPIC_MODEL: 'claude-none' });
  await expect(configured.check(narrator)).rejects.toThrow('ANTHROPIC_MODEL');
  await standIn.close();
});

test.each([
  ['NARRATOR_SECONDS', '600'],
  ['NARRATOR_PRIVATE_INCIDENTS', 'maybe'],
  ['ANTHROPIC_URL', 'localhost'],
])('%s: %s is refused with what to write', (variable, value) => {
  const problems: string[] = [];
  expect(anthropic.read({ ANTHROPIC_API_KEY: KEY, [variable]: value }, problems)).toBeUndefined();
  expect(problems).toEqual([expect.stringContaining(`${variable}: use`)]);
});
