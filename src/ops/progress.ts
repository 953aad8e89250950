// How far long work is, said where somebody waits for it: on standard error, once it has taken two seconds.

const QUIET_FOR_MS = 2_000;
const EVERY_MS = 1_000;

export type Progress = {
  /** Says `words` if it is time to. */
  tell(words: string): void;
};

/** `write` takes whole lines. `now` is wire time. */
export function createProgress(
  write: (line: string) => void = (line) => void process.stderr.write(line),
  now: () => number = () => performance.now(),
): Progress {
  let nextAt = now() + QUIET_FOR_MS;
  return {
    tell(words) {
      const at = now();
      if (at >= nextAt) {
        nextAt = at + EVERY_MS;
        write(`${words}\n`);
      }
    },
  };
}

export const noProgress: Progress = { tell: () => undefined };
