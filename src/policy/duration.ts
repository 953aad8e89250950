// Lengths of time as they are written in the configuration: `30s`, `10m`, `1h`, `2d`, `1h30m`.
import { z } from 'zod';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds; undefined where it is no length of time. */
export function durationOf(text: string): number | undefined {
  const plain = text.replace(/\s+/g, '');
  if (!/^(?:\d+[smhd])+$/.test(plain)) {
    return undefined;
  }
  return [...plain.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}

const WRITTEN = 'write a length of time such as 30s, 10m, 1h or 2d';

/** Written as `10m`; milliseconds when read. `standard` is what holds where nothing is written. */
export const duration = (standard: string) =>
  z
    .string(WRITTEN)
    .refine((text) => durationOf(text) !== undefined, WRITTEN)
    .prefault(standard)
    .transform((text) => durationOf(text) ?? 0);
