// Slack waits three seconds for an acknowledgement; ours follows the commit, or says in time that it is taking longer.

/** Slack's docs: 3 s, of which the way there and back takes some. Wire time, in ms. */
const PATIENCE_MS = 2_300;

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
  patienceMs = PATIENCE_MS,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs);
  });
  const first = await Promise.race([work.then((result) => ({ result })), patience]).finally(() =>
    clearTimeout(timer),
  );
  if (first !== 'late') {
    await acks.withResult(first.result);
    return;
  }
  await acks.meanwhile();
  await acks.late(await work);
}
