import { openAnthropic } from '../../emulator/vendors/anthropic.ts';
import { anthropic } from '../../integrations/narrator/anthropic.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { foldRecord, materialOf } from '../compose.ts';
import { composeReview } from '../compose-review.ts';
import { importedChat } from '../fixtures/imported.ts';
import { postmortemFile } from '../schema.ts';
import { briefOf } from './brief.ts';
import { narrate, notAsked, type PluggedNarrator } from './narrate.ts';
import type { Narration } from './narration.ts';

const KEY = 'the-key-of-the-house';
const START = Date.UTC(2026, 10, 20, 9);

const lines = [
  'the api returns 503s for 12% of requests, token=xoxb-123456789012-abcdefghijkl',
  'restarted api-1',
  'the restart did not help',
  'ok',
  'rolled back to v2.40.3, errors are gone',
].map((text, index) => ({ at: START + index * 60_000, by: index % 2 === 0 ? 'ana' : 'bo', text }));
const events = importedChat(lines);
const material = (count = 0) =>
  materialOf(
    foldRecord(
      count === 0
        ? events
        : importedChat(
            Array.from({ length: count }, (_, n) => ({ ...lines[n % 5]!, at: START + n * 1_000 })),
          ),
    ),
    {},
  );

async function narrator(more: { together?: number; seconds?: string } = {}) {
  const standIn = await openAnthropic({
    apiKey: KEY,
    ...(more.together === undefined ? {} : { together: more.together }),
  });
  const configured = anthropic.read(
    { ANTHROPIC_API_KEY: KEY, ANTHROPIC_URL: standIn.url, NARRATOR_SECONDS: more.seconds },
    [],
  );
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog }),
    clock: systemClock,
    log: silentLog,
  };
  const plugged: PluggedNarrator = { label: 'Anthropic', port: configured!.create(deps) };
  return { standIn, plugged };
}

describe('the brief', () => {
  test('numbers the entries in their order, masks secrets, and leaves nothing out that fits', () => {
    const brief = briefOf(material(), 100_000);
    expect(brief.entries.map(({ id, at }) => [id, at])).toEqual([
      ['E1', '2026-11-20 09:00'],
      ['E2', '2026-11-20 09:01'],
      ['E3', '2026-11-20 09:02'],
      ['E4', '2026-11-20 09:03'],
      ['E5', '2026-11-20 09:04'],
    ]);
    expect(JSON.stringify(brief)).not.toContain('xoxb-');
    expect(brief.citable).toBe(5);
  });

  test('of a long channel key entries come first, and the tokens of the budget are kept to', () => {
    const all = material(3_000);
    const brief = briefOf(all, 60_000);
    expect(brief.entries.length).toBeLessThan(brief.citable);
    expect(JSON.stringify(brief.entries).length / 3.5).toBeLessThan(60_000 / 5);
    const shown = new Set(Object.values(brief.entryOf));
    expect(all.keyRows.filter(({ entry }) => !shown.has(entry.id))).toEqual([]);
  });
});

describe('asking', () => {
  test('sections are asked at the same time', async () => {
    const { standIn, plugged } = await narrator({ together: 5 });
    const { told, failed } = await narrate(briefOf(material(), 100_000), plugged);
    expect([told.length, failed]).toEqual([5, []]);
    await standIn.close();
  });

  test('who is silent is waited for as long as the budget says, and then no longer', async () => {
    const { standIn, plugged } = await narrator({ seconds: '1' });
    standIn.fault({ kind: 'silent' });
    const { told, failed } = await narrate(briefOf(material(), 100_000), plugged);
    expect(told).toEqual([]);
    expect(failed.map(({ why }) => why)).toEqual(Array(5).fill('Anthropic did not answer in time.'));
    await standIn.close();
  });
});

describe('the review', () => {
  const [, first] = events;
  const narration = (sentences: { text: string; cites: string[] }[]): Narration => ({
    vendor: 'Anthropic',
    prompt: 'the prompt',
    shown: 5,
    citable: 5,
    told: [{ section: 'impact', model: 'm-1', sentences }],
    failed: [],
  });

  test('has what stands, marked, and is a valid file', () => {
    const said = { text: 'The api returned 503s for 12 percent of requests.', cites: [first!.id] };
    const doc = composeReview(events, { narration: narration([said]) });
    const impact = doc.sections.find(({ id }) => id === 'impact');
    expect(impact?.statements[0]).toMatchObject({ text: said.text, drafted: true, evidence: [first!.id] });
    expect(postmortemFile.safeParse({ schemaVersion: 1, ...doc }).error).toBeUndefined();
  });

  test('asks one question for several lies about the same, and at most five', () => {
    const lies = Array.from({ length: 9 }, (_, n) => ({
      text: `${n + 20}% of requests failed.`,
      cites: [first!.id],
    }));
    const doc = composeReview(events, { narration: narration(lies) });
    expect(doc.narration).toMatchObject({ kept: 0, removed: [{ reason: 'number', count: 9 }] });
    expect(doc.openQuestions.filter(({ text }) => text.startsWith('About “'))).toHaveLength(1);
  });

  test('without a narrator says that none was used; of a private one that it was not asked', () => {
    const made = (options: Parameters<typeof composeReview>[1]) =>
      JSON.stringify(composeReview(events, options).sections.find(({ id }) => id === 'how-made'));
    expect(made({})).toContain('No language model was used');
    const port = { limits: {}, prompt: '' } as PluggedNarrator['port'];
    expect(made({ narration: notAsked({ label: 'Anthropic', port }, 'It is private.') })).toContain(
      'It is private.',
    );
  });
});
