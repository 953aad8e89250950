import type { Signal } from '../incident/values.ts';
import { fc } from '../lib/fixtures/chance.ts';
import { configured } from '../workflows/fixtures/alerts.ts';
import { alert, bo, START } from './fixtures/house.ts';
import { type Happened, replay, type Told } from './replay.ts';

const MINUTE = 60_000;

let count = 0;
const told = (minute: number, signal: Signal): Told => {
  count += 1;
  return { id: `s${count}`, at: START + minute * MINUTE, signal };
};
const over = (signal: Signal): Signal => ({ ...signal, state: 'resolved' });
const until = START + 24 * 60 * MINUTE;

const outcomes = (
  signals: Told[],
  routing: unknown = {},
  more: { mutes?: unknown; happened?: Happened[] } = {},
) => replay({ told: signals, happened: more.happened ?? [], until }, configured(routing, more.mutes));
const deeds = (...given: Parameters<typeof outcomes>) => outcomes(...given).map(({ do: what }) => what);

test('alerts of a service open one incident and join it; the end of each is noted', () => {
  const [a, b] = [alert('A'), alert('B')];
  const signals = [told(0, a), told(1, b), told(2, over(a)), told(3, alert('C', { severity: 'info' }))];
  const found = outcomes(signals);
  expect(found.map(({ do: what }) => what)).toEqual(['declare', 'attach', 'resolve', 'record']);
  expect(found.slice(0, 3).map(({ incident }) => incident)).toEqual([
    signals[0]?.id,
    signals[0]?.id,
    signals[0]?.id,
  ]);
});

test('what people resolved takes no more alerts: the next opens another', () => {
  const first = told(0, alert('A'));
  const happened: Happened[] = [
    {
      kind: 'status',
      at: START + 5 * MINUTE,
      stream: 'incident/real',
      to: 'resolved',
      alerts: new Set(['signal:alertmanager/A-1']),
    },
  ];
  expect(deeds([first, told(6, alert('B'))], {}, { happened })).toEqual(['declare', 'declare']);
});

test('what people declared takes the alerts of its service', () => {
  const wish = { kind: 'real', title: 'Slow', private: false, service: 'checkout' } as const;
  const happened: Happened[] = [{ kind: 'declared', at: START, stream: 'incident/x', by: bo, wish }];
  expect(deeds([told(1, alert('A'))], {}, { happened })).toEqual(['attach']);
});

test('a mute holds back, and has a second outcome when it ends', () => {
  const mutes = [{ name: 'm', from: '2026-11-22 13:00', to: '2026-11-22 15:00' }];
  const [a, b] = [alert('A'), alert('B')];
  const found = outcomes([told(0, a), told(1, b), told(2, over(b))], {}, { mutes });
  expect(found.map(({ told: one, do: what }) => [one.signal.title, what])).toEqual([
    ['A', 'mute'],
    ['B', 'mute'],
    ['B', 'record'],
    ['A', 'declare'],
    ['B', 'record'],
  ]);
});

test('a rule that mitigates is followed: what fires again within the soak joins', () => {
  const routing = { resolved: { do: 'mitigate', after: '5m', soak: '15m' } };
  const again = (n: number, minute: number) =>
    alert('A', { dedupeKey: `A-${n}`, startsAt: START + minute * MINUTE });
  const early = [told(0, again(1, 0)), told(1, over(again(1, 0))), told(10, again(2, 10))];
  expect(deeds(early, routing)).toEqual(['declare', 'resolve', 'attach']);
  const late = [told(0, again(1, 0)), told(1, over(again(1, 0))), told(40, again(2, 40))];
  expect(deeds(late, routing)).toEqual(['declare', 'resolve', 'declare']);
});

test('the same signals by the same rules give the same, however often they are replayed', () => {
  const one = fc.record({
    name: fc.constantFrom('A', 'B', 'C'),
    service: fc.constantFrom('checkout', 'search', undefined),
    severity: fc.constantFrom('critical', 'warning', 'info'),
    occurrence: fc.integer({ min: 1, max: 4 }),
    ends: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), (given) => {
      const signals = given.map(({ name, service, severity, occurrence, ends }, index) => {
        const signal = alert(name, {
          service,
          severity,
          dedupeKey: `${name}-${occurrence}`,
          startsAt: START + index * MINUTE,
        });
        return told(index, ends ? over(signal) : signal);
      });
      expect(outcomes(signals)).toEqual(outcomes(signals));
    }),
  );
});
