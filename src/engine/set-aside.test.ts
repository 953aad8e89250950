import { DiskError } from '../lib/disk-error.ts';
import type { StoredEvent } from '../timeline/port.ts';
import { alert, type House, openHouse, origin, START, telling } from './fixtures/house.ts';
import { unroutedIn } from './unrouted.ts';

let house: House;

beforeEach(() => {
  house = openHouse();
});

afterEach(async () => {
  await house.engine.stop();
  await house.close();
});

const operator = { kind: 'operator' } as const;
const incidents = ({ engine }: House = house) => engine.questions.list({}, operator);
const effects = async (kind: string) => house.timeline.listEffects({ kind, limit: 1_000 });
const ofType = (type: string) => house.timeline.readStream('inbox', { types: [type] });

/** No parser of ours makes such a thing; should one do it all the same, routing breaks on it. */
const poison = (name: string) => alert(name, { severity: {} as never });

test('a signal that breaks the routing is set aside and told of, and those behind it are routed', async () => {
  await house.engine.receive(telling(poison('Poison'), alert('LatencyHigh')), origin('d'));
  await expect(house.engine.routed()).rejects.toThrow();
  expect(await incidents()).toEqual([]);
  expect(await unroutedIn(house.timeline)).toEqual({ since: START, aside: [] });
  // It is tried by itself as soon as it comes in, too.
  await house.engine.routed().catch(() => undefined);
  await house.engine.routed();
  expect((await incidents()).map(({ title }) => title.text)).toEqual(['LatencyHigh']);
  const left = await unroutedIn(house.timeline);
  expect(left).toEqual({
    aside: [
      {
        event: expect.anything(),
        vendor: 'alertmanager',
        why: expect.stringContaining('not a function'),
        at: START,
      },
    ],
  });
  const [aside] = await house.timeline.readStream('inbox', { types: ['signal-set-aside'] });
  expect(aside?.data).toMatchObject({ why: expect.stringContaining('not a function') });
  const told = await effects('operators.tell');
  expect(told.map(({ payload }) => (payload as { text: string }).text)).toEqual([
    expect.stringMatching(/could not be routed, so it opened and joined no incident: .*not a function/),
  ]);
  const restarted = await house.reopen();
  await restarted.engine.routed();
  expect(await restarted.engine.questions.list({}, operator)).toHaveLength(1);
});

test('as long as nothing can be written nothing is set aside, however often it is tried', async () => {
  const { append } = house.timeline;
  await house.engine.receive(telling(alert('LatencyHigh')), origin('d'));
  house.timeline.append = async () => {
    throw new Error('disk full');
  };
  for (let times = 0; times < 5; times += 1) {
    await expect(house.engine.routed()).rejects.toThrow('disk full');
  }
  house.timeline.append = append;
  await house.engine.routed();
  expect(await incidents()).toHaveLength(1);
  expect(await house.timeline.readStream('inbox', { types: ['signal-set-aside'] })).toEqual([]);
});

test('trouble of the disk is no fault of a signal, whatever else could be written meanwhile', async () => {
  const { append } = house.timeline;
  await house.engine.receive(telling(alert('LatencyHigh')), origin('d'));
  house.timeline.append = async (given) => {
    if (given.events.some(({ type }) => type === 'incident-declared')) {
      throw new DiskError('There is no room left.');
    }
    return append(given);
  };
  for (let times = 0; times < 5; times += 1) {
    await expect(house.engine.routed()).rejects.toThrow('no room left');
  }
  expect(await unroutedIn(house.timeline)).toEqual({ since: START, aside: [] });
  house.timeline.append = append;
  await house.engine.routed();
  expect(await incidents()).toHaveLength(1);
});

/** As a later version would read what this one cannot. */
const mended = (event: StoredEvent): StoredEvent => ({
  ...event,
  data: { ...(event.data as object), severity: 'critical' },
});

async function setAside(): Promise<void> {
  await house.engine.receive(telling(poison('Poison')), origin('d'));
  for (let times = 0; times < 3; times += 1) {
    await house.engine.routed().catch(() => undefined);
  }
  expect((await unroutedIn(house.timeline)).aside).toHaveLength(1);
}

