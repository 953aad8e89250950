// The record and the engine without a process around them, in a folder of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, openCore } from '../../core.ts';
import { silentLog } from '../../lib/log.ts';
import { defaultPolicy } from '../../policy/defaults.ts';

const MEGABYTE = 1024 * 1024;

export function coreIn(dataDir: string): Core {
  return openCore({ dataDir, maxFileBytes: MEGABYTE, policy: defaultPolicy }, { log: silentLog });
}

/** Runs `work` over an empty record, which is gone afterwards. */
export async function withCore<T>(work: (core: Core) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'firescribe-bench-'));
  const core = coreIn(folder);
  try {
    return await work(core);
  } finally {
    await core.close();
    rmSync(folder, { recursive: true });
  }
}
