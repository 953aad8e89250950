// What the figures were taken on: the disk's fsync, cores, Node.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { figures, median } from './statistics.ts';

const PAGE = 4_096;
const PAGES = 100;

/** Median ms of writing one page at the end of a file and making it safe, in the folder where the figures are taken. */
export function fsyncMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'firescribe-fsync-'));
  const file = openSync(join(folder, 'pages'), 'w');
  try {
    const page = Buffer.alloc(PAGE, 1);
    return median(
      Array.from({ length: PAGES }, (_, index) => {
        const began = performance.now();
        writeSync(file, page, 0, PAGE, index * PAGE);
        fdatasyncSync(file);
        return performance.now() - began;
      }),
    );
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

/** One line. The load says whether somebody else was at work on the machine. */
export function machineLine(fsync: number): string {
  const [load = 0] = loadavg();
  return [
    `fsync ${figures(fsync, 2)} ms (${tmpdir()})`,
    `${availableParallelism()} cores`,
    `load ${figures(load, 1)}`,
    `Node ${process.versions.node}`,
  ].join(' · ');
}
