// Look-up keys: unique over all streams, owned by the stream that claimed them.

import { bareValue, bareWrite, type Db } from './bare.ts';
import { and, count, eq, sql } from './drizzle.ts';
import type { KeyChange } from './port.ts';
import { keys } from './schema.ts';

export type KeyWriter = {
  /** The first change that must not be made, with the stream that holds its key. Writes nothing. */
  findTaken(stream: string, changes: readonly KeyChange[]): { key: string; holder: string } | undefined;
  /** Makes the changes. A release of a key that is free or another stream's changes nothing. */
  write(stream: string, changes: readonly KeyChange[]): void;
};

export function keyWriter(db: Db): KeyWriter {
  const [key, stream, value] = [sql.placeholder('key'), sql.placeholder('stream'), sql.placeholder('value')];
  const holder = bareValue<string>(
    db,
    db.select({ stream: keys.stream }).from(keys).where(eq(keys.key, key)).prepare(),
  );
  const put = bareWrite(
    db,
    db
      .insert(keys)
      .values({ key, stream, value })
      .onConflictDoUpdate({ target: keys.key, set: { value: sql`excluded.value` } })
      .prepare(),
  );
  const release = db
    .delete(keys)
    .where(and(eq(keys.key, key), eq(keys.stream, stream)))
    .prepare();
  return {
    findTaken(stream, changes) {
      // Who holds what after the changes before; undefined: nobody.
      const holders = new Map<string, string | undefined>();
      for (const { op, key } of changes) {
        const now = holders.has(key) ? holders.get(key) : holder.get({ key });
        if (now !== undefined && (op === 'claim' || (op === 'set' && now !== stream))) {
          return { key, holder: now };
        }
        const released = now === stream ? undefined : now;
        holders.set(key, op === 'release' ? released : stream);
      }
      return undefined;
    },
    write(stream, changes) {
      for (const change of changes) {
        if (change.op === 'release') {
          release.run({ key: change.key, stream });
        } else {
          put.run({ key: change.key, stream, value: JSON.stringify(change.value) });
        }
      }
    },
  };
}

/** By stream, and by the word before the first colon. */
export function keyCounts(db: Db): Map<string, Map<string, number>> {
  const kind = sql<string>`substr(${keys.key}, 1, instr(${keys.key}, ':') - 1)`;
  const rows = db
    .select({ stream: keys.stream, kind, count: count() })
    .from(keys)
    .groupBy(keys.stream, kind)
    .all();
  const counts = new Map<string, Map<string, number>>();
  for (const { stream, kind, count } of rows) {
    counts.set(stream, (counts.get(stream) ?? new Map()).set(kind, count));
  }
  return counts;
}
