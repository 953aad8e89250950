import type { Actor } from '../incident/values.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../lib/log.ts';
import { createDirectory } from './people.ts';
import { personFirst, personLast, takeFlags, wordsOf } from './typed-words.ts';

const people = createDirectory(() => ({ team: 'T1' }), systemClock, silentLog);
people.hear({ type: 'team_join', user: { id: 'UBO', team_id: 'T1', name: 'bo', real_name: 'Bo' } });
const me: Actor = { kind: 'person', id: 'T1/UANA', name: 'Ana' };

test.each([
  ['tell <@UBO|bo> &amp; <@UBO>', 'tell @Bo & @Bo'],
  [
    'see <#C1|ops> and <https://x.example/a?b=1&amp;c|the graph>',
    'see #ops and the graph (https://x.example/a?b=1&c)',
  ],
  ['<!channel> a &lt; b', '@channel a < b'],
  ['<@USTRANGER> said', '@USTRANGER said'],
  ['no markup', 'no markup'],
])('%s reads as %s', (raw, words) => {
  expect(wordsOf(raw, people)).toBe(words);
});

test.each([
  ['<@UBO|bo> restart', 'T1/UBO', 'restart'],
  ['@bo, restart', 'T1/UBO', 'restart'],
  ['owner <@UBO> restart', 'T1/UBO', 'restart'],
  ['me restart', 'T1/UANA', 'restart'],
])('%s begins with somebody', (text, id, rest) => {
  expect(personFirst(text, people, me)).toMatchObject({ who: { id }, rest });
});

test.each([
  ['restart <@UBO|bo>', 'T1/UBO', 'restart'],
  ['restart, for @bo.', 'T1/UBO', 'restart'],
  ['restart (<@UBO>)', 'T1/UBO', 'restart'],
  ['restart owner me', 'T1/UANA', 'restart'],
])('%s ends with somebody', (text, id, rest) => {
  expect(personLast(text, people, me)).toMatchObject({ who: { id }, rest });
});

test.each(['restart the pods', 'mail ops@example.com', 'tell <@UBO> about it'])(
  '%s ends with nobody',
  (text) => {
    expect(personLast(text, people, me)).toBeUndefined();
  },
);

test('a name that nobody has is refused, never guessed', () => {
  expect(() => personLast('restart @bob', people, me)).toThrow('I know nobody called @bob.');
});

const FLAGS = {
  sev: { is: 'severity', value: true },
  service: { is: 'service', value: true },
  quiet: { is: 'quiet', value: false },
};

test.each([
  ['slow --sev 1', 'slow', { severity: '1' }, []],
  ['--sev=1 slow', 'slow', { severity: '1' }, []],
  ['slow --sev2', 'slow', { severity: '2' }, []],
  ['slow --sev-2 again', 'slow again', { severity: '2' }, []],
  ['slow —sev 1', 'slow', { severity: '1' }, []],
  ['slow --service "Checkout API" now', 'slow now', { service: 'Checkout API' }, []],
  ['slow --service “Checkout API”', 'slow', { service: 'Checkout API' }, []],
  ['--quiet slow', 'slow', {}, ['quiet']],
  ['slow --quiet --sev 2', 'slow', { severity: '2' }, ['quiet']],
  ['latency — high', 'latency — high', {}, []],
  ['latency –high', 'latency –high', {}, []],
])('%s', (line, text, values, switches) => {
  expect(takeFlags(line, FLAGS)).toEqual({ text, values, switches });
});

test('a flag without its word, and an unknown flag, are refused', () => {
  expect(() => takeFlags('slow --sev', FLAGS)).toThrow('--sev needs a word behind it');
  expect(() => takeFlags('slow --constructor x', FLAGS)).toThrow('There is no --constructor.');
});
