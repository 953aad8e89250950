// What every on-call vendor must keep, held against a stand-in that can fail in every way of the trouble list.
import type { StandIn } from '../../emulator/vendors/stand-in.ts';
import type { VendorError } from '../../lib/vendor-error.ts';
import type { OnCall, PageRequest } from './port.ts';

/** A vendor over its stand-in: on the schedule Bo is on call until `until`, then Chidi; Ana is at level 2 or not there. */
export type Subject = {
  port: OnCall;
  standIn: Pick<StandIn, 'trouble' | 'mend' | 'violations' | 'asked'>;
  schedule: string;
  at: number;
  until: number;
  /** Path of the call that wakes somebody. */
  waking: string;
  rang(): number;
  /** How the page stands at the vendor. */
  standing(ref: string): 'waiting' | 'acknowledged' | 'over';
  acknowledgeThere(ref: string): void;
  resolveThere(ref: string): void;
  forget(ref: string): void;
  close(): Promise<void>;
};

export function onCallContract(open: () => Promise<Subject>): void {
  let subject: Subject;
  beforeEach(async () => {
    subject = await open();
  });
  afterEach(async () => {
    await subject.close();
    expect(subject.standIn.violations).toEqual([]);
  });

  const about = () => ({ schedule: subject.schedule, at: subject.at });
  const request = (more: Partial<PageRequest> = {}): PageRequest => ({
    target: { kind: 'schedule', id: subject.schedule },
    title: 'INC-42 Checkout is slow',
    details: 'Ana asks for you',
    incidentKey: 'firescribe/INC-42/e1',
    link: 'https://acme.slack.example/archives/C1',
    ...more,
  });
  const pager = () => {
    if (!subject.port.pager) {
      throw new Error('This vendor should be able to page.');
    }
    return subject.port.pager;
  };
  const failure = (work: Promise<unknown>): Promise<VendorError> =>
    work.then(
      () => {
        throw new Error('It did not fail.');
      },
      (error: VendorError) => error,
    );

  describe('who is on call', () => {
    test('is named by e-mail address, with the end of their turn', async () => {
      const [first] = await subject.port.onCall(about());
      expect(first).toMatchObject({ who: { email: 'bo@example.com' }, to: subject.until });
    });

    test('next is somebody else, from when the turn ends', async () => {
      expect(await subject.port.next(about())).toMatchObject([
        { who: { email: 'chidi@example.com' }, from: subject.until },
      ]);
    });

    test('a schedule that is not there is a lasting failure that names it', async () => {
      const error = await failure(subject.port.onCall({ ...about(), schedule: 'PNOWHERE' }));
      expect(error).toMatchObject({ name: 'VendorError', permanent: true });
      expect(error.message).toContain('PNOWHERE');
    });

    test.each([
      ['down', { kind: 'down' }],
      ['limited', { kind: 'limited', retryAfter: 60 }],
      ['limited without saying how long', { kind: 'limited' }],
      ['failing', { kind: 'status', status: 503 }],
      ['answering with a page of a proxy', { kind: 'nonsense' }],
    ] as const)('a vendor that is %s is a passing failure', async (_name, trouble) => {
      subject.standIn.trouble(trouble);
      expect(await failure(subject.port.onCall(about()))).toMatchObject({
        name: 'VendorError',
        permanent: false,
      });
    });

    test('a token that is refused is a lasting failure that names the variable', async () => {
      subject.standIn.trouble({ kind: 'status', status: 401 });
      const error = await failure(subject.port.onCall(about()));
      expect(error).toMatchObject({ permanent: true, code: 'unauthorized' });
      expect(error.message).toMatch(/[A-Z]+_API_(TOKEN|KEY)/);
    });

    test('fields that nobody knows change nothing', async () => {
      const change = (json: unknown) => ({ ...(json as object), brand_new: { a: [1] } });
      subject.standIn.trouble({ kind: 'changed', change });
      expect(await subject.port.onCall(about())).toMatchObject([{ who: { email: 'bo@example.com' } }]);
    });
  });

  describe('a page', () => {
    test('rings once, and carries title, key and link', async () => {
      const { ref } = await pager().page(request());
      expect(subject.rang()).toBe(1);
      expect(await pager().state(ref)).toEqual({ state: 'waiting' });
      const sent = subject.standIn.asked.find(
        ({ method, path }) => method === 'POST' && path === subject.waking,
      );
      expect(sent?.raw).toContain('INC-42 Checkout is slow');
      expect(sent?.raw).toContain('firescribe/INC-42/e1');
    });

    test('asked for twice with one key rings once', async () => {
      const first = await pager().page(request());
      expect((await pager().page(request())).ref).toBe(first.ref);
      expect(subject.rang()).toBe(1);
    });

    test.each([
      ['lost', { kind: 'answer_lost' }],
      ['a failure after the effect', { kind: 'fails_after' }],
      ['cut in half', { kind: 'truncated' }],
      ['somebody else’s page', { kind: 'nonsense' }],
    ] as const)('whose answer is %s rings once when it is asked for again', async (name, trouble) => {
      subject.standIn.trouble(trouble, { times: 1, path: subject.waking, method: 'POST' });
      const error = await failure(pager().page(request()));
      expect(error).toMatchObject({ permanent: false, unknownOutcome: true });
      const { ref } = await pager().page(request());
      expect([name, subject.rang()]).toEqual([name, 1]);
      expect(await pager().state(ref)).toEqual({ state: 'waiting' });
    });

    test('whose answer is lost, and which is over by the time it is asked for again, wakes nobody a second time', async () => {
      subject.standIn.trouble({ kind: 'answer_lost' }, { times: 1, path: subject.waking, method: 'POST' });
      await failure(pager().page(request()));
      const { ref } = await pager().page(request());
      subject.resolveThere(ref);
      expect((await pager().page(request())).ref).toBe(ref);
      expect(subject.rang()).toBe(1);
    });

    test('whose answer was lost can be taken back by its key; where there is none, nothing happens', async () => {
      await pager().withdraw('firescribe/INC-42/none');
      subject.standIn.trouble({ kind: 'answer_lost' }, { times: 1, path: subject.waking, method: 'POST' });
      await failure(pager().page(request()));
      await pager().withdraw(request().incidentKey);
      const { ref } = await pager().page(request());
      expect([subject.standing(ref), subject.rang()]).toEqual(['over', 1]);
    });

    test('that is refused while the vendor limits us is tried later, and rings then', async () => {
      subject.standIn.trouble({ kind: 'limited', retryAfter: 30 }, { path: subject.waking, method: 'POST' });
      expect(await failure(pager().page(request()))).toMatchObject({
        permanent: false,
        retryAfterMs: 30_000,
      });
      expect(subject.rang()).toBe(0);
    });

    test('somebody who takes it there is seen, by name', async () => {
      const { ref } = await pager().page(request());
      subject.acknowledgeThere(ref);
      expect(await pager().state(ref)).toMatchObject({
        state: 'acknowledged',
        by: { email: 'bo@example.com' },
      });
    });

    test('is acknowledged and ended from here, each as often as one likes', async () => {
      const { ref } = await pager().page(request());
      await pager().acknowledge(ref);
      await pager().acknowledge(ref);
      expect(subject.standing(ref)).toBe('acknowledged');
      await pager().resolve(ref);
      await pager().resolve(ref);
      expect(subject.standing(ref)).toBe('over');
    });

    test('that is over there is not opened again by an acknowledgement from here', async () => {
      const { ref } = await pager().page(request());
      subject.resolveThere(ref);
      await pager().acknowledge(ref);
      expect(subject.standing(ref)).toBe('over');
    });

    test('that was deleted there is over, and no error', async () => {
      const { ref } = await pager().page(request());
      subject.forget(ref);
      expect(await pager().state(ref)).toMatchObject({ state: 'over' });
      await pager().acknowledge(ref);
      await pager().resolve(ref);
    });

    test('whose end is told with a lost answer is ended by the next telling', async () => {
      const { ref } = await pager().page(request());
      subject.standIn.trouble({ kind: 'down' });
      expect(await failure(pager().resolve(ref))).toMatchObject({ permanent: false });
      subject.standIn.mend();
      await pager().resolve(ref);
      expect(subject.standing(ref)).toBe('over');
    });
  });

  test('doctor tries it and wakes nobody', async () => {
    await subject.port.check();
    expect(subject.standIn.asked.length).toBeGreaterThan(0);
    expect(subject.rang()).toBe(0);
  });
}
