// Slack waits three seconds for an acknowledgement; ours follows the commit, or says in time that it is taking longer.

import type { Patience } from '../lib/patience.ts';

/** Slack's docs: 3 s, of which the way there and back takes some. Wire time, in ms. */
const PATIENCE_MS = 2_300;

/** By the clock: Slack's goes on where we stand still. */
const asSlack: Patience = (giveUp) => {
  const timer = setTimeout(giveUp, PATIENCE_MS);
  return () => clearTimeout(timer);
};

/**
 * Acknowledges with what the work came to. Where it takes longer than Slack waits, `meanwhile` acknowledges first and `late`
 * brings the result by another way.
 */
export async function ackInTime<T>(
  work: Promise<T>,
  acks: {
    withResult: (result: T) => Promise<void>;
    meanwhile: () => Promise<void>;
    late: (result: T) => Promise<void>;
  },
  patience = asSlack,
): Promise<void> {
  let stopWaiting = (): void => undefined;
  const late = new Promise<'late'>((resolve) => {
    stopWaiting = patience(() => resolve('late'));
  });
  const first = await Promise.race([work.then((result) => ({ result })), late]).finally(stopWaiting);
  if (first !== 'late') {
    await acks.withResult(first.result);
    return;
  }
  await acks.meanwhile();
  await acks.late(await work);
}
