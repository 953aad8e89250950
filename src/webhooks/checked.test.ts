import type { Inbound } from '../incident/inbound.ts';
import type { Signal } from '../incident/values.ts';
import { checked } from './checked.ts';

const signal = (more: Partial<Record<keyof Signal, unknown>> = {}): Inbound => ({
  kind: 'signal',
  signal: {
    vendor: 'x',
    dedupeKey: '1',
    state: 'firing',
    title: 'Slow',
    labels: {},
    links: {},
    startsAt: 1,
    ...more,
  } as Signal,
});

test('what is sound is handed on as it is', () => {
  const parsed = { ok: true as const, inbound: [signal({ severity: undefined })], notes: [] };
  expect(checked(parsed)).toBe(parsed);
});

test.each([
  { severity: Object.prototype },
  { priority: Object },
  { labels: { a: 1 } },
  { links: { source: {} } },
  { startsAt: Number.NaN },
  { title: undefined },
  { state: 'constructor' },
])('a signal with %p is not handed on; those beside it are', (wrong) => {
  const [part] = Object.keys(wrong);
  const why = expect.stringMatching(new RegExp(`wrong signal.${part}.*report this`));
  const good = signal();
  expect(checked({ ok: true, inbound: [good, signal(wrong)], notes: [] })).toEqual({
    ok: true,
    inbound: [good],
    notes: [],
    troubles: [why],
  });
  expect(checked({ ok: true, inbound: [signal(wrong)], notes: [] })).toEqual({ ok: false, why });
});
