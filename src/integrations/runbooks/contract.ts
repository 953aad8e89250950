// What every source of runbooks on the network must do, and survive. Run against its stand-in.

import type { StandIn } from '../../emulator/vendors/stand-in.ts';
import { eachWithDesk, failureOf } from '../contract-desk.ts';
import type { Deps } from '../vendor.ts';
import type { RunbookSource } from './port.ts';

export type RunbookDesk = {
  port: RunbookSource;
  standIn: StandIn;
  /** Writes a page about the service with these steps, numbered; the answer is its address. */
  write(page: { title: string; service: string; steps: string[] }): string;
  /** Takes a page away. */
  remove(url: string): void;
  secrets: string[];
};

const checkout = { id: 'checkout-api', label: 'Checkout API' };

export function runbooksContract(name: string, open: (deps: Deps) => Promise<RunbookDesk>): void {
  describe(name, () => {
    let desk: RunbookDesk;
    eachWithDesk(open, (opened) => {
      desk = opened;
    });

    const failure = failureOf;
    const write = () =>
      desk.write({
        title: 'Checkout is slow',
        service: 'checkout-api',
        steps: ['Look at the pool', 'Roll back'],
      });

    test('a service’s pages are found, with their steps; those of others are not', async () => {
      const url = write();
      desk.write({ title: 'Search is down', service: 'search', steps: ['Reindex'] });
      expect(await desk.port.find(checkout)).toEqual([
        {
          key: expect.any(String),
          title: 'Checkout is slow',
          url,
          steps: ['Look at the pool', 'Roll back'],
          more: 0,
        },
      ]);
      expect(await desk.port.find({ id: 'unheard-of', label: '' })).toEqual([]);
    });

    test('a page is read by its address; a strange address, or one of a page that is gone, is none', async () => {
      const url = write();
      expect(await desk.port.read({ url })).toMatchObject({
        title: 'Checkout is slow',
        steps: { length: 2 },
      });
      desk.remove(url);
      expect(await desk.port.read({ url })).toBeUndefined();
      expect(await desk.port.read({ url: 'https://elsewhere.example/pages/1' })).toBeUndefined();
      expect(await desk.port.read({ url: 'no address' })).toBeUndefined();
      expect(await desk.port.read({ file: 'checkout.md' })).toBeUndefined();
    });

    test('a name of a service cannot change what is asked for', async () => {
      write();
      for (const id of ['x" or label = "checkout-api', 'x\\" or type = page or label = "', '*', "'; drop"]) {
        expect(await desk.port.find({ id, label: id })).toEqual([]);
      }
    });

    test('trouble that passes within a moment is not noticed', async () => {
      write();
      for (const trouble of [
        { kind: 'down' },
        { kind: 'status', status: 502 },
        { kind: 'answer_lost' },
      ] as const) {
        desk.standIn.trouble(trouble, { times: 1 });
        expect(await desk.port.find(checkout)).toHaveLength(1);
      }
    });

    test.each([
      ['down', { kind: 'down' }, 'connection'],
      ['silent', { kind: 'no_answer' }, 'timeout'],
      ['failing', { kind: 'status', status: 500 }, 'http_500'],
      ['answering nonsense', { kind: 'nonsense' }, 'unreadable'],
      ['answering by half', { kind: 'truncated' }, 'unreadable'],
      ['answering null', { kind: 'changed', change: () => null }, 'unreadable'],
      ['limiting us', { kind: 'limited', retryAfter: 90 }, 'limited'],
    ] as const)(
      'a source that is %s is tried again later, and nothing can have come of it',
      async (_how, trouble, code) => {
        write();
        desk.standIn.trouble(trouble);
        expect(await failure(desk.port.find(checkout))).toMatchObject({
          permanent: false,
          unknownOutcome: false,
          code,
        });
      },
    );

    test.each([400, 401, 403])('%i is final, and says what to do', async (status) => {
      desk.standIn.trouble({ kind: 'status', status, json: { message: 'No.' } });
      expect(await failure(desk.port.find(checkout))).toMatchObject({ permanent: true });
    });

    test('fields that nobody knows do no harm, nor does a page without a body', async () => {
      const url = write();
      const change = (json: unknown) => ({ ...(json as object), new: { a: 1 }, body: null, _links: null });
      desk.standIn.trouble({ kind: 'changed', change });
      expect(await desk.port.read({ url })).toMatchObject({ title: 'Checkout is slow', steps: [] });
    });
  });
}
