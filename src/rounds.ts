// Periodic work: the safety net, and forgetting what is long done. No rules live here.
import { schedule } from 'node-cron';
import type { Core } from './core.ts';
import type { Outbox } from './engine/outbox.ts';
import type { Instant } from './lib/clock.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is done is remembered this long, for looking back. */
const DONE_KEPT_MS = 14 * DAY_MS;
/** What failed or was skipped can be released this long. */
const PARKED_KEPT_MS = 90 * DAY_MS;
/** A second telling is known for one by then. */
export const RECEIPTS_KEPT_MS = 30 * DAY_MS;

/** What is forgotten at this time, as the timeline is asked for it. */
export const forgettable = (now: Instant) => ({
  doneBefore: now - DONE_KEPT_MS,
  parkedBefore: now - PARKED_KEPT_MS,
  receiptsBefore: now - RECEIPTS_KEPT_MS,
});

/**
 * Periodic work: the safety net, at once and every ten seconds (signals that a killed process left unrouted, effects that
 * another process appended), and each night forgetting what is long done. Returns how to end it.
 */
export function startRounds(core: Core, outbox: Outbox): () => void {
  const { engine, timeline, clock, log } = core;
  const round = (what: string, work: () => Promise<unknown>) => () =>
    work().catch((error: unknown) => log.error({ error }, `${what} failed; the next round tries again`));
  const catchUp = round('The safety net', () => Promise.all([engine.routed(), outbox.tick()]));
  const tidyUp = round('Tidying up', async () => {
    const { parked } = await timeline.prune(forgettable(clock.now()));
    if (parked > 0) {
      log.warn({ parked }, 'effects that nobody released for 90 days were forgotten');
    }
    await timeline.checkpoint();
  });
  void catchUp();
  const safetyNet = schedule('*/10 * * * * *', catchUp, { suppressMissedWarning: true });
  const tidy = schedule('17 3 * * *', tidyUp, { suppressMissedWarning: true });
  return () => {
    void safetyNet.stop();
    void tidy.stop();
  };
}
