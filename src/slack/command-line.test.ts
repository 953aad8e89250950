import { meantBy, readLine, unknownWord } from './command-line.ts';
import type { Deed } from './deed.ts';

test.each([
  ['', { word: '', rest: '' }],
  ['status', { word: 'status', rest: '' }],
  ['  Status   mitigated  now ', { word: 'status', rest: 'mitigated  now' }],
  ['INC-42 resolve rolled back', { number: 42, word: 'resolve', rest: 'rolled back' }],
  ['inc42 status', { number: 42, word: 'status', rest: '' }],
  ['42 status', { number: 42, word: 'status', rest: '' }],
  ['INC-42', { number: 42, word: '', rest: '' }],
  ['INC-42: resolve: rolled back', { number: 42, word: 'resolve', rest: 'rolled back' }],
  ['resolve: all good', { word: 'resolve', rest: 'all good' }],
  ['Status, mitigated', { word: 'status', rest: 'mitigated' }],
  [':', { word: ':', rest: '' }],
  ['status:mitigated', { word: 'status', rest: 'mitigated' }],
  ['“resolve” it was the cache', { word: 'resolve', rest: 'it was the cache' }],
  ['resolve.', { word: 'resolve', rest: '' }],
  ['4xx errors rise', { word: '4xx', rest: 'errors rise' }],
  ['note first line\nsecond line', { word: 'note', rest: 'first line\nsecond line' }],
])('%j', (text, line) => {
  expect(readLine(text)).toEqual(line);
});

const deeds: Deed[] = ['resolve', 'reopen', 'role', 'severity', 'status', 'task'].map((word) => ({
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

test.each([
  ['mitigated rolled back', 'status', 'mitigated rolled back'],
  ['Identified: the pool', 'status', 'identified the pool'],
  ['investigating', 'status', 'investigating'],
  ['mitigated.', 'status', 'mitigated'],
  ['SEV-1 more users', 'severity', 'sev-1 more users'],
  ['sev1', 'severity', 'sev1'],
  ['done 3', 'task', 'done 3'],
  ['resolve rolled back', 'resolve', 'rolled back'],
])('%s is %s', (typed, word, rest) => {
  const meant = meantBy(deeds, readLine(typed));
  expect([meant.deed?.command.word, meant.line.rest]).toEqual([word, rest]);
});

test('a slip of a status is answered with the status', () => {
  expect(unknownWord(deeds, { word: 'mitigatd', rest: '' }, 'incident')).toContain(
    'Did you mean `/incident mitigated [why]`?',
  );
});

test('what is like nothing is answered with where all are listed', () => {
  expect(unknownWord(deeds, { word: 'xyzzyplugh', rest: '' }, 'incident')).toBe(
    'There is no command “xyzzyplugh”. `/incident help` lists them all.',
  );
});

test('a word of nothing but marks takes no time to speak of', () => {
  const before = process.threadCpuUsage();
  expect(readLine(`a${'!'.repeat(40_000)}x`).rest).toBe('');
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(400);
});
