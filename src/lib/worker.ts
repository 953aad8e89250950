// Work that would hold up the main thread, done in a worker thread: a small typed wrapper over node:worker_threads.
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** What a worker answers. Bytes are moved, not copied. */
type Answer<Out> = { ok: true; value: Out } | { ok: false; message: string; stack?: string };

export type WorkerOptions = {
  /** Heap of the thread in MiB; past it the work fails and the process lives on. */
  heapMb?: number;
};

/** Only these come from the environment of the process: a thread needs no flags of its tests or its debugger. */
const EXEC_ARGV = ['--disable-warning=ExperimentalWarning'];

/**
 * Runs `module` (a `.ts` file that calls `serveWorker`) in a thread of its own with `input`, and resolves with what it answers.
 * Rejects where it throws, runs out of heap or ends without an answer. `input` must be plain data.
 */
export function runInWorker<In, Out>(module: URL, input: In, options: WorkerOptions = {}): Promise<Out> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, {
      workerData: input,
      execArgv: EXEC_ARGV,
      resourceLimits: { maxOldGenerationSizeMb: options.heapMb ?? 512 },
    });
    worker.once('message', (answer: Answer<Out>) => {
      if (answer.ok) {
        resolve(answer.value);
      } else {
        reject(Object.assign(new Error(answer.message), { stack: answer.stack ?? answer.message }));
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`The worker ended with code ${code} and gave no answer.`)),
    );
  });
}

function buffersIn(value: unknown): ArrayBuffer[] {
  const values = value !== null && typeof value === 'object' ? Object.values(value) : [];
  const buffers = values.flatMap((part) =>
    part instanceof Uint8Array && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
  return [...new Set(buffers)];
}

/** Does the work of a worker thread: called once by its module. Elsewhere (imported by a test) it does nothing. */
export function serveWorker<In, Out>(work: (input: In) => Promise<Out> | Out): void {
  const port = parentPort;
  if (port === null) {
    return;
  }
  Promise.resolve()
    .then(() => work(workerData as In))
    .then(
      (value) => port.postMessage({ ok: true, value } satisfies Answer<Out>, buffersIn(value)),
      (error: unknown) => {
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        port.postMessage({ ok: false, message, stack } satisfies Answer<Out>);
      },
    );
}
