// What the contracts of ports have in common: a vendor over real HTTP with short patience, whose stand-in and log are looked at afterwards.
import { createHttp } from '../lib/http.ts';
import { createLog } from '../lib/json-log.ts';
import type { VendorError } from '../lib/vendor-error.ts';
import type { Deps } from './vendor.ts';

export type ContractDesk = {
  standIn: { close(): Promise<void>; violations: readonly unknown[] };
  /** None of them may stand in the log. */
  secrets: readonly string[];
};

/**
 * Opens a desk before each test of the block it is called in; after it, no request broke the vendor's rules and no secret was
 * logged. `timeoutMs` is for one request: real ones are given seconds.
 */
export function eachWithDesk<Desk extends ContractDesk>(
  open: (deps: Deps) => Promise<Desk>,
  timeoutMs: number,
  opened: (desk: Desk) => void,
): void {
  let desk: Desk;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
    const clock = { now: () => Date.now(), at: () => () => undefined };
    const http = createHttp({ clock, log, waitsMs: [1, 1] });
    desk = await open({ http: (target) => http({ ...target, timeoutMs }), clock, log });
    opened(desk);
  });
  afterEach(async () => {
    const told = lines.join('\n');
    await desk.standIn.close();
    expect(desk.standIn.violations).toEqual([]);
    expect(desk.secrets.filter((secret) => told.includes(secret))).toEqual([]);
  });
}

/** The error that the work ends with. */
export const failureOf = (work: Promise<unknown>): Promise<VendorError> =>
  work.then(
    () => Promise.reject(new Error('It worked.')),
    (error: VendorError) => error,
  );
