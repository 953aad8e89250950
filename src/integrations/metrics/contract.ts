// What every source of figures must do, on a good day and on every kind of bad one. Called by each vendor's test.
import type { StandIn } from '../../emulator/vendors/stand-in.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Deps } from '../vendor.ts';
import type { FiguresWanted, Metrics } from './port.ts';

const MINUTE = 60_000;
const TO = Date.parse('2026-11-27T14:00:00Z');

/** A wave with half an hour missing in the middle of the window. */
export const wave = (at: number): number | null =>
  at > TO - 90 * MINUTE && at < TO - 60 * MINUTE ? null : 2 + Math.sin(at / (7 * MINUTE));

export const depsOf = (): Deps => ({
  http: createHttp({ clock: { now: () => TO }, log: silentLog, waitsMs: [1, 1] }),
  clock: { now: () => TO } as Deps['clock'],
  log: silentLog,
});

export const wantedFor = (query: string): FiguresWanted => ({
  query,
  from: TO - 180 * MINUTE,
  to: TO,
  step: 30_000,
  alerts: [],
});

export type Setup = {
  port: Metrics;
  /** The same with credentials that the vendor does not know. */
  stranger: Metrics;
  standIn: StandIn;
  /** A query whose figures are `wave`, once. */
  query: string;
  unknownQuery: string;
  badQuery: string;
  /** Part of a path that every query calls. */
  path: string;
};

async function failure(work: Promise<unknown>): Promise<VendorError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(VendorError);
  return error as VendorError;
}

/** `open` is called for each test. */
export function metricsContract(open: () => Promise<Setup>): void {
  let setup: Setup;
  beforeEach(async () => {
    setup = await open();
  });
  afterEach(async () => {
    expect(setup.standIn.violations).toEqual([]);
    await setup.standIn.close();
  });
  const query = (words = setup.query) => setup.port.query(wantedFor(words));

  test('the figures of a query, in order, with what was not measured told as a gap', async () => {
    const [series, ...others] = await query();
    expect(others).toEqual([]);
    const points = series?.points ?? [];
    expect(points.length).toBeGreaterThan(100);
    expect(points.map(([at]) => at)).toEqual(points.map(([at]) => at).toSorted((a, b) => a - b));
    for (const [at, value] of points) {
      expect(value === null || Math.abs(value - (wave(at) ?? Number.NaN)) < 1e-6).toBe(true);
    }
    const measured = points.map(([, value]) => value !== null);
    const runs = measured.filter((is, index) => is && !measured[index - 1]).length;
    expect(runs).toBe(2);
  });

  test('a query without figures is empty, and no error', async () => {
    expect(await query(setup.unknownQuery)).toEqual([]);
  });

  test('a query that is refused stays refused, and the vendor’s reason is told', async () => {
    const error = await failure(query(setup.badQuery));
    expect(error.permanent).toBe(true);
    expect(error.message.length).toBeGreaterThan(30);
  });

  test('wrong credentials are named with the variable to mend, and never shown', async () => {
    const error = await failure(setup.stranger.query(wantedFor(setup.query)));
    expect(error).toMatchObject({ permanent: true });
    expect(error.message).toMatch(/[A-Z]+_(?:TOKEN|API_KEY)/);
    expect(error.message).not.toContain('stranger');
  });

  test('it can be tried without harm', async () => {
    await expect(setup.port.probe()).resolves.not.toThrow();
    await failure(setup.stranger.probe());
  });

  test.each([
    [{ kind: 'down' }, 'connection'],
    [{ kind: 'limited', retryAfter: 60 }, 'limited'],
    [{ kind: 'limited' }, 'limited'],
    [{ kind: 'status', status: 503 }, 'http_503'],
    [{ kind: 'fails_after' }, 'http_500'],
    [{ kind: 'answer_lost' }, 'connection'],
    [{ kind: 'truncated' }, 'unreadable'],
    [{ kind: 'nonsense' }, 'unreadable'],
  ] as const)('with %j it fails for now, and works when that is over', async (trouble, code) => {
    const mend = setup.standIn.trouble(trouble);
    const error = await failure(query());
    expect(error).toMatchObject({ permanent: false, code });
    mend();
    if (!('retryAfter' in trouble)) {
      expect(await query()).toHaveLength(1);
    }
  });

  test('a failure that goes by is not noticed', async () => {
    setup.standIn.trouble({ kind: 'status', status: 502 }, { times: 1, path: setup.path });
    expect(await query()).toHaveLength(1);
  });

  test.each([
    [{ kind: 'status', status: 404 }, 'not_found'],
    [{ kind: 'status', status: 422 }, 'rejected'],
    [{ kind: 'status', status: 410 }, 'gone'],
  ] as const)('%j is no use to try again', async (trouble, code) => {
    setup.standIn.trouble(trouble);
    expect(await failure(query())).toMatchObject({ permanent: true, code });
  });

  test('fields that nobody knows change nothing; null in place of things is borne', async () => {
    const strange = (json: unknown): unknown =>
      Array.isArray(json)
        ? json.map(strange)
        : json !== null && typeof json === 'object'
          ? {
              ...Object.fromEntries(Object.entries(json).map(([key, one]) => [key, strange(one)])),
              newly: { here: [1] },
            }
          : json;
    const changed = setup.standIn.trouble({ kind: 'changed', change: strange });
    const [strangely] = await query();
    changed();
    expect(strangely?.points).toEqual((await query())[0]?.points);
    setup.standIn.trouble({ kind: 'changed', change: () => null });
    expect(await failure(query())).toMatchObject({ permanent: false, code: 'unreadable' });
  });
}
