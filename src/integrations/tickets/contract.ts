// What every ticket tracker must do, and survive. Run against its stand-in.

import type { StandIn } from '../../emulator/vendors/stand-in.ts';
import { eachWithDesk, failureOf } from '../contract-desk.ts';
import type { Deps } from '../vendor.ts';
import type { Tickets, TicketWish } from './port.ts';

/** A ticket as its tracker holds it. */
export type HeldTicket = {
  id: string;
  title: string;
  words: string;
  assignee?: string;
  due?: string;
  done: boolean;
  links: string[];
};

export type TicketDesk = {
  port: Tickets;
  standIn: StandIn;
  held(): HeldTicket[];
  /** Somebody works in the tracker itself. */
  close(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** The call that makes a ticket. */
  making: { path: string; method: string };
  /** Path of the calls that read one. */
  reading: string;
  /** The tracker's search is behind with new tickets, until it catches up. */
  lagBehind?(): void;
  catchUp?(): void;
  /** Ids of the people at the tracker. */
  people: { bo: string };
  /** What must not stand in any error, log line or result. */
  secrets: string[];
};

const wish: TicketWish = {
  key: 'firescribe-01k-3',
  title: 'Raise the pool size',
  description: ['From the review of INC-7.', 'It ran <out> & nobody saw it.'],
  from: { name: 'INC-7 Checkout is slow', url: 'https://slack.com/app_redirect?team=T1&channel=C1' },
  owner: { name: 'Bo', email: 'bo@example.com' },
  due: '2026-11-30',
  askedAt: Date.now(),
  again: false,
};

export function ticketsContract(name: string, open: (deps: Deps) => Promise<TicketDesk>): void {
  describe(`${name} as a ticket tracker`, () => {
    let desk: TicketDesk;
    eachWithDesk(open, (opened) => {
      desk = opened;
    });

    const failure = failureOf;

    test('a ticket has title, words, owner by e-mail, date, and the way back to the incident', async () => {
      const ticket = await desk.port.create(wish);
      expect(ticket).toMatchObject({ state: 'open', assignee: { id: desk.people.bo, name: 'Bo' } });
      expect(ticket.url).toMatch(/^https?:\/\//);
      expect(ticket.remark).toBeUndefined();
      const [held] = desk.held();
      expect(held).toMatchObject({
        id: ticket.id,
        title: 'Raise the pool size',
        assignee: desk.people.bo,
        due: '2026-11-30',
        done: false,
      });
      expect(held?.words).toContain('It ran <out> & nobody saw it.');
      expect(held?.words).toContain(wish.from.url);
    });

    test('the way back is there once, however often it is told', async () => {
      const { id } = await desk.port.create({ ...wish, from: { name: wish.from.name } });
      const to = { key: wish.key, url: 'https://slack.example/C1', title: 'INC-7 Checkout is slow' };
      await desk.port.link(id, to);
      await desk.port.link(id, to);
      expect(desk.held()[0]?.links).toEqual(['https://slack.example/C1']);
    });

    test('somebody whom the tracker does not know is said, and the ticket is made all the same', async () => {
      const { remark, assignee } = await desk.port.create({
        ...wish,
        owner: { name: 'Dev', email: 'dev@elsewhere.example' },
      });
      expect(remark).toMatch(/Nobody is assigned: .* nobody by Dev’s e-mail address/);
      expect(assignee).toBeUndefined();
      expect((await desk.port.create({ ...wish, key: 'other', owner: { name: 'Dev' } })).remark).toMatch(
        /is not known here/,
      );
      expect(desk.held()).toHaveLength(2);
    });

    test('a title of many lines and much length fits', async () => {
      await desk.port.create({
        ...wish,
        title: `Raise\nthe pool ${'x'.repeat(2000)}`,
        description: ['', 'a\nb'],
      });
      expect(desk.held()[0]?.title).toMatch(/^Raise the pool x+$/);
    });

    test('title, owner and date are carried there, each alone, and taken away', async () => {
      const { id } = await desk.port.create(wish);
      await desk.port.change(id, { title: 'Double the pool size' });
      await desk.port.change(id, { due: null });
      expect(desk.held()[0]).toMatchObject({ title: 'Double the pool size', assignee: desk.people.bo });
      expect(desk.held()[0]?.due).toBeUndefined();
      const { assignee, remark } = await desk.port.change(id, {
        owner: { name: 'Dev', email: 'd@x.example' },
      });
      expect([assignee, remark]).toEqual([undefined, expect.stringMatching(/Nobody is assigned/)]);
      expect(await desk.port.change(id, { owner: wish.owner ?? null })).toMatchObject({
        assignee: { name: 'Bo' },
      });
      expect((await desk.port.change(id, { owner: null })).assignee).toBeUndefined();
    });

    test('it is brought to its end and back, and left alone where it is there already', async () => {
      const { id } = await desk.port.create(wish);
      expect((await desk.port.move(id, 'done')).state).toBe('done');
      const before = desk.standIn.asked.length;
      expect((await desk.port.move(id, 'done')).state).toBe('done');
      expect(desk.standIn.asked.length).toBe(before + 1);
      expect((await desk.port.move(id, 'open')).state).not.toBe('done');
      expect(desk.held()[0]?.done).toBe(false);
    });

    test('each one asked for is answered for: open, closed there, deleted there', async () => {
      const keys = ['k-1', 'k-2', 'k-3'];
      const [one, two, three] = await Promise.all(keys.map((key) => desk.port.create({ ...wish, key })));
      await desk.close(two!.id);
      await desk.remove(three!.id);
      expect(await desk.port.look([one!.id, two!.id, three!.id])).toEqual([
        { id: one!.id, gone: false, ticket: expect.objectContaining({ state: 'open' }) },
        { id: two!.id, gone: false, ticket: expect.objectContaining({ state: 'done' }) },
        { id: three!.id, gone: true },
      ]);
      expect(await desk.port.look([])).toEqual([]);
      expect(await failure(desk.port.change(three!.id, { title: 'x' }))).toMatchObject({ code: 'not_found' });
    });

    test.each([
      ['its answer is lost', { kind: 'answer_lost' }],
      ['it fails after it took effect', { kind: 'fails_after' }],
      ['half of its answer comes', { kind: 'truncated' }],
      ['it is slower than we wait', { kind: 'late' }],
    ] as const)('%s: the error says to wait, and the next attempt finds it', async (_what, trouble) => {
      desk.lagBehind?.();
      desk.standIn.trouble(trouble, { times: 1, ...desk.making });
      const error = await failure(desk.port.create(wish));
      expect(error).toMatchObject({ permanent: false, unknownOutcome: true });
      expect(error.retryAfterMs).toBeGreaterThanOrEqual(60_000);
      await desk.standIn.until(() => desk.held().length === 1);
      // A minute later.
      desk.catchUp?.();
      const { id } = await desk.port.create({ ...wish, again: true });
      expect(desk.held().map((held) => held.id)).toEqual([id]);
    });

    test('nothing was left behind: the next attempt makes it', async () => {
      desk.standIn.trouble({ kind: 'down' }, { times: 1, ...desk.making });
      await failure(desk.port.create(wish));
      await desk.port.create({ ...wish, again: true });
      expect(desk.held()).toHaveLength(1);
    });

    test('that it cannot be read back is no reason to make another', async () => {
      desk.standIn.trouble({ kind: 'status', status: 503 }, { path: desk.reading, method: 'GET' });
      await desk.port.create({ ...wish, owner: undefined });
      expect(desk.held()).toHaveLength(1);
    });

    test.each([
      ['down', { kind: 'down' }, 'connection'],
      ['silent', { kind: 'no_answer' }, 'timeout'],
      ['failing', { kind: 'status', status: 503 }, 'http_503'],
      ['answering nonsense', { kind: 'nonsense' }, 'unreadable'],
      ['limiting us for long', { kind: 'limited', retryAfter: 120 }, 'limited'],
      ['limiting us without a word of how long', { kind: 'limited' }, 'limited'],
    ] as const)('a tracker that is %s is tried again later', async (_how, trouble, code) => {
      desk.standIn.trouble(trouble, desk.making);
      expect(await failure(desk.port.create(wish))).toMatchObject({ permanent: false, code });
      desk.standIn.mend();
    });

    test.each([
      ['down', { kind: 'down' }],
      ['failing', { kind: 'status', status: 503 }],
      ['answering nonsense', { kind: 'nonsense' }],
      ['answering null', { kind: 'changed', change: (): unknown => null }],
      ['answering without a list', { kind: 'changed', change: (): unknown => ({}) }],
      ['limiting us', { kind: 'limited', retryAfter: 120 }],
    ] as const)('while it is %s, no ticket is called gone', async (_how, trouble) => {
      const { id } = await desk.port.create(wish);
      const end = desk.standIn.trouble(trouble);
      expect(await failure(desk.port.look([id]))).toMatchObject({ permanent: false });
      end();
    });

    test('how long it asks us to wait is handed on', async () => {
      desk.standIn.trouble({ kind: 'limited', retryAfter: 120 }, { times: 1, ...desk.making });
      expect((await failure(desk.port.create(wish))).retryAfterMs).toBe(120_000);
    });

    test.each([400, 404, 409, 410, 422])('%i is final, and said with the reason', async (status) => {
      const json = { errorMessages: ['Not on this plan'], errors: [{ message: 'Not on this plan' }] };
      desk.standIn.trouble({ kind: 'status', status, json }, desk.making);
      const error = await failure(desk.port.create(wish));
      expect(error).toMatchObject({ permanent: true });
      expect(error.message).toContain('Not on this plan');
    });

    test('credentials that are refused are named by their variables, and are in no sentence', async () => {
      desk.standIn.trouble({ kind: 'status', status: 401 });
      const error = await failure(desk.port.create(wish));
      expect(error).toMatchObject({ permanent: true, message: expect.stringMatching(/[A-Z]+_(API_)?TOKEN/) });
      expect(desk.secrets.filter((secret) => error.message.includes(secret))).toEqual([]);
    });
  });
}
