// How long a search takes among a million entries: common words, rare ones, beginnings, several words, phrases, and none at all.
import type { Core } from '../../core.ts';
import type { Viewer } from '../../engine/engine-port.ts';
import { withCore } from './bench-core.ts';
import type { Figure, Row } from './figure.ts';
import { declareIn, sayings } from './furnish.ts';
import { figures, milliseconds, percentile } from './statistics.ts';

const GOAL_MS = 50;
const AT_ONCE = 1_000;
/** Somebody who is no operator: what is private to others is left out of every answer. */
const READER: Viewer = { kind: 'person', id: 'T0ACME/U0DEV' };

const SYLLABLES = ['ka', 'lo', 'mi', 're', 'ta', 'sto', 'pri', 'ver', 'ent', 'con', 'sys', 'net'];

/** Words as languages have them: few are everywhere, most are rare. `index` names one of 50,000, the common ones first. */
function wordOf(index: number): string {
  const parts = [];
  for (let left = index + 1; left > 0; left = Math.floor(left / SYLLABLES.length)) {
    parts.push(SYLLABLES[left % SYLLABLES.length]);
  }
  return parts.join('');
}

/** The same numbers at each run. */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const rankOf = (chance: number) => Math.floor(50_000 ** chance);

async function fillSearch({ timeline, clock }: Core, streams: readonly string[], entries: number) {
  const next = numbers();
  const versions = new Map(
    await Promise.all(
      streams.map(async (stream) => [stream, (await timeline.readState(stream))?.version ?? 0] as const),
    ),
  );
  for (let from = 0; from < entries; from += AT_ONCE) {
    const stream = streams[Math.floor((from / entries) * streams.length)] ?? '';
    const search = Array.from({ length: Math.min(AT_ONCE, entries - from) }, (_none, index) => {
      const words = Array.from({ length: 6 }, () => wordOf(rankOf(next()))).join(' ');
      const text = `${sayings[(from + index) % sayings.length]} ${words} 決済サービス`;
      return { op: 'upsert' as const, id: `entry:${from + index}`, text };
    });
    // What a review says: of so many, each is ranked.
    const review = Array.from({ length: 300 }, () => wordOf(rankOf(next()))).join(' ');
    const summary = { op: 'upsert' as const, id: `review:${from}`, text: `${sayings.join(' ')} ${review}` };
    const expectedVersion = versions.get(stream) ?? 0;
    await timeline.append({
      ...{ stream, expectedVersion, events: [], at: clock.now() },
      search: [...search, { ...summary, headline: true }],
    });
  }
}

const QUESTIONS = [
  'api',
  'checkout',
  'the users',
  'error rate',
  'check',
  'rest',
  'eu-west-1',
  '"back to normal"',
  'rolled errors',
  'checkout graphs',
  'nothing-of-the-kind',
  '決済',
  'p99 cache',
  wordOf(3),
  wordOf(700),
  wordOf(40_000),
  'te',
  'a',
];

async function searched(core: Core, times: number): Promise<{ ms: number[]; worst: string }> {
  const ms: number[] = [];
  let worst = { words: '', took: 0 };
  // The first question after a start waits for words that are not taken in yet.
  await core.engine.questions.search('api', READER, 1);
  for (let time = 0; time < times; time += 1) {
    for (const words of QUESTIONS) {
      const began = performance.now();
      await core.engine.questions.search(words, READER, 40);
      const took = performance.now() - began;
      ms.push(took);
      worst = took > worst.took ? { words, took } : worst;
    }
  }
  return { ms, worst: worst.words };
}

export const search: Figure = {
  name: 'search',
  run: ({ search: { entries, incidents, times } }) =>
    withCore(async (core): Promise<Row[]> => {
      const streams: string[] = [];
      for (let index = 0; index < incidents; index += 1) {
        streams.push(await declareIn(core, `Of the search ${index}`));
      }
      await fillSearch(core, streams, entries);
      const { ms, worst } = await searched(core, times);
      const p95 = percentile(ms, 0.95);
      return [
        {
          figure: `search among ${figures(entries)} entries, p95`,
          measured: `${milliseconds(p95)} (median ${milliseconds(percentile(ms, 0.5))}, longest ${milliseconds(Math.max(...ms))}: ${worst})`,
          goal: `< ${GOAL_MS} ms`,
          ok: p95 < GOAL_MS,
        },
      ];
    }),
};
