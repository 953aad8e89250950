import type { Incident, KeyTime } from '../incident/state.ts';
import { clockAhead, disorders, statedTimes } from './conflicts.ts';
import { chat, entriesFrom } from './fixtures/chat.ts';
import { readMessage } from './reading.ts';

function stated(script: string, zone = 'UTC') {
  const entries = entriesFrom(chat(script));
  const readings = new Map(entries.map((entry) => [entry.id, readMessage(entry.text, true)]));
  return statedTimes(entries, readings, zone).map(({ name, at }) => [
    name,
    new Date(at).toISOString().slice(0, 16),
  ]);
}

const time = (at: number): KeyTime => ({
  at,
  evidence: [`e${at}`],
  by: { kind: 'person', id: 'T1/U1' },
  set: true,
});

describe('times that people state in words', () => {
  test('two people give two end times', () => {
    const said = stated('15:00 ana: it was fixed at 14:05\n15:02 bo: no, it recovered around 14:12');
    expect(said).toEqual([
      ['resolved', '2026-11-20T14:05'],
      ['resolved', '2026-11-20T14:12'],
    ]);
  });

  test('a clock time is read in the zone of the incident, unless it says UTC, and is the latest past one', () => {
    expect(stated('01:10 ana: outage started at 23:50', 'UTC')).toEqual([['began', '2026-11-19T23:50']]);
    expect(stated('09:10 ana: errors began at 10:05', 'Europe/Berlin')).toEqual([
      ['began', '2026-11-20T09:05'],
    ]);
    expect(stated('09:10 ana: errors began at 09:05 UTC', 'Europe/Berlin')).toEqual([
      ['began', '2026-11-20T09:05'],
    ]);
  });

  test('a question states nothing', () => {
    expect(stated('15:00 ana: was it fixed at 14:05?')).toEqual([]);
  });
});

test('an end before its beginning is named with the evidence of both', () => {
  const keyTimes: Incident['keyTimes'] = {
    began: time(50_000),
    mitigated: time(10_000),
    resolved: time(90_000),
  };
  expect(disorders(keyTimes)).toEqual([
    { earlier: 'began', later: 'mitigated', evidence: ['e50000', 'e10000'] },
  ]);
});

test('clocks may differ by five seconds', () => {
  expect(disorders({ began: time(14_000), detected: time(10_000) })).toEqual([]);
  const [entry] = entriesFrom(chat('10:00 ana: hello'));
  expect(clockAhead([{ ...entry!, recordedAt: entry!.at - 60_000 }])).toMatchObject({ ms: 60_000 });
  expect(clockAhead([{ ...entry!, recordedAt: entry!.at - 4_000 }])).toBeUndefined();
});
