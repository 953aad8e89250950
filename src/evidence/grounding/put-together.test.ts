// What stands in two entries is not told as one thing; what is told of each of them, or counted from one to the other, is.
import { createJudge } from '../ground-sentences.ts';
import { zoned } from '../zoned.ts';

const TEXTS = [
  'license expired yesterday, running on a grace period since',
  'procurement ordered the renewal in september',
  'vendor offers a temporary key for 72h',
  'key is in, camera software boots',
  'certificate for api valid until jan 5',
  'certificate for auth ran out today',
  '3 stores report closed tills',
  "it's 14 stores now, all in the south",
];

function stands(sentence: string, cites: readonly number[]): boolean {
  const at = Date.UTC(2026, 10, 25, 10);
  const entries = TEXTS.map((text, index) => {
    const author = { author: 'Ana', authorKind: 'person' };
    return { id: `${index}`, at: at + index * 300_000, kind: 'message', text, ...author } as const;
  });
  const record = { entries, facts: [], zone: zoned('UTC'), names: ['Ana'], roles: [], services: [] };
  return createJudge(record).judge({ text: sentence, cites: cites.map(String) }).keep;
}

test.each([
  ['The license expired in September.', [0, 1]],
  ['The grace period was 72 hours.', [0, 2]],
  ['The license booted.', [0, 3]],
  ['The auth certificate is valid until 5 January.', [4, 5]],
  ['The number of stores with closed tills fell from 14 to 3.', [6, 7]],
])('not %s', (sentence, cites) => {
  expect(stands(sentence, cites)).toBe(false);
});

test.each([
  ['The license had expired, and the vendor offered a temporary key.', [0, 2]],
  ['The camera software booted five minutes after the vendor had offered a key.', [2, 3]],
  ['The renewal was ordered in September.', [1]],
  ['The auth certificate ran out, while that for the API is valid until 5 January.', [4, 5]],
  ['The number of stores with closed tills rose from 3 to 14.', [6, 7]],
])('%s', (sentence, cites) => {
  expect(stands(sentence, cites)).toBe(true);
});
