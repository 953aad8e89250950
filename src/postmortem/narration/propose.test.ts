import { type AskedOfModel, openAnthropic } from '../../emulator/vendors/anthropic.ts';
import { anthropic } from '../../integrations/narrator/anthropic.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import { foldRecord, materialOf } from '../compose.ts';
import { importedChat } from '../fixtures/imported.ts';
import { briefOf } from './brief.ts';
import { judged } from './judged.ts';
import { createProposals } from './propose.ts';

const KEY = 'the-key-of-the-house';
const START = Date.UTC(2026, 10, 20, 9);

const events = importedChat(
  [
    'checkout returns 503s for 12% of requests, token=xoxb-123456789012-abcdefghijkl',
    'rolled back to v2.40.3',
  ].map((text, index) => ({ at: START + index * 60_000, by: 'ana', text })),
);

async function house(more: { private?: boolean; allowed?: 'yes' | 'no' } = {}) {
  const model = await openAnthropic({ apiKey: KEY });
  const env = {
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_URL: model.url,
    NARRATOR_SECONDS: '1',
    NARRATOR_PRIVATE_INCIDENTS: more.allowed ?? 'no',
  };
  const port = anthropic.read(env, [])!.create({
    http: createHttp({ clock: systemClock, log: silentLog }),
    clock: systemClock,
    log: silentLog,
  });
  const material = (options: object) => materialOf(foldRecord(events), options);
  const incident = { ...foldRecord(events).incident, private: more.private ?? false };
  const proposals = createProposals({
    engine: { questions: { incident: async () => incident } },
    narrator: { label: 'Anthropic', port },
    brief: async (_stream, options, tokens, wish) => briefOf(material(options), tokens, wish),
    judge: async (_stream, options, narration, held) => judged(material(options), narration, held),
    policy: () => defaultPolicy,
    options: { workspaceUrl: 'https://acme.slack.com' },
  });
  return { model, proposals };
}

const first = ({ content }: AskedOfModel) => /"id":"(E\d+)"[^\n]*503s/.exec(content)?.[1] ?? 'none';

test('what the record carries stands with its sources, what it does not is counted, and secrets stay here', async () => {
  const { model, proposals } = await house();
  model.say((asked) =>
    JSON.stringify({
      sentences: [
        { text: 'Checkout returned 503s for 12% of requests.', cites: [first(asked)] },
        { text: 'Checkout returned 503s for 40% of requests.', cites: [first(asked)] },
        { text: 'Nobody was affected.', cites: ['E99'] },
      ],
    }),
  );
  const proposed = await proposals.propose('incident/1', 'catch-up');
  expect(proposed.sentences).toEqual([
    {
      text: 'Checkout returned 503s for 12% of requests.',
      sources: [
        {
          entry: expect.any(String),
          at: START,
          link: expect.stringContaining('https://acme.slack.com/archives/'),
        },
      ],
    },
  ]);
  expect(proposed.removed).toEqual([
    { reason: 'number', count: 1 },
    { reason: 'unknown id', count: 1 },
  ]);
  expect(proposed).toMatchObject({ shown: 2, citable: 2 });
  expect(model.asked[0]?.content).toContain('Section: Catch-up.');
  expect(JSON.stringify(model.asked)).not.toContain('xoxb-');
  await model.close();
});

test('several who ask the same at the same time ask once', async () => {
  const { model, proposals } = await house();
  await Promise.all([1, 2, 3].map(() => proposals.propose('incident/1', 'update')));
  expect(model.asked).toHaveLength(1);
  await proposals.propose('incident/1', 'update');
  expect(model.asked).toHaveLength(2);
  await model.close();
});

test.each([
  ['private, not allowed', { private: true }, 0, /private/],
  ['private, allowed', { private: true, allowed: 'yes' as const }, 1, undefined],
])('%s', async (_what, more, asked, why) => {
  const { model, proposals } = await house(more);
  const { failed } = await proposals.propose('incident/1', 'handover');
  expect(model.asked).toHaveLength(asked);
  expect(failed ?? '').toMatch(why ?? /^$/);
  await model.close();
});

test('who is silent is waited for as long as the budget says; why is told', async () => {
  const { model, proposals } = await house();
  model.fault({ kind: 'silent' });
  expect(await proposals.propose('incident/1', 'titles')).toMatchObject({
    sentences: [],
    failed: 'Anthropic did not answer in time.',
  });
  await model.close();
});
