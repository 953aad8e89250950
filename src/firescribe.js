#!/usr/bin/env node
// The door: plain JavaScript, so that an old Node can read it and say what to do, or hand over to the one installed beside us.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  // What has been read and compiled once is kept, which is half of a start; the variable tells worker threads. In our own
  // folder, since what lies there is run.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
    new URL('../node_modules/.cache/firescribe', import.meta.url),
  );
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  const { main } = await import('./main.ts');
  await main(process.argv);
} else {
  const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(pinned)) {
    console.error(
      `Firescribe needs Node 24, and this is Node ${process.versions.node}. Run "npm ci" here: it installs Node 24 beside the project and leaves yours alone.`,
    );
    process.exit(1);
  }
  const run = spawnSync(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(run.status ?? 1);
}
