import type { TicketChange, TicketSeen, Tickets, TicketWish } from '../integrations/tickets/port.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { REACTIONS } from '../workflows/catalog.ts';
import { ana, bo, type House, monitor, openHouse } from './fixtures/house.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { ticketPerformers } from './perform-tickets.ts';

const MINUTE = 60_000;
const viewer = { kind: 'operator' } as const;

let house: House;
let outbox: Outbox;
let incident: string;
let made: TicketWish[];
let changes: TicketChange[];
let moves: string[];
let looks: string[][];
let now: Record<string, TicketSeen>;
let trouble: VendorError | undefined;

const ticket = (id: string, more = {}) => ({
  id,
  key: `SHOP-${id}`,
  url: `https://tracker.example/${id}`,
  state: 'open' as const,
  status: 'To Do',
  ...more,
});

/** A tracker that numbers its tickets. */
const tracker: Tickets = {
  async create(wish) {
    made.push(wish);
    if (trouble) {
      throw trouble;
    }
    return ticket(
      String(made.length),
      wish.owner?.email ? { assignee: { id: wish.owner.email, name: 'Bo' } } : {},
    );
  },
  link: async () => {
    throw new VendorError('Linking is switched off.', { permanent: true, code: 'forbidden' });
  },
  async change(id, change) {
    changes.push(change);
    if (id === '404') {
      throw new VendorError('It is gone.', { permanent: true, code: 'not_found' });
    }
    return ticket(id);
  },
  async move(id, to) {
    moves.push(`${id} ${to}`);
    return ticket(id, to === 'done' ? { state: 'done', status: 'Done' } : {});
  },
  async look(ids) {
    looks.push([...ids]);
    if (trouble) {
      throw trouble;
    }
    return ids.map((id) => now[id] ?? { id, gone: false, ticket: ticket(id) });
  },
};

const STEPS = [
  'make the ticket',
  'carry changes to the ticket',
  'close the ticket with its item',
  'follow the ticket again',
];

async function open(tickets = {}): Promise<void> {
  const base = { fields: {}, create: 'on-request', closeHere: true, closeThere: true } as const;
  house = openHouse({
    policy: { tickets: { ...base, tracker: { id: 'jira', label: 'Jira' }, project: 'OPS', ...tickets } },
    reactions: REACTIONS.filter(({ name }) => STEPS.includes(name)),
  });
  const { engine, timeline, clock, policy } = house;
  const emailOf = async ({ id }: { id: string }) => (id === bo.id ? 'bo@example.com' : undefined);
  const work = { engine, timeline, clock, policy: () => policy, emailOf };
  const performers = ticketPerformers(work, { id: 'jira', label: 'Jira', port: tracker });
  outbox = createOutbox({ timeline, engine, performers, clock, log: silentLog });
  await outbox.start();
  ({ incident } = await house.declare());
}

beforeEach(() => {
  made = [];
  changes = [];
  moves = [];
  looks = [];
  now = {};
  trouble = undefined;
});

afterEach(async () => {
  await outbox.stop();
  await house.close();
});

async function ask<T extends Parameters<House['engine']['handle']>[0]['type']>(
  type: T,
  wish: Parameters<typeof house.engine.handle<T>>[0]['wish'],
) {
  await house.engine.handle({ type, incident, wish, asking: house.asking(ana) });
  await outbox.idle();
}

async function later(ms: number): Promise<void> {
  const end = house.clock.now() + ms;
  for (;;) {
    await outbox.idle();
    const next = await house.timeline.nextEffectAt();
    if (next === undefined || next > end) {
      break;
    }
    house.clock.moveTo(Math.max(next, house.clock.now() + 1));
  }
  house.clock.moveTo(end);
}

const state = async () => (await house.engine.questions.incident(incident, viewer))!;
const withTicket = async () => {
  await ask('add-item', { kind: 'follow-up', text: 'Raise the pool size', owner: bo, due: '2026-12-04' });
  await ask('request-ticket', { item: '1' });
};

test('a ticket says what, whose, by when and from where; that it cannot be linked back is no failure', async () => {
  await open();
  await withTicket();
  expect(made).toEqual([
    expect.objectContaining({
      key: `firescribe-${incident.slice('incident/'.length)}-1`,
      title: 'Raise the pool size',
      project: 'OPS',
      due: '2026-12-04',
      owner: { name: 'Bo', email: 'bo@example.com' },
      from: { name: 'INC-1 Checkout is slow' },
      again: false,
    }),
  ]);
  expect((await state()).items[0]).toMatchObject({ ticket: { key: 'SHOP-1', given: 'bo@example.com' } });
  expect(await house.engine.questions.failedEffects(viewer)).toEqual([]);
});

