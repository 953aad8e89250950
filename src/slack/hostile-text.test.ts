// Text that somebody made to keep us busy: what is applied to all that is said, or comes in, takes no longer over it than over plain text.

import { scan } from '../evidence/grounding/scan.ts';
import { maskSecrets } from '../evidence/mask.ts';
import { labelsOfTags } from '../webhooks/foreign-values.ts';
import { takeDue } from './typed-date.ts';

const LENGTH = 40_000;
const filled = (text: string) => text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH);

const WORDS = [
  'token',
  'pass.',
  'secret_',
  'password ',
  'api_key',
  'conn_str',
  'a_',
  'pool_pool_',
  '.x_x',
  'a.',
  'x/',
  'f0',
  '1',
  'abc',
];
const SIGNS = [' ', '\t', '\n', '-', '.', ':', '=', '<', '(', '"', '@', '`', '_', '?', '&', '|', ','];
const MIXED = [
  'eyJ-',
  'a://',
  '?a',
  '<@U|',
  'by: ',
  ' by x',
  'SG.aaaaaaaaaaaaaaaaaaaa.',
  '-----BEGIN ',
  '1:',
  '\t=',
  '5x',
  'x@',
];
/** The last character is what no expression expects there: whoever has got so far has to go back. */
const TEXTS = [...WORDS, ...SIGNS, ...MIXED].flatMap((part) => [
  filled(part),
  `${filled(part)}\u0000é`,
  `x ${filled(part)} !`,
]);

const NOON = Date.UTC(2026, 10, 22, 12);
const APPLIED: readonly [string, (text: string) => unknown][] = [
  ['masking', maskSecrets],
  ['scanning for what has to be in the record', (text) => scan(text, { quoted: true })],
  ['reading a date off the end', (text) => takeDue(text, { zone: 'UTC', now: NOON })],
  ['labels of tags', (text) => labelsOfTags([text])],
];

/** Of CPU, whatever else the machine does. Honest expressions need 20 ms for so much; what grows with the square needs a second. */
const LONGEST_MS = 500;

test.each(APPLIED)('%s takes no text long', (_what, apply) => {
  const slow = TEXTS.map((text) => {
    const before = process.threadCpuUsage();
    apply(text);
    const { user, system } = process.threadCpuUsage(before);
    return { took: (user + system) / 1_000, text: text.slice(0, 20) };
  }).filter(({ took }) => took > LONGEST_MS);
  expect(slow).toEqual([]);
});
