#!/usr/bin/env node
// The door: plain JavaScript, so that an old Node can read it and say what to do, or hand over to the one installed beside us.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);

/** glibc then gives freed memory back instead of keeping a start's worth of it: 11 MB of the idle process, measured. */
const KEEP_BYTES = 128 * 1024;

/** glibc reads it when a process begins, so that this one begins again: the same process, some 20 ms later. */
function beginWithLessMemory() {
  const wanted = process.argv[2] === 'start' && process.platform === 'linux' && process.execve;
  if (wanted && process.env.MALLOC_TRIM_THRESHOLD_ === undefined) {
    const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    process.execve(process.execPath, words, { ...process.env, MALLOC_TRIM_THRESHOLD_: String(KEEP_BYTES) });
  }
}

/**
 * This process waits for the one it starts, and passes on what it is told: a supervisor and `kill` know this one only. At a terminal that one
 * hears of ^C and of the terminal's end by itself.
 */
function handOver(pinned) {
  const words = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(pinned, words, { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal === 'SIGTERM' || !process.stdin.isTTY) {
        child.kill(signal);
      }
    });
  }
  child.on('exit', (code) => process.exit(code ?? 1));
}

if (major >= 24) {
  beginWithLessMemory();
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
  handOver(pinned);
}
