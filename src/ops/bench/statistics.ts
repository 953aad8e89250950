// The middle and the tail of what was measured.

/** The value below which this share (0 to 1) of the values lies; the nearest one that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1));
  const found = sorted[at];
  if (found === undefined) {
    throw new Error('Nothing was measured.');
  }
  return found;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `12,345` for people, with as many digits as tell something. */
export function figures(value: number, digits = 0): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function milliseconds(value: number): string {
  return value < 10 ? `${figures(value, 1)} ms` : `${figures(value)} ms`;
}
