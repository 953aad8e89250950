// Text that somebody made to keep us busy: what is applied to all that is said, or comes in, takes no longer over it than over plain text.

import { actorsIn, personsOf } from '../evidence/blame/persons.ts';
import { scan } from '../evidence/grounding/scan.ts';
import { lintItem } from '../evidence/item-lint.ts';
import { maskSecrets } from '../evidence/mask.ts';
import { readMessage } from '../evidence/reading.ts';
import { plainText } from '../evidence/slack-text.ts';
import type { Clock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { labelsOfTags } from '../webhooks/foreign-values.ts';
import { createDirectory } from './people.ts';
import { takeDue } from './typed-date.ts';
import { readTime } from './typed-time.ts';
import { onlyPerson, personFirst, personLast, takeFlags } from './typed-words.ts';

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
  'so the ',
  'if we ',
  'restarted ',
  'not ',
  'ok, ',
  '2 of ',
  '(a. ',
  'A. B? ',
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
  ['reading it for a review', (text) => readMessage(text, true)],
  ['reading a date off the end', (text) => takeDue(text, { zone: 'UTC', now: NOON })],
  ['labels of tags', (text) => labelsOfTags([text])],
];

const MARKUP = [
  ' ',
  '<@U',
  '<@U|',
  '<#C|',
  '<!x|',
  '<!',
  '<http://x|',
  '@a',
  ' @a.',
  '`a',
  '```',
  ' --a “',
  '(',
  ' for ',
].flatMap((part) => [filled(part), `${filled(part)}\u0000é`, `x ${filled(part)} !`]);

const people = createDirectory(() => ({ team: 'T1' }), { now: () => NOON } as Clock, silentLog);
const me = { kind: 'person', id: 'T1/UANA', name: 'Ana' } as const;
const FLAGS = { a: { is: 'a', value: true } };
/** What is refused was read, too. */
const orRefused = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};
const READ: readonly [string, (text: string) => unknown][] = [
  ['reading the markup of Slack', (text) => plainText(text)],
  ['looking for the person whom a line names', (text) => onlyPerson(text, people)],
  ['looking for a person at the beginning', (text) => orRefused(() => personFirst(text, people, me))],
  ['looking for a person at the end', (text) => orRefused(() => personLast(text, people, me))],
  ['taking flags out', (text) => orRefused(() => takeFlags(text, FLAGS))],
  ['linting an action item', (text) => lintItem({ text, owned: true })],
  [
    'looking for people in a review',
    (text) => actorsIn(text, personsOf({ people: [], roles: [], teams: [] })),
  ],
  ['reading a time', (text) => orRefused(() => readTime(text, { zone: 'UTC', now: NOON }))],
  [
    'reading what follows a clock',
    (text) => orRefused(() => readTime(`11:05 ${text}`, { zone: 'UTC', now: NOON })),
  ],
];

/** Of CPU, whatever else the machine does. Honest expressions need 20 ms for so much; what grows with the square needs a second. */
const LONGEST_MS = 500;

function slow(texts: readonly string[], apply: (text: string) => unknown) {
  return texts
    .map((text) => {
      const before = process.threadCpuUsage();
      apply(text);
      const { user, system } = process.threadCpuUsage(before);
      return { took: (user + system) / 1_000, text: text.slice(0, 20) };
    })
    .filter(({ took }) => took > LONGEST_MS);
}

test.each(APPLIED)('%s takes no text long', (_what, apply) => {
  expect(slow(TEXTS, apply)).toEqual([]);
});

test.each(READ)('%s takes no text long', (_what, apply) => {
  expect(slow(MARKUP, apply)).toEqual([]);
});
