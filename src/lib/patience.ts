// Waiting with an end. It is counted in time in which this process could run: a machine that stood still or was busy is nobody's silence.

/** Calls `giveUp` once when it has run out, unless what it answers with is called before. Wire time. */
export type Patience = (giveUp: () => void) => () => void;

const STEP_MS = 250;
/** A step that ends later than this was in want of the processor, and counts for less. */
const PUNCTUAL_MS = 50;
/** After so many of them patience has run out as well: a process that is short of the processor for good would wait for ever. */
const MOST_LATE = 20;

export function patienceOf(ms: number): Patience {
  return (giveUp) => {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      const step = Math.min(left, STEP_MS);
      const due = performance.now() + step;
      timer = setTimeout(() => {
        const late = performance.now() - due > PUNCTUAL_MS;
        const rest = left - (late ? Math.min(step, ms / MOST_LATE) : step);
        rest > 0 ? wait(rest) : giveUp();
      }, step);
    };
    wait(ms);
    return () => clearTimeout(timer);
  };
}

/** Never gives up. */
export const patient: Patience = () => () => undefined;

/** Resolves when the work is done, or when patience has run out; rejects where the work does so first. */
export async function awaited(work: Promise<unknown>, patience: Patience): Promise<void> {
  let stopWaiting = (): void => undefined;
  const enough = new Promise<void>((resolve) => {
    stopWaiting = patience(resolve);
  });
  await Promise.race([work, enough]).finally(stopWaiting);
}
