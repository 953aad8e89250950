// Periodic work: the safety net, and forgetting what is long done. No rules live here.
import { schedule } from 'node-cron';
import type { Core } from './core.ts';
import { forgettable } from './engine/forgetting.ts';
import type { Outbox } from './engine/outbox.ts';

/** The safety net's times, and those of tidying up, as node-cron reads them. */
export const OFTEN = '*/10 * * * * *';
const NIGHTLY = '17 3 * * *';

/** Does the work at these times from now on; the answer ends that. Stories, whose time is moved by hand, bring their own. */
export type Rhythm = (times: typeof OFTEN | typeof NIGHTLY, work: () => Promise<void>) => () => void;

const byCron: Rhythm = (times, work) => {
  const task = schedule(times, work, { suppressMissedWarning: true });
  return () => void task.stop();
};

/**
 * Periodic work: the safety net, at once and every ten seconds (signals that a killed process left unrouted, effects that
 * another process appended), a look at the disk, and each night forgetting what is long done. Returns how to end it.
 */
export function startRounds(
  core: Core,
  outbox: Outbox,
  lookForRoom: () => Promise<void>,
  rhythm: Rhythm = byCron,
): () => void {
  const { engine, timeline, clock, log } = core;
  const round = (what: string, work: () => Promise<unknown>) => async () => {
    try {
      await work();
    } catch (error) {
      log.error({ error }, `${what} failed; the next round tries again`);
    }
  };
  const catchUp = round('The safety net', () => Promise.all([engine.routed(), outbox.tick()]));
  const room = round('Looking for room on the disk', lookForRoom);
  const tidyUp = round('Tidying up', async () => {
    const { parked } = await timeline.prune(forgettable(clock.now()));
    if (parked > 0) {
      log.warn({ parked }, 'effects that nobody released for 90 days were forgotten');
    }
    await timeline.checkpoint();
  });
  const often = () => Promise.all([catchUp(), room()]).then(() => undefined);
  void often();
  const ends = [rhythm(OFTEN, often), rhythm(NIGHTLY, tidyUp)];
  return () => {
    for (const end of ends) {
      end();
    }
  };
}
