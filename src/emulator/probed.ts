// The record of probes of real workspaces: which methods were compared, when, and how much differed. Kept in the repository.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const probed = z.record(
  z.string(),
  /** `at`: YYYY-MM-DD. */
  z.object({ at: z.iso.date(), differences: z.number().int().min(0) }),
);

/** By method. Empty: none was ever compared. */
export type Probed = z.output<typeof probed>;

export const PROBED = new URL('probed.json', import.meta.url);

export function readProbed(file: URL | string = PROBED): Probed {
  return probed.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeProbed(record: Probed, file: URL | string = PROBED): void {
  const sorted = Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** As the table says it. */
export function probedWords(row: Probed[string] | undefined): string {
  if (!row) {
    return 'never';
  }
  return row.differences === 0 ? row.at : `${row.at}, ${row.differences} differences`;
}
