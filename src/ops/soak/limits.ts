// What a soak is held against.
import type { SoakReport } from './soak.ts';

/** "A flat heap": within ten per cent. */
const MOST_HEAP_GROWTH = 1.1;
/** SQLite folds the log into the file each 16 MB; a batch of commits and a reader may delay that a little. */
const MOST_WAL_MB = 32;

/** What went beyond its limit, one sentence each. */
export function beyondLimits(report: SoakReport): string[] {
  const { heapGrowth, wal, effectsLeft, problems, messages, recorded } = report;
  return [
    ...(heapGrowth > MOST_HEAP_GROWTH ? [`The heap grew by ${((heapGrowth - 1) * 100).toFixed(0)} %.`] : []),
    ...(wal > MOST_WAL_MB ? [`The write-ahead log grew to ${wal.toFixed(0)} MB.`] : []),
    ...(recorded < messages ? [`${messages - recorded} messages are not on record.`] : []),
    ...(effectsLeft > 0 ? [`${effectsLeft} effects were never pruned.`] : []),
    ...problems,
  ];
}
