// What the contracts of ports have in common: a vendor over real HTTP, given up as soon as its stand-in is silent, whose log is looked at afterwards.
import { runningOut } from '../lib/fixtures/running-out.ts';
import { createHttp } from '../lib/http.ts';
import { createLog } from '../lib/json-log.ts';
import type { VendorError } from '../lib/vendor-error.ts';
import type { Deps } from './vendor.ts';

export type ContractDesk = {
  standIn: {
    close(): Promise<void>;
    violations: readonly unknown[];
    onSilence(listener: () => void): void;
  };
  /** None of them may stand in the log. */
  secrets: readonly string[];
};

/**
 * Opens a desk before each test of the block it is called in; after it, no request broke the vendor's rules and no secret was
 * logged.
 */
export function eachWithDesk<Desk extends ContractDesk>(
  open: (deps: Deps) => Promise<Desk>,
  opened: (desk: Desk) => void,
): void {
  let desk: Desk;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
    const clock = { now: () => Date.now(), at: () => () => undefined };
    const { signal, runOut } = runningOut();
    desk = await open({ http: createHttp({ clock, log, waitsMs: [1, 1], patience: signal }), clock, log });
    desk.standIn.onSilence(runOut);
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
