import { silentLog } from '../lib/log.ts';
import { tellOthers } from '../workflows/tell-others.ts';
import { ana, type House, openHouse } from './fixtures/house.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { otherTeller } from './perform-others.ts';

const MINUTE = 60_000;

let house: House;
let outbox: Outbox;
/** The first telling of each of these fails, as on a disk that is full for a moment. */
let failing: Set<string>;

beforeEach(async () => {
  failing = new Set();
  house = openHouse({ reactions: [tellOthers] });
  const { engine, timeline, clock } = house;
  const handle: typeof engine.handle = (request) =>
    failing.delete(request.type) ? Promise.reject(new Error('The disk is full.')) : engine.handle(request);
  const desk = { engine: { handle, questions: engine.questions }, clock };
  const performers = { 'other.tell': otherTeller(desk) };
  outbox = createOutbox({ timeline, engine, performers, clock, log: silentLog });
  await outbox.start();
});

afterEach(async () => {
  await outbox.stop();
  await house.close();
});

const declare = async () => (await house.declare()).incident;

async function ask<T extends Parameters<House['engine']['handle']>[0]['type']>(
  incident: string,
  type: T,
  wish: Parameters<typeof house.engine.handle<T>>[0]['wish'],
): Promise<void> {
  await house.engine.handle({ type, incident, wish, asking: house.asking(ana) });
  await outbox.idle();
}

const state = (incident: string) => house.engine.questions.incident(incident, { kind: 'operator' });

async function triedAgain(): Promise<void> {
  house.clock.moveBy(MINUTE);
  await outbox.idle();
}

test('a merge that is told late, after it was parted again, is told no more', async () => {
  const [one, other] = [await declare(), await declare()];
  failing.add('record-absorbed');
  await ask(one, 'merge', { into: other });
  await ask(one, 'reopen', { reason: 'another database' });
  await triedAgain();
  expect(failing.size).toBe(0);
  expect((await state(other))?.absorbed).toBeUndefined();
  await ask(one, 'merge', { into: other });
  expect((await state(other))?.absorbed).toMatchObject([{ number: 1 }]);
});

test.each([
  ['public', undefined],
  ['private', [1]],
])(
  'a merge whose duplicate was made private before its turn came, told to a %s one',
  async (which, known) => {
    const [one, other] = [await declare(), await declare()];
    failing.add('record-absorbed');
    await ask(one, 'merge', { into: other });
    for (const incident of which === 'private' ? [one, other] : [one]) {
      await ask(incident, 'record-privacy', { private: true });
    }
    await triedAgain();
    expect(failing.size).toBe(0);
    expect((await state(other))?.absorbed?.map(({ number }) => number)).toEqual(known);
  },
);

test('a parting that is told late, after they were merged again, is told no more', async () => {
  const [one, other] = [await declare(), await declare()];
  await ask(one, 'merge', { into: other });
  failing.add('record-parted');
  await ask(one, 'reopen', { reason: 'another database' });
  await ask(one, 'merge', { into: other });
  await triedAgain();
  expect(failing.size).toBe(0);
  expect((await state(other))?.absorbed).toEqual([{ number: 1, incident: one }]);
});

test.each([
  ['a link', 'record-related', []],
  ['its end', 'record-unrelated', [{ number: 1 }]],
] as const)('%s that is told late says nothing that is not so any more', async (_what, late, told) => {
  const [one, other] = [await declare(), await declare()];
  await ask(one, 'relate', { other });
  await ask(one, 'unrelate', { number: 2 });
  failing.add(late);
  await ask(one, 'relate', { other });
  await ask(one, 'unrelate', { number: 2 });
  if (late === 'record-unrelated') {
    await ask(one, 'relate', { other });
  }
  await triedAgain();
  expect(failing.size).toBe(0);
  expect((await state(other))?.related).toMatchObject(told);
});
