// Named places where a test may kill the process, to show that nothing acknowledged is lost. Without the variable: nothing.

export type FaultPoint =
  | 'before-commit'
  | 'after-commit'
  | 'before-work'
  | 'after-vendor-answer'
  | 'before-effect-done';

const armed = process.env.FIRESCRIBE_KILL_AT?.split(':');
let passes = 0;

/**
 * Kills this process with SIGKILL the n-th time the armed point is passed (`FIRESCRIBE_KILL_AT=after-commit:3`). `about`: the kind
 * of effect or the vendor's method, to be armed alone (`before-work/card.refresh:1`).
 */
export function faultPoint(name: FaultPoint, about?: string): void {
  if (armed === undefined || (armed[0] !== name && armed[0] !== `${name}/${about}`)) {
    return;
  }
  passes += 1;
  if (passes >= Number(armed[1] ?? 1)) {
    process.kill(process.pid, 'SIGKILL');
  }
}
