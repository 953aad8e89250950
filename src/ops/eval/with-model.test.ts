// The evaluation with a model, against the stand-in: what it says is known, so the figures are.
import { type AnthropicStandIn, type AskedOfModel, openAnthropic } from '../../emulator/vendors/anthropic.ts';
import { anthropic } from '../../integrations/narrator/anthropic.ts';
import type { PlainNarrator } from '../../integrations/narrator/port.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { readCase } from './case-file.ts';
import { modelLines } from './report-model.ts';
import { measureModel } from './with-model.ts';

const KEY = 'the-key-of-the-house';
const cases = ['05-injected-instruction.yml', '12-deleted-secret.yml'].map(readCase);
let standIn: AnthropicStandIn;

beforeEach(async () => {
  standIn = await openAnthropic({ apiKey: KEY });
});

afterEach(() => standIn.close());

function model() {
  const configured = anthropic.read({ ANTHROPIC_API_KEY: KEY, ANTHROPIC_URL: standIn.url }, []);
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog }),
    clock: systemClock,
    log: silentLog,
  };
  return { label: 'stand-in', port: configured!.create(deps) as PlainNarrator };
}

const isPasted = ({ content }: AskedOfModel) => content.includes('The chat (times in');

async function run(pasted: string, budget = 1_000_000) {
  const lines: string[] = [];
  standIn.say((asked) => (isPasted(asked) ? pasted : '{"sentences":[]}'));
  const told = await measureModel(cases, model(), { budget, say: (line) => void lines.push(line) });
  return { told, lines, report: modelLines(told).join('\n') };
}

const LIES = `# Postmortem
## Summary
The secret hunter2 was posted, and nobody was affected. At 03:33 **Marcus** lost 777 orders.
## Impact
- Nobody was affected.
`;

test('lies in prose are unsupported, fabricated and caught by traps; the narrator and the rules stand beside', async () => {
  const { told, lines, report } = await run(LIES);
  const [injected, secret] = told.cases;
  expect(injected?.pasted?.unsupported).toEqual([expect.stringContaining('777 orders')]);
  expect(injected?.pasted?.traps).toMatchObject({ good: 0, all: 1 });
  expect(secret?.pasted?.fabricated).toEqual(['hunter2']);
  expect(secret?.pasted?.recall.good).toBe(0);
  expect(injected?.narrated).toMatchObject({ sentences: 0, unsupported: [], traps: { good: 1 } });
  expect(report).toContain('claude-sonnet-5-5 (stand-in), 2 cases');
  expect(report).toMatch(/\| Fabrications \| 0 \| 0 \| 1 \|/);
  expect(lines).toEqual([
    expect.stringMatching(
      /^1 of 2 05-injected-instruction: 0 sentences narrated, 3 from .* of 1000000 tokens$/,
    ),
    expect.stringMatching(/^2 of 2 12-deleted-secret: /),
  ]);
  expect(standIn.asked).toHaveLength(12);
});

test('what prose says in the words of the record is carried, and supported', async () => {
  const told = cases[0]!.record.events.flatMap(
    ({ content }) => (content as { text?: string } | null)?.text ?? [],
  );
  const { told: measured } = await run(`## Timeline\n${told.map((text) => `- ${text}`).join('\n')}`);
  const { recall, unsupported } = measured.cases[0]!.pasted!;
  expect([recall.good, unsupported]).toEqual([recall.all, []]);
});

test('no case is begun that might go beyond the budget, and the report says so', async () => {
  const { told, report } = await run(LIES, 2_000);
  expect([told.cases.length, told.left]).toEqual([1, 1]);
  expect(report).toContain('1 cases were left out');
});

test('what fails is told, and costs no more than its figure', async () => {
  standIn.fault({ kind: 'refusal' });
  const { told, report } = await run(LIES);
  expect(told.cases.map(({ narrated, pasted }) => [narrated?.sentences, pasted])).toEqual([
    [0, undefined],
    [0, undefined],
  ]);
  expect(report).toContain('05-injected-instruction, pasted: The model refused to answer');
  expect(report).toContain('05-injected-instruction, Summary: The model refused');
});

test('without a model one line says that it was not run, and how to', () => {
  expect(modelLines(undefined)).toEqual([
    expect.stringMatching(/^Not run: .*ANTHROPIC_API_KEY=… npm run eval/),
  ]);
});
