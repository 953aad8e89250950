// What the contract does with the queue of effects, in the words of a worker.
import { accepted, append, type Harness, NOON } from './contract-harness.ts';
import type { Effect, NewEffect } from './port.ts';

export const LEASE_MS = 30_000;

export function worker(harness: () => Harness) {
  const lease = (now: number, more: { limit?: number; exceptKinds?: string[] } = {}) =>
    harness().timeline.leaseEffects({ now, leaseMs: LEASE_MS, limit: 10, ...more });
  return {
    lease,
    add: (...effects: NewEffect[]) => accepted(harness().timeline.append(append('s', 0, { effects }))),
    keys: async (...asked: Parameters<typeof lease>) => (await lease(...asked)).map(({ key }) => key),
    only: async (now: number): Promise<Effect> => {
      const [leased, ...others] = await lease(now);
      expect(others).toEqual([]);
      if (!leased) {
        throw new Error('Nothing was due.');
      }
      return leased;
    },
    stored: async (key: string) =>
      (await harness().timeline.listEffects({ limit: 100 })).find((row) => row.key === key),
    done: (leased: Effect, now = NOON) => harness().timeline.finishEffect(leased, { status: 'done', now }),
    retry: (leased: Effect, dueAt: number) =>
      harness().timeline.finishEffect(leased, { status: 'waiting', dueAt, error: 'no answer' }),
  };
}