test('the next start tries it again, and what can be routed by then is', async () => {
  await setAside();
  await house.engine.stop();
  const other = await house.reopen();
  await other.engine.routed();
  expect(await incidents(other)).toEqual([]);
  await other.engine.stop();

  const later = await house.reopen();
  const { readEvents } = later.timeline;
  later.timeline.readEvents = async (ids) => (await readEvents(ids)).map(mended);
  await later.engine.routed();
  expect((await incidents(later)).map(({ title }) => title.text)).toEqual(['Poison']);
  expect(await unroutedIn(later.timeline)).toEqual({ aside: [] });
  await later.engine.routed();
  expect(await incidents(later)).toHaveLength(1);
  await later.engine.stop();
});

test('an operator has it tried again while we run', async () => {
  await setAside();
  const [aside] = (await unroutedIn(house.timeline)).aside;
  expect(await house.engine.retryAside()).toEqual({
    routed: 0,
    failed: [{ event: aside?.event, why: expect.stringContaining('not a function') }],
    old: 0,
  });
  const { readEvents } = house.timeline;
  house.timeline.readEvents = async (ids) => (await readEvents(ids)).map(mended);
  expect(await house.engine.retryAside()).toEqual({ routed: 1, failed: [], old: 0 });
  expect((await incidents()).map(({ title }) => title.text)).toEqual(['Poison']);
  expect(await house.engine.retryAside()).toEqual({ routed: 0, failed: [], old: 0 });
});

test('it is tried again beside the app that runs, which goes on as before', async () => {
  await setAside();
  const beside = await house.reopen();
  const { readEvents } = beside.timeline;
  beside.timeline.readEvents = async (ids) => (await readEvents(ids)).map(mended);
  expect(await beside.engine.retryAside()).toMatchObject({ routed: 1, failed: [] });
  await beside.engine.stop();
  await house.engine.receive(telling(alert('LatencyHigh', { service: 'search' })), origin('e'));
  await house.engine.routed();
  expect((await incidents()).map(({ number, title }) => [number, title.text])).toEqual(
    expect.arrayContaining([
      [1, 'Poison'],
      [2, 'LatencyHigh'],
    ]),
  );
});

test('after a week it is left alone, and is nobody’s task any more', async () => {
  await setAside();
  house.clock.moveBy(8 * 24 * 3_600_000);
  const later = await house.reopen();
  await later.engine.routed();
  expect(await unroutedIn(later.timeline)).toEqual({ aside: [] });
  await later.engine.stop();
});

test('an acknowledgement that cannot be routed keeps no other waiting either', async () => {
  const ack = { vendor: 'pagerduty', key: 'a1', dedupeKey: 'LatencyHigh-1', at: START, number: {} as never };
  const { readKeys } = house.timeline;
  house.timeline.readKeys = async (keys) => {
    if (keys.some((key) => key.startsWith('number:[object'))) {
      throw new TypeError('number is no number');
    }
    return readKeys(keys);
  };
  await house.engine.receive([{ kind: 'alert-ack', ack }, ...telling(alert('LatencyHigh'))], origin('d'));
  for (let times = 0; times < 3; times += 1) {
    await house.engine.routed().catch(() => undefined);
  }
  expect(await incidents()).toHaveLength(1);
  expect((await unroutedIn(house.timeline)).aside).toMatchObject([{ vendor: 'pagerduty' }]);
});

test('of signals that share a commit, the one that cannot be written down is not stepped over', async () => {
  await house.engine.receive(telling(alert('First')), origin('first'));
  await house.engine.routed();
  await house.engine.receive(telling(...['A', 'B', 'C', 'D'].map((name) => alert(name))), origin('d'));
  const { append } = house.timeline;
  const [, , second] = await ofType('signal-received');
  const isOfB = ({ type, data }: { type: string; data: unknown }) =>
    type === 'signal-routed' && (data as { signal: string }).signal === second?.id;
  house.timeline.append = async (given) => {
    if (given.events.some(isOfB)) {
      throw new DiskError('The disk failed.');
    }
    return append(given);
  };
  await expect(house.engine.routed()).rejects.toThrow('The disk failed');
  expect(await ofType('signal-routed')).toHaveLength(2);
  house.timeline.append = append;
  await house.engine.routed();
  expect(await ofType('signal-routed')).toHaveLength(5);
  expect((await incidents()).map(({ counts }) => counts.signals)).toEqual([5]);
});
