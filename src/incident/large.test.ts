import { entriesOf } from './entries.ts';
import type { Recorded } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { alerted, bo, latencyHigh, minutes, placeAt, says } from './fixtures/given.ts';
import type { Incident } from './state.ts';
import { KEY_TIMES } from './values.ts';

const bytes = (state: Incident | undefined) => Buffer.byteLength(JSON.stringify(state));

/** Message events as the engine would write them, without deciding each. */
function* messages(count: number): Generator<Recorded<'message-posted'>> {
  const world = alerted();
  says(world, 1, 'looking');
  const one = world.events.at(-1) as Recorded<'message-posted'>;
  for (let index = 0; index < count; index++) {
    const minute = (index * 7919) % count;
    yield {
      ...one,
      id: `m${index}`,
      version: index + 3,
      occurredAt: minutes(minute),
      source: { kind: 'message', key: `slack:C1/${minute}` },
      data: { ...one.data, place: placeAt(minute) },
    };
  }
}

test('after 100,000 messages and 10,000 signals state is under 32 KB', () => {
  const world = alerted();
  let state: Incident = world.state();
  for (const event of messages(100_000)) {
    state = evolve(state, event);
  }
  world.when('attach-signal', { signal: { ...latencyHigh, dedupeKey: 'f2/1' }, because: 'same service' });
  const signal = world.events.at(-1) as Recorded<'signal-attached'>;
  for (let index = 0; index < 10_000; index++) {
    state = evolve(state, { ...signal, id: `s${index}` });
  }
  expect(state.counts).toMatchObject({ messages: 100_000, signals: 10_001 });
  expect(bytes(state)).toBeLessThan(32 * 1024);
});

test('after hundreds of items, notes and key times of one long incident, too', () => {
  const world = alerted();
  const evidence = Array.from({ length: 40 }, (_, index) => `019a-event-${index}`);
  for (let index = 0; index < 200; index++) {
    world.when('add-item', { kind: 'task', text: `Step ${index} of the long way back`, owner: bo });
    world.when('finish-item', { item: String(index + 1) });
    world.when('set-key-time', { name: 'began', at: minutes(-1 - index), evidence }, { at: minutes(60) });
    world.when('resolve', {});
    world.when('reopen', { reason: 'again' });
  }
  expect(bytes(fold(world.events))).toBeLessThan(32 * 1024);
});

test('with every text as long as it may be, in a script of three bytes a letter, too', () => {
  const long = (length: number) => '障'.repeat(length);
  const world = alerted({ impact: long(1_000) });
  world.when('change-title', { title: long(250) });
  const evidence = Array.from({ length: 40 }, (_, index) => `019a0000-0000-7000-8000-0000000000${index}`);
  for (const name of KEY_TIMES.filter((one) => one !== 'resolved')) {
    world.when('set-key-time', { name, at: minutes(0), evidence, reason: 'as told' }, { at: minutes(60) });
  }
  for (let index = 1; index <= 30; index++) {
    world.when('add-item', { kind: 'task', text: long(300), owner: bo, due: '2026-11-30' });
    world.when('finish-item', { item: String(index) });
    world.when('resolve', {}, { at: minutes(60) });
    world.when('reopen', { reason: 'again' }, { at: minutes(61) });
  }
  const vendor = { id: 'confluence', label: 'Confluence' };
  for (let index = 0; index < 6; index++) {
    const key = String(index).repeat(60);
    const page = { vendor, key, title: long(250), steps: [long(600)], more: 0, because: 'test' };
    world.when('record-runbook', { ...page, url: `https://wiki.example/${index}`.padEnd(200, 'x') });
  }
  const dialIn = Array.from({ length: 30 }, () => ({ number: '+'.padEnd(60, '1'), code: '1'.repeat(30) }));
  world.when('record-bridge', {
    vendor,
    meeting: '1',
    joinUrl: 'https://x.example/'.padEnd(300, 'x'),
    dialIn,
  });
  const fills = () => world.when('add-item', { kind: 'task', text: long(300), owner: bo });
  expect(() => Array.from({ length: 40 }, fills)).toThrow('more do not fit');
  expect(bytes(world.state())).toBeLessThan(32 * 1024);
});

test('100,000 events become entries in order within five seconds of work', () => {
  const events = [...messages(100_000)];
  const before = process.threadCpuUsage();
  const entries = entriesOf(events);
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(5_000);
  expect(entries).toHaveLength(100_000);
  expect(entries.every((entry, index) => index === 0 || entries[index - 1]!.at <= entry.at)).toBe(true);
});
