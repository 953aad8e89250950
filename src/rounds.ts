// Periodic work: the safety net, and forgetting what is long done. No rules live here.
import { schedule } from 'node-cron';
import type { Core } from './core.ts';
import { forgettable } from './engine/forgetting.ts';
import type { Outbox } from './engine/outbox.ts';

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
