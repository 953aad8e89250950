// How soon the process listens, and how much memory it holds when nothing happens.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { openOffice } from './office.ts';
import { figures, median, milliseconds } from './statistics.ts';

const GOAL_MS = 1_500;
const GOAL_MB = 150;
const KILOBYTES_PER_MB = 1_024;

/** Resident memory of a process; undefined where there is no /proc. */
function residentMb(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / KILOBYTES_PER_MB;
  } catch {
    return undefined;
  }
}

export const start: Figure = {
  name: 'process',
  async run({ process: { starts, idleMs } }, tell) {
    const office = await openOffice();
    try {
      const taken: number[] = [];
      const sizes: number[] = [];
      for (let time = 0; time < starts; time += 1) {
        const began = performance.now();
        const app = office.launch();
        await app.listening;
        taken.push(performance.now() - began);
        await app.connected;
        await pause(idleMs);
        sizes.push(...[residentMb(app.pid)].filter((mb) => mb !== undefined));
        tell(`process: listening after ${milliseconds(taken.at(-1)!)}, ${figures(sizes.at(-1) ?? 0)} MB`);
        await app.stop();
      }
      const [ms, mb] = [median(taken), sizes.length > 0 ? median(sizes) : undefined];
      return [
        {
          figure: 'listening after start',
          measured: milliseconds(ms),
          goal: `< ${figures(GOAL_MS)} ms`,
          ok: ms < GOAL_MS,
        },
        {
          figure: 'resident memory, idle',
          measured: mb === undefined ? 'not known here' : `${figures(mb)} MB`,
          goal: `< ${GOAL_MB} MB`,
          ...(mb === undefined ? {} : { ok: mb < GOAL_MB }),
        },
      ];
    } finally {
      await office.close();
    }
  },
};
