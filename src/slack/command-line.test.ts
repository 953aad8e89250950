import { readLine, unknownWord } from './command-line.ts';
import type { Deed } from './deed.ts';

test.each([
  ['', { word: '', rest: '' }],
  ['status', { word: 'status', rest: '' }],
  ['  Status   mitigated  now ', { word: 'status', rest: 'mitigated  now' }],
  ['INC-42 resolve rolled back', { number: 42, word: 'resolve', rest: 'rolled back' }],
  ['inc42 status', { number: 42, word: 'status', rest: '' }],
  ['42 status', { number: 42, word: 'status', rest: '' }],
  ['INC-42', { number: 42, word: '', rest: '' }],
  ['4xx errors rise', { word: '4xx', rest: 'errors rise' }],
  ['note first line\nsecond line', { word: 'note', rest: 'first line\nsecond line' }],
])('%j', (text, line) => {
  expect(readLine(text)).toEqual(line);
});

const deeds: Deed[] = ['resolve', 'reopen', 'role'].map((word) => ({
  name: word,
  command: {
    word,
    usage: `${word} <why>`,
    says: '',
    needsIncident: true,
    run: async () => ({ kind: 'nothing' }),
  },
}));

test.each([
  ['resovle', 'resolve'],
  ['roles', 'role'],
  ['repoen', 'reopen'],
])('%s is answered with %s', (typed, meant) => {
  expect(unknownWord(deeds, { word: typed, rest: '' }, 'incident')).toContain(
    `Did you mean \`/incident ${meant} <why>\`?`,
  );
});

test('what is like nothing is answered with where all are listed', () => {
  expect(unknownWord(deeds, { word: 'xyzzyplugh', rest: '' }, 'incident')).toBe(
    'There is no command “xyzzyplugh”. `/incident help` lists them all.',
  );
});
