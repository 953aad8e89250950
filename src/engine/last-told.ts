// What was told last of a subject, so that the same is not told at each start.
import { sha256 } from '../lib/ids.ts';
import type { Timeline } from '../timeline/port.ts';
import { OPERATORS } from './stream-names.ts';

export type LastTold = {
  /** What identifies the words told last; undefined where nothing was. */
  of(about: string): Promise<string | undefined>;
  note(about: string, digest: string): Promise<void>;
};

/** Words as they are remembered: no text outlives its message. */
export const digestOf = (words: unknown): string => sha256(JSON.stringify(words));

const keyOf = (about: string) => `told:${about}`;

export function lastTold(
  timeline: Pick<Timeline, 'append' | 'readKeys'>,
  clock: { now(): number },
): LastTold {
  return {
    async of(about) {
      const [row] = await timeline.readKeys([keyOf(about)]);
      return typeof row?.value === 'string' ? row.value : undefined;
    },
    async note(about, value) {
      await timeline.append({
        stream: OPERATORS,
        expectedVersion: 0,
        events: [],
        keys: [{ op: 'set', key: keyOf(about), value }],
        at: clock.now(),
      });
    },
  };
}
