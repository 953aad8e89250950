import type { Actor } from '../incident/values.ts';
import type { Viewer } from './engine-port.ts';
import { ana, bo, dev, type House, openHouse } from './fixtures/house.ts';

let house: House;

beforeEach(() => {
  house = openHouse();
});

afterEach(() => house.close());

const operator: Viewer = { kind: 'operator' };
const as = ({ id }: Actor): Viewer => ({ kind: 'person', id });

async function privately(title: string): Promise<string> {
  const { incident } = await house.engine.handle({
    type: 'declare',
    wish: { kind: 'real', title, private: true },
    asking: house.asking(ana),
  });
  return incident;
}

const numbers = async (viewer: Viewer) =>
  (await house.engine.questions.list({}, viewer)).map(({ number }) => number);

test('an outsider learns nothing of a private incident: not by stream, number, list, count or search', async () => {
  await house.declare('Checkout is slow');
  const secret = await privately('The merger');
  const { questions } = house.engine;
  expect(await questions.incident(secret, as(dev))).toBeUndefined();
  expect(await questions.byNumber(2, as(dev))).toBeUndefined();
  expect(await questions.entries(secret, as(dev))).toEqual([]);
  expect(await numbers(as(dev))).toEqual([1]);
  expect(await questions.search('merger', as(dev), 10)).toEqual([]);
  expect(await questions.openItems(as(dev))).toEqual([]);
  expect(await questions.list({ limit: 1 }, as(dev))).toHaveLength(1);
});

test('whoever declared it, and the operator, see it', async () => {
  const secret = await privately('The merger');
  const { questions } = house.engine;
  for (const viewer of [as(ana), operator]) {
    expect((await questions.incident(secret, viewer))?.number).toBe(1);
    expect(await numbers(viewer)).toEqual([1]);
    expect(await questions.search('merger', viewer, 10)).toHaveLength(1);
  }
});

test('somebody whom the configuration shows every private incident sees it', async () => {
  await privately('The merger');
  expect(await numbers({ ...as(dev), seesPrivate: true } as Viewer)).toEqual([1]);
});

test('who is in its channel sees it, until they leave', async () => {
  const secret = await privately('The merger');
  const member = (joined: boolean) =>
    house.engine.handle({
      type: 'record-member',
      incident: secret,
      wish: { who: bo, joined },
      asking: house.asking(bo, { at: house.clock.now(), source: { kind: 'message', key: `m${joined}` } }),
    });
  await member(true);
  expect(await numbers(as(bo))).toEqual([1]);
  house.clock.moveBy(1_000);
  await member(false);
  expect(await numbers(as(bo))).toEqual([]);
});

test('an incident is found by the channel it has', async () => {
  const { incident } = await house.declare();
  await house.engine.handle({
    type: 'record-channel',
    incident,
    wish: { channel: { team: 'T1', id: 'C1', name: 'inc-1' }, adopted: false },
    asking: house.asking(bo, { source: { kind: 'effect', key: 'e' } }),
  });
  expect((await house.engine.questions.byChannel('T1', 'C1'))?.number).toBe(1);
  expect(await house.engine.questions.byChannel('T1', 'C2')).toBeUndefined();
});

test('the newest incident comes first; filters narrow', async () => {
  await house.declare('one');
  const { incident } = await house.declare('two');
  await house.engine.handle({
    type: 'resolve',
    incident,
    wish: { text: 'done' },
    asking: house.asking(bo),
  });
  expect(await numbers(operator)).toEqual([2, 1]);
  const open = await house.engine.questions.list({ open: true }, operator);
  expect(open.map(({ number }) => number)).toEqual([1]);
  expect(await house.engine.questions.list({ status: ['resolved'], kind: ['drill'] }, operator)).toEqual([]);
});

