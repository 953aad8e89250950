// What makes two occurrences one alert, and what is remembered of alerts between one and the next.
import { start } from '../incident/fixtures/given.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { signalOf } from './fixtures/alerts.ts';
import { identityOf } from './flapping.ts';
import { limitsAfter, NO_LIMITS } from './ledger.ts';
import { type Route, RULES } from './routes.ts';

test('the vendor says which alert it is, else its labels do, in whatever order, else its title', () => {
  const one = signalOf({ identity: 'rule-7', labels: { pod: 'a' } });
  expect(identityOf(one)).toBe(identityOf({ ...one, labels: { pod: 'b' }, title: 'Other' }));
  const plain = signalOf({ labels: { pod: 'a', zone: 'eu' } });
  expect(identityOf(plain)).toBe(identityOf(signalOf({ labels: { zone: 'eu', pod: 'a' }, title: 'Other' })));
  expect(identityOf(plain)).not.toBe(identityOf(signalOf({ labels: { pod: 'b', zone: 'eu' } })));
  const bare = signalOf({ labels: {} });
  expect(identityOf(bare)).not.toBe(identityOf({ ...bare, title: 'Other' }));
  expect(identityOf(bare)).not.toBe(identityOf({ ...bare, vendor: 'other' }));
});

describe('the limits remember', () => {
  const then = (before: Parameters<typeof limitsAfter>[0], route: Route, line: boolean, now: number) =>
    limitsAfter(before, { route, line, now, policy: defaultPolicy });
  const declares: Route = { do: 'declare', rule: RULES.test };
  const records: Route = { do: 'record', rule: RULES.test };
  const { windowMs } = defaultPolicy.quiet;

  test('what opened by itself, and lines, for as long as the window is', () => {
    const first = then(NO_LIMITS, declares, false, start);
    const second = then(first, records, true, start + windowMs - 1);
    expect(second).toEqual({ opens: [start], lines: [start + windowMs - 1] });
    expect(then(second, records, false, start + windowMs)).toEqual({
      opens: [],
      lines: [start + windowMs - 1],
    });
  });

  test('the grouped message that was last added to, whatever comes between', () => {
    const grouped = then(NO_LIMITS, { do: 'group', window: 'w1', rule: RULES.test }, false, start);
    expect(grouped.group).toEqual({ window: 'w1', at: start });
    expect(then(grouped, records, false, start + 1).group).toEqual({ window: 'w1', at: start });
  });
});