test('while the tracker is down the incident says what is missing; the next attempt is told to look first', async () => {
  await open();
  trouble = new VendorError('Jira is down.', { permanent: false, code: 'timeout', unknownOutcome: true });
  await withTicket();
  expect((await state()).missing).toMatchObject({ ticket: { vendor: 'Jira' } });
  trouble = undefined;
  await later(5 * MINUTE);
  expect(made.map(({ again }) => again)).toEqual([false, true]);
  expect((await state()).missing).toEqual({});
  expect((await state()).items[0]?.ticket?.key).toBe('SHOP-2');
});

test('only what was changed is carried, as it is now', async () => {
  await open();
  await withTicket();
  await ask('change-item', { item: '1', text: 'Double the pool size' });
  await ask('change-item', { item: '1', owner: null, due: null });
  expect(changes).toEqual([{ title: 'Double the pool size' }, { owner: null, due: null }]);
});

test('done here is done there, and what was closed there is not closed again', async () => {
  await open();
  await withTicket();
  await ask('finish-item', { item: '1' });
  expect(moves).toEqual(['1 done']);
  await ask('reopen-item', { item: '1' });
  expect(moves).toEqual(['1 done', '1 open']);
  now['1'] = { id: '1', gone: false, ticket: ticket('1', { state: 'done', status: 'Done' }) };
  await later(11 * MINUTE);
  expect((await state()).items[0]?.done).toBe(true);
  expect(moves).toHaveLength(2);
});

test('open tickets are looked at every ten minutes, together, until they are done or gone', async () => {
  await open();
  await withTicket();
  await ask('add-item', { kind: 'task', text: 'Roll back' });
  await ask('request-ticket', { item: '2' });
  await later(35 * MINUTE);
  expect(looks).toEqual([
    ['1', '2'],
    ['1', '2'],
    ['1', '2'],
  ]);
  now['1'] = { id: '1', gone: false, ticket: ticket('1', { state: 'done', status: 'Done' }) };
  now['2'] = { id: '2', gone: true };
  await later(10 * MINUTE);
  expect((await state()).items.map(({ done, ticket: its }) => [done, its?.state])).toEqual(
    [
      [false, 'gone'],
      [true, 'done'],
    ].reverse(),
  );
  looks = [];
  await later(60 * MINUTE);
  expect(looks).toEqual([]);
});

test('a tracker that is away is asked again in the next round; what it refuses, the operators hear', async () => {
  await open();
  await withTicket();
  trouble = new VendorError('Jira is down.', { permanent: false, code: 'http_503' });
  await later(25 * MINUTE);
  expect(looks).toHaveLength(2);
  trouble = new VendorError('Jira refuses the token.', { permanent: true, code: 'unauthorized' });
  await later(10 * MINUTE);
  expect(await house.engine.questions.failedEffects(viewer)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'tickets.poll', why: 'Jira refuses the token.' }),
    ]),
  );
});

test('a hint looks at that ticket alone, once for a burst; one about a stranger leaves no trace', async () => {
  await open();
  await withTicket();
  await ask('add-item', { kind: 'task', text: 'Roll back' });
  await ask('request-ticket', { item: '2' });
  const origin = { vendor: 'jira', key: 'd1', raw: '{}', actor: monitor };
  const hint = (id: string) => ({ kind: 'ticket-hint' as const, hint: { vendor: 'jira', id } });
  await house.engine.receive([hint('2')], origin);
  await house.engine.receive([hint('2'), hint('999')], { ...origin, key: 'd2' });
  await later(5_000);
  expect(looks).toEqual([['2']]);
  expect(await house.timeline.readStream('inbox')).toEqual([]);
});

test('without a tracker nothing is made, and nothing is given up', async () => {
  await open();
  const { engine, timeline, clock, policy } = house;
  await outbox.stop();
  const work = { engine, timeline, clock, policy: () => policy, emailOf: async () => undefined };
  const performers = ticketPerformers(work, undefined);
  outbox = createOutbox({ timeline, engine, performers, clock, log: silentLog });
  await outbox.start();
  await withTicket();
  expect(made).toEqual([]);
  expect(await engine.questions.failedEffects(viewer)).toEqual([]);
});

test('what is changed or done while a ticket is being made is carried there as soon as it is known', async () => {
  await open();
  await ask('add-item', { kind: 'follow-up', text: 'Raise the pool size', owner: bo, due: '2026-12-04' });
  const create = tracker.create;
  const slow = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  tracker.create = async (wish) => {
    begun.resolve();
    await slow.promise;
    return create(wish);
  };
  const handle = <T extends 'request-ticket' | 'change-item' | 'finish-item'>(
    type: T,
    wish: Parameters<typeof house.engine.handle<T>>[0]['wish'],
  ) => house.engine.handle({ type, incident, wish, asking: house.asking(ana) });
  await handle('request-ticket', { item: '1' });
  await begun.promise;
  await handle('change-item', { item: '1', text: 'Halve the pool size' });
  await handle('finish-item', { item: '1' });
  slow.resolve();
  tracker.create = create;
  await outbox.idle();
  expect(changes).toEqual([{ title: 'Halve the pool size' }]);
  expect(moves).toEqual(['1 done']);
  expect((await state()).items[0]?.ticket?.state).toBe('done');
});