async function channelWith(count: number): Promise<string> {
  const { incident } = await house.declare();
  await house.engine.handle({
    type: 'record-channel',
    incident,
    wish: { channel: { team: 'T1', id: 'C1', name: 'inc-1' }, adopted: false },
    asking: house.asking(bo, { source: { kind: 'effect', key: 'e' } }),
  });
  await Promise.all(
    Array.from({ length: count }, (_, n) => {
      const ts = `${1_795_356_000 + n}.000100`;
      return house.engine.handle({
        type: 'record-message',
        incident,
        wish: { place: { team: 'T1', channel: 'C1', ts }, author: bo, text: `line ${n}`, files: [] },
        asking: house.asking(bo, { at: (1_795_356_000 + n) * 1_000, source: { kind: 'message', key: ts } }),
      });
    }),
  );
  return incident;
}

test('known messages are read in order, in parts', async () => {
  const incident = await channelWith(30);
  const { questions } = house.engine;
  const first = await questions.knownMessages(incident, { limit: 20 });
  const rest = await questions.knownMessages(incident, { after: first.at(-1)?.ts ?? '' });
  expect([...first, ...rest].map(({ ts }) => ts)).toEqual(
    Array.from({ length: 30 }, (_, n) => `${1_795_356_000 + n}.000100`),
  );
  const place = { team: 'T1', channel: 'C1', ts: first[0]?.ts ?? '' };
  expect(await questions.message(incident, place)).toMatchObject({ posted: true });
});

test('the newest entries of a long channel are those it ends with', async () => {
  const incident = await channelWith(900);
  const newest = await house.engine.questions.entries(incident, operator, { newest: 3 });
  expect(newest.map(({ text }) => text)).toEqual(['line 897', 'line 898', 'line 899']);
  expect((await house.engine.questions.entries(incident, operator)).length).toBeGreaterThan(900);
});

test('a found word leads to its incident and its entry', async () => {
  await channelWith(5);
  const [hit] = await house.engine.questions.search('"line 3"', as(dev), 10);
  expect(hit).toMatchObject({ incident: { number: 1 }, snippet: expect.stringContaining('3') });
});

test('open action items are listed with their incident', async () => {
  const { incident } = await house.declare();
  await house.engine.handle({
    type: 'add-item',
    incident,
    wish: { kind: 'follow-up', text: 'Add a limit to the pool' },
    asking: house.asking(bo),
  });
  expect(await house.engine.questions.openItems(as(dev))).toMatchObject([
    { incident: { number: 1 }, item: { text: { text: 'Add a limit to the pool' } } },
  ]);
});

test('a long timeline is told in parts: others have their turns meanwhile', async () => {
  const { incident } = await house.declare();
  const notes = Array.from({ length: 3_000 }, (_, n) =>
    house.engine.handle({
      type: 'add-note',
      incident,
      wish: { text: `note ${n}` },
      asking: house.asking(ana),
    }),
  );
  await Promise.all(notes);
  let turns = 0;
  let telling = true;
  const count = () => {
    turns += 1;
    return telling && setImmediate(count);
  };
  setImmediate(count);
  const entries = await house.engine.questions.entries(incident, operator);
  telling = false;
  expect(entries.filter(({ kind }) => kind === 'note')).toHaveLength(3_000);
  expect(turns).toBeGreaterThanOrEqual(10);
  const newest = await house.engine.questions.entries(incident, operator, { newest: 5 });
  expect(newest.map(({ text }) => text)).toEqual(entries.slice(-5).map(({ text }) => text));
});

test('whoever came and went is known, and who is there', async () => {
  const { incident } = await house.declare();
  const tell = (who: Actor, joined: boolean) => {
    house.clock.moveBy(1_000);
    return house.engine.handle({
      type: 'record-member',
      incident,
      wish: { who, joined },
      asking: house.asking(who, { source: { kind: 'message', key: `m${house.clock.now()}` } }),
    });
  };
  await tell(ana, true);
  await tell(bo, true);
  await tell(bo, false);
  expect(await house.engine.questions.members(incident)).toEqual([
    { who: ana.id, in: true },
    { who: bo.id, in: false },
  ]);
});
