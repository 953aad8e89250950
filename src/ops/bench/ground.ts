// How many statements a second are held against a record of 10,000 entries.
import { performance } from 'node:perf_hooks';
import { type CitingSentence, createJudge, type GroundEntry } from '../../evidence/ground-sentences.ts';
import { zoned } from '../../evidence/zoned.ts';
import type { Figure } from './figure.ts';
import { figures } from './statistics.ts';

const GOAL = 5_000;
const START = Date.UTC(2026, 10, 22, 9);

const SAYS = [
  (n: number) => `the api returns 503s for about ${n % 40}% of requests since 09:${10 + (n % 50)}`,
  (n: number) => `restarted checkout-${n % 9} with ${n % 64} GB, it did not help`,
  (n: number) => `the pool of ${n} connections ran empty because v2.${n % 70}.1 opens one per request`,
  (n: number) => `maybe the cache, p99 is at ${n % 900} ms`,
];
const TELLS = [
  (n: number) => `The API returned 503s for about ${n % 40} percent of requests.`,
  (n: number) => `checkout-${n % 9} was restarted with ${n % 64} GB, which did not help.`,
  (n: number) => `The pool of ${n} connections ran empty because v2.${n % 70}.1 opened one per request.`,
  (n: number) => `The cache was the cause; p99 was at ${(n % 900) + 1} seconds.`,
];

function entriesOf(count: number): GroundEntry[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `e${n}`,
    at: START + n * 5_000,
    kind: 'message',
    text: SAYS[n % SAYS.length]!(n),
    author: `Person ${n % 12}`,
    authorKind: 'person',
  }));
}

/** Every entry is cited once, in no order of the record: reading them counts in. */
function sentencesOf(count: number, entries: number): CitingSentence[] {
  return Array.from({ length: count }, (_, index) => {
    const n = (index * 7_919) % entries;
    return { text: TELLS[n % TELLS.length]!(n), cites: [`e${n}`] };
  });
}

export const ground: Figure = {
  name: 'ground',
  async run({ ground: { entries, statements } }) {
    const record = {
      entries: entriesOf(entries),
      facts: [{ id: 'F1', text: 'severity: SEV-2' }],
      zone: zoned('Europe/Berlin'),
      names: Array.from({ length: 12 }, (_, n) => `Person ${n}`),
      roles: ['Commander'],
      services: ['checkout-api'],
    };
    const sentences = sentencesOf(statements, entries);
    const began = performance.now();
    const judge = createJudge(record);
    const kept = sentences.filter((sentence) => judge.judge(sentence).keep).length;
    const rate = statements / ((performance.now() - began) / 1000);
    return [
      {
        figure: `statements held against ${figures(entries)} entries`,
        measured: `${figures(rate)}/s (${figures(kept)} of ${figures(statements)} kept)`,
        goal: `≥ ${figures(GOAL)}/s`,
        ok: rate >= GOAL,
      },
    ];
  },
};
