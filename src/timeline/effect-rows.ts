// Effects as rows: their conditions by status, and a row as the port's effect.
import type { SQL } from 'drizzle-orm';
import { sql } from './drizzle.ts';
import type { Effect, EffectStatus, Json } from './port.ts';
import { effects } from './schema.ts';

/** Written out, not bound: SQLite uses an index with a WHERE of its own only where it sees the same value in the query. */
export const withStatus: { readonly [Status in EffectStatus]: SQL } = {
  waiting: sql`${effects.status} = 'waiting'`,
  running: sql`${effects.status} = 'running'`,
  done: sql`${effects.status} = 'done'`,
  parked: sql`${effects.status} = 'parked'`,
};

/** What never failed has no error: it is not this one. */
export const withoutError = (error: string): SQL => sql`${effects.lastError} is not ${error}`;

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
