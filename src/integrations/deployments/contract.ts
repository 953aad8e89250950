// What every deployment tracker must do, whoever it is: tests that run over its stand-in.
import type { VendorError } from '../../lib/vendor-error.ts';
import type { DeploymentTracker, Impact } from './port.ts';

type Trouble = 'down' | 'answer lost' | 'limited' | 'nonsense' | 'key refused';

export type TrackerHouse = {
  tracker: DeploymentTracker;
  /** What the vendor holds of an incident, oldest first. */
  held(): { id: string; type: string; title?: string; date?: string; url?: string }[];
  /** Until `mend`. */
  trouble(kind: Trouble): void;
  mend(): void;
  close(): Promise<void>;
};

/** `open`: follows `checkout-api` and nothing else. */
export function trackerContract(name: string, open: () => Promise<TrackerHouse>): void {
  const at = Date.UTC(2026, 10, 22, 14, 0);
  const impact: Impact = {
    service: 'checkout-api',
    id: '01K-incident',
    type: 'triggered',
    at,
    title: 'INC-1 Checkout is slow',
    url: 'https://slack.com/app_redirect?channel=C1',
  };

  describe(`${name} as a deployment tracker`, () => {
    let house: TrackerHouse;

    beforeEach(async () => {
      house = await open();
    });

    afterEach(() => house.close());

    const failure = async (): Promise<VendorError> =>
      house.tracker.register(impact).then(
        () => {
          throw new Error('It did not fail.');
        },
        (error: VendorError) => error,
      );

    test('an incident is registered with its beginning, its end and its return', async () => {
      await house.tracker.register(impact);
      await house.tracker.register({ ...impact, type: 'resolved', at: at + 60_000 });
      await house.tracker.register({ ...impact, type: 'reopened', at: at + 120_000 });
      expect(house.held()).toEqual([
        {
          id: impact.id,
          type: 'triggered',
          title: impact.title,
          date: '2026-11-22T14:00:00.000Z',
          url: impact.url,
        },
        expect.objectContaining({ id: impact.id, type: 'resolved', date: '2026-11-22T14:01:00.000Z' }),
        expect.objectContaining({ id: impact.id, type: 'reopened' }),
      ]);
    });

    test('a service is followed however it is written; of others nothing is told', async () => {
      expect(['checkout-api', 'Checkout API', 'search'].map(house.tracker.follows)).toEqual([
        true,
        true,
        false,
      ]);
      await house.tracker.register({ ...impact, service: 'search' });
      expect(house.held()).toEqual([]);
    });

    test('told twice it is one, also where the first answer was lost', async () => {
      house.trouble('answer lost');
      await house.tracker.register(impact).catch(() => undefined);
      house.mend();
      await house.tracker.register(impact);
      expect(house.held()).toHaveLength(1);
    });

    test.each<Trouble>(['down', 'limited', 'nonsense'])(
      'when it is %s, it is worth trying again',
      async (kind) => {
        house.trouble(kind);
        expect(await failure()).toMatchObject({ name: 'VendorError', permanent: false });
        house.mend();
        await house.tracker.register(impact);
        expect(house.held()).toHaveLength(1);
      },
    );

    test('a key that is refused is refused for good, with the variable to set and without the key', async () => {
      house.trouble('key refused');
      const error = await failure();
      expect(error).toMatchObject({ permanent: true, message: expect.stringMatching(/[A-Z]+_[A-Z_]+/) });
      expect(error.message).not.toContain('the-key');
    });
  });
}
