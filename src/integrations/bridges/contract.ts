// What every bridge vendor must do, and survive. Run against its stand-in.

import type { StandIn } from '../../emulator/vendors/stand-in.ts';
import { eachWithDesk, failureOf } from '../contract-desk.ts';
import type { Deps } from '../vendor.ts';
import type { Bridges, MeetingWish } from './port.ts';
import { tryBridge } from './try-bridge.ts';

export type BridgeDesk = {
  port: Bridges;
  standIn: StandIn;
  /** Names of the meetings that are there. */
  meetings(): string[];
  /** Somebody goes into a meeting, and who is still in one. */
  enter(id: string): void;
  occupied(): string[];
  expireTokens(): void;
  tokensGranted(): number;
  /** Path of the call that makes a meeting. */
  path: string;
  /** What must not stand in any error, log line or result. */
  secrets: string[];
};

export type BridgeVendor = {
  name: string;
  open(deps: Deps): Promise<BridgeDesk>;
  /** A meeting whose answer was lost is found again. */
  finds: boolean;
  /** A meeting that ended is gone. */
  deletes: boolean;
};

const wish: MeetingWish = {
  key: 'firescribe-0123-0',
  topic: 'INC-7 Checkout is slow',
  chat: { team: 'T1', channel: 'C1' },
  again: false,
};

export function bridgesContract({ name, open, finds, deletes }: BridgeVendor): void {
  describe(name, () => {
    let desk: BridgeDesk;
    eachWithDesk(open, (opened) => {
      desk = opened;
    });

    const failure = failureOf;

    test('a meeting has an address to join by, and nothing that makes whoever opens it the host', async () => {
      const meeting = await desk.port.open(wish);
      expect(meeting.joinUrl).toMatch(/^https:\/\//);
      expect(desk.meetings()).toEqual([meeting.id]);
      const shown = JSON.stringify(meeting);
      expect(desk.secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    });

    test('it ends for everybody; ending it twice, or one that nobody entered, is no error', async () => {
      const { id } = await desk.port.open(wish);
      desk.enter(id);
      await desk.port.end(id);
      expect(desk.occupied()).toEqual([]);
      expect(desk.meetings()).toEqual(deletes ? [] : [id]);
      await desk.port.end(id);
      const other = await desk.port.open({ ...wish, key: 'other' });
      await desk.port.end(other.id);
    });

    test('many calls share one token, and one that ran out is renewed', async () => {
      await Promise.all([desk.port.open(wish), desk.port.open({ ...wish, key: 'other' })]);
      expect(desk.tokensGranted()).toBe(1);
      desk.expireTokens();
      await desk.port.open({ ...wish, key: 'third' });
      expect(desk.tokensGranted()).toBe(2);
      expect(desk.meetings()).toHaveLength(3);
    });

    test.each([
      ['its answer is lost', { kind: 'answer_lost' }],
      ['it fails after it took effect', { kind: 'fails_after' }],
      ['half of its answer comes', { kind: 'truncated' }],
      ['it is slower than we wait', { kind: 'late' }],
    ] as const)('%s: a second attempt is told to look, and finds what is there', async (_what, trouble) => {
      desk.standIn.trouble(trouble, { times: 1, path: desk.path });
      expect(await failure(desk.port.open(wish))).toMatchObject({ permanent: false, unknownOutcome: true });
      await desk.standIn.until(() => desk.meetings().length === 1);
      const { id } = await desk.port.open({ ...wish, again: true });
      expect(desk.meetings()).toContain(id);
      expect(desk.meetings()).toHaveLength(finds ? 1 : 2);
    });

    test.each([
      ['down', { kind: 'down' }, 'connection'],
      ['silent', { kind: 'no_answer' }, 'timeout'],
      ['failing', { kind: 'status', status: 503 }, 'http_503'],
      ['answering nonsense', { kind: 'nonsense' }, 'unreadable'],
      [
        'answering null where a value should be',
        { kind: 'changed', change: () => ({ id: null }) },
        'unreadable',
      ],
      ['limiting us for long', { kind: 'limited', retryAfter: 120 }, 'limited'],
      ['limiting us without a word of how long', { kind: 'limited' }, 'limited'],
    ] as const)('a vendor that is %s is tried again later', async (_how, trouble, code) => {
      desk.standIn.trouble(trouble, { path: desk.path });
      expect(await failure(desk.port.open(wish))).toMatchObject({ permanent: false, code });
      desk.standIn.mend();
    });

    test('how long it asks us to wait is handed on', async () => {
      desk.standIn.trouble({ kind: 'limited', retryAfter: 120 }, { path: desk.path, times: 1 });
      expect((await failure(desk.port.open(wish))).retryAfterMs).toBe(120_000);
    });

    test.each([400, 404, 409, 410, 422])('%i is final, and said with the reason', async (status) => {
      desk.standIn.trouble(
        { kind: 'status', status, json: { message: 'Not on this plan' } },
        { path: desk.path },
      );
      const error = await failure(desk.port.open(wish));
      expect(error).toMatchObject({ permanent: true });
      expect(error.message).toContain('Not on this plan');
    });

    test('fields that nobody knows do no harm', async () => {
      const change = (json: unknown) => ({
        ...(json as object),
        brandNew: { a: 1 },
        settings: null,
        phoneAccess: null,
      });
      desk.standIn.trouble({ kind: 'changed', change }, { path: desk.path });
      expect((await desk.port.open(wish)).joinUrl).toMatch(/^https/);
    });

    test('doctor leaves nothing behind that anybody would find', async () => {
      expect(await tryBridge(desk.port)).toBeUndefined();
      expect(desk.occupied()).toEqual([]);
      expect(deletes ? desk.meetings() : []).toEqual([]);
    });
  });
}
