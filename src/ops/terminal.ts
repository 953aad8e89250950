// What the operator's commands have in common: printing, the configuration, and the open record.
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';
import type { Desk } from './declare-note-resolve.ts';

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export async function readConfig(): Promise<Config> {
  const { readAndCheck } = await import('../config.ts');
  return (await readAndCheck(process.env)).config;
}

/** Opens the record for `work`, and closes it whatever happens. Warnings go to standard error. */
export async function atDesk<T>(work: (desk: Desk & Core) => Promise<T>): Promise<T> {
  const { openCore } = await import('../core.ts');
  const { createLog } = await import('../lib/json-log.ts');
  const { idMaker } = await import('../lib/ids.ts');
  const log = createLog({ level: 'warn', write: (line) => void process.stderr.write(line) });
  const core = openCore(await readConfig(), { log });
  try {
    return await work({ ...core, newId: idMaker(core.clock.now) });
  } finally {
    await core.close();
  }
}
