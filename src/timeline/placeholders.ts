// Spares prepared inserts from naming every column twice.
import type { Placeholder, Table } from 'drizzle-orm';
import { getTableColumns, sql } from './drizzle.ts';

/** A placeholder for each column of the table, named like the column's property, but for those left out. */
export function placeholders<T extends Table, Left extends keyof T['_']['columns'] = never>(
  table: T,
  ...leftOut: Left[]
): { [Column in Exclude<keyof T['_']['columns'], Left>]: Placeholder } {
  const names = Object.keys(getTableColumns(table)).filter((name) => !leftOut.includes(name as Left));
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as {
    [Column in Exclude<keyof T['_']['columns'], Left>]: Placeholder;
  };
}
