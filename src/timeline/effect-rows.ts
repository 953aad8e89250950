// An effect's row as the port's effect.
import type { Effect, Json } from './port.ts';
import type { effects } from './schema.ts';

/** Absent columns are absent properties, not nulls. */
export function effectOf(row: typeof effects.$inferSelect): Effect {
  const { payload, notAfter, target, leaseUntil, lastError, finishedAt, ...effect } = row;
  return {
    ...effect,
    payload: JSON.parse(payload) as Json,
    ...(notAfter === null ? {} : { notAfter }),
    ...(target === null ? {} : { target }),
    ...(leaseUntil === null ? {} : { leaseUntil }),
    ...(lastError === null ? {} : { lastError }),
    ...(finishedAt === null ? {} : { finishedAt }),
  };
}
