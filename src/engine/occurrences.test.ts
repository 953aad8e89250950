import type { Signal } from '../incident/values.ts';
import type { Json } from '../timeline/port.ts';
import { alert, START, telling } from './fixtures/house.ts';
import { eachOccurrence } from './occurrences.ts';

const rows = new Map<string, Json>();
const minute = (count: number) => START + count * 60_000;

beforeEach(() => rows.clear());

/** The key that each telling gets, one delivery after another. */
function keysOf(...tellings: Partial<Signal>[]): string[] {
  return tellings.map((more) => {
    const signal = alert('CPU', { vendor: 'sns', dedupeKey: 'arn', recurs: true, ...more });
    const { inbound, keys } = eachOccurrence(telling(signal), rows, minute(60));
    for (const change of keys) {
      rows.set(change.key, (change as { value: Json }).value);
    }
    return inbound[0]?.kind === 'signal' ? inbound[0].signal.dedupeKey : '';
  });
}

const fires = (at: number) => ({ startsAt: minute(at) });
const ends = (at: number) => ({ state: 'resolved' as const, startsAt: minute(at), endsAt: minute(at) });
const occurrence = (at: number) => `arn@${new Date(minute(at)).toISOString()}`;

test('an alert that fires, ends and fires again is two occurrences, each with its end', () => {
  expect(keysOf(fires(0), ends(5), fires(10), ends(12))).toEqual([0, 0, 10, 10].map(occurrence));
});

test('told twice, it is the same occurrence', () => {
  expect(keysOf(fires(0), fires(0), fires(3), ends(5), ends(5), ends(6))).toEqual(
    [0, 0, 0, 0, 0, 0].map(occurrence),
  );
});

test('a beginning that is told after its end belongs to that end', () => {
  expect(keysOf(ends(5), fires(0), fires(9))).toEqual([5, 5, 9].map(occurrence));
});

test('a time that lies ahead is taken to be now; one that a clock may be off by is not', () => {
  const signal = alert('CPU', { startsAt: minute(600), endsAt: minute(601) });
  const { inbound } = eachOccurrence(telling(signal, alert('B', { startsAt: minute(62) })), rows, minute(60));
  expect(inbound.map((one) => one.kind === 'signal' && [one.signal.startsAt, one.signal.endsAt])).toEqual([
    [minute(60), minute(60)],
    [minute(62), undefined],
  ]);
});
