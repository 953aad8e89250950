// Drizzle's statements run by the driver itself: to fill in placeholders drizzle takes as long as SQLite takes to write a row.
import type { Placeholder, Query } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Client } from './database.ts';

/** A connection, with drizzle over it. */
export type Db = BetterSQLite3Database & { $client: Client };

type Values = { readonly [placeholder: string]: string | number | bigint | Uint8Array | null };

/** What drizzle leaves open in a query: a placeholder, or one with the encoder of its column. */
type Slot = Placeholder | { value: Placeholder; encoder: { mapToDriverValue(value: unknown): unknown } };

type Prepared = { getQuery(): Query };

/** Puts values where the query has placeholders. One that is missing is refused by the driver. */
function filling({ params }: Query): (values: Values) => unknown[] {
  const slots = params.map((param) => {
    const isSlot = typeof param === 'object' && param !== null && ('encoder' in param || 'name' in param);
    if (!isSlot) {
      return () => param;
    }
    const slot = param as Slot;
    return 'encoder' in slot
      ? (values: Values) => slot.encoder.mapToDriverValue(values[slot.value.name])
      : (values: Values) => values[slot.name];
  });
  return (values) => slots.map((slot) => slot(values));
}

/** A prepared insert, update or delete. */
export function bareWrite({ $client }: Db, prepared: Prepared) {
  const query = prepared.getQuery();
  const [statement, fill] = [$client.prepare(query.sql), filling(query)];
  return { run: (values: Values) => statement.run(...fill(values)) };
}

/** The only row of a prepared question, its columns by their names in the table. */
export function bareRow<Row>({ $client }: Db, prepared: Prepared) {
  const query = prepared.getQuery();
  const [statement, fill] = [$client.prepare(query.sql), filling(query)];
  return { get: (values: Values) => statement.get(...fill(values)) as Row | undefined };
}

/** The only column of the only row of a prepared question. */
export function bareValue<Value>({ $client }: Db, prepared: Prepared) {
  const query = prepared.getQuery();
  const [statement, fill] = [$client.prepare(query.sql).pluck(), filling(query)];
  return { get: (values: Values) => statement.get(...fill(values)) as Value | undefined };
}
