// When it is unclear whether a ticket was made: it is looked for later, not at once, since trackers find new things with delay.
import { VendorError } from '../../lib/vendor-error.ts';

/** Indexes of trackers are seconds behind as a rule (Jira's docs on search call it eventual consistency). */
const WAIT_MS = 60_000;

/** Does what makes a ticket. @throws VendorError; one of unknown outcome asks for a wait before the next attempt */
export async function laterWhereUnclear<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof VendorError && error.unknownOutcome)) {
      throw error;
    }
    const { message, permanent, code, retryAfterMs = 0 } = error;
    throw new VendorError(message, {
      permanent,
      code,
      unknownOutcome: true,
      retryAfterMs: Math.max(WAIT_MS, retryAfterMs),
      cause: error,
    });
  }
}
