// Work that would hold up the main thread, done in a worker thread: a small typed wrapper over node:worker_threads.
import { getHeapStatistics } from 'node:v8';
import { parentPort, Worker } from 'node:worker_threads';

/** What a worker answers. Bytes are moved, not copied. `heavy`: its heap has grown, so it is not worth keeping. */
type Answer<Out> = { heavy: boolean } & (
  | { ok: true; value: Out }
  | { ok: false; message: string; stack?: string }
);

export type WorkerOptions = {
  /** Heap of the thread in MiB; past it the work fails and the process lives on. */
  heapMb?: number;
  /** After so long the thread is ended and the work fails: what turns in circles must not do so for ever. Wire time. */
  limitMs?: number;
};

/** Only these come from the environment of the process: a thread needs no flags of its tests or its debugger. */
const EXEC_ARGV = ['--disable-warning=ExperimentalWarning'];
/** Loading its modules takes a thread longer than most of its work: one that is done waits this long for more. Wire time. */
const WARM_MS = 60_000;
/** Of what was just made; Node's own choice takes 150 MB more for a long draft and is 4 % faster (measured). */
const YOUNG_MB = 48;
const LIMIT_MS = 20 * 60_000;
const HEAVY_BYTES = 256 * 1024 * 1024;

/** Threads that wait for work, by module and heap. They do not keep the process alive. */
const warm = new Map<string, { worker: Worker; timer: NodeJS.Timeout }>();

function takeWarm(key: string): Worker | undefined {
  const waiting = warm.get(key);
  warm.delete(key);
  clearTimeout(waiting?.timer);
  return waiting?.worker;
}

/** One of each kind is enough. */
function keepWarm(key: string, worker: Worker, heavy: boolean): void {
  if (heavy || warm.has(key)) {
    void worker.terminate();
    return;
  }
  const timer = setTimeout(() => void takeWarm(key)?.terminate(), WARM_MS);
  timer.unref();
  worker.unref();
  warm.set(key, { worker, timer });
}

function startWorker(module: URL, heapMb: number, key: string): Worker {
  const worker = new Worker(module, {
    execArgv: EXEC_ARGV,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const forget = () => warm.get(key)?.worker === worker && takeWarm(key);
  worker.once('exit', forget);
  worker.once('error', forget);
  return worker;
}

/**
 * Runs `module` (a `.ts` file that calls `serveWorker`) in a thread of its own with `input`, and resolves with what it answers.
 * Rejects where it throws, runs out of heap or ends without an answer. `input` must be plain data.
 */
export function runInWorker<In, Out>(module: URL, input: In, options: WorkerOptions = {}): Promise<Out> {
  const { heapMb = 512, limitMs = LIMIT_MS } = options;
  const key = `${heapMb} ${module.href}`;
  const worker = takeWarm(key) ?? startWorker(module, heapMb, key);
  worker.ref();
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    void worker.terminate();
  }, limitMs).unref();
  return new Promise<Answer<Out>>((resolve, reject) => {
    const ended = (code: number) =>
      reject(
        new Error(
          late
            ? `It took longer than ${Math.round(limitMs / 1_000)} s and was ended.`
            : `The worker ended with code ${code} and gave no answer.`,
        ),
      );
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (answer: Answer<Out>) => {
      worker.off('error', reject);
      worker.off('exit', ended);
      resolve(answer);
    });
    worker.postMessage(input);
  })
    .finally(() => clearTimeout(limit))
    .then((answer) => {
      keepWarm(key, worker, answer.heavy);
      if (answer.ok) {
        return answer.value;
      }
      throw Object.assign(new Error(answer.message), { stack: answer.stack ?? answer.message });
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
  const heavy = () => getHeapStatistics().total_heap_size > HEAVY_BYTES;
  port?.on('message', async (input: In) => {
    try {
      const value = await work(input);
      port.postMessage({ ok: true, value, heavy: heavy() } satisfies Answer<Out>, buffersIn(value));
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      port.postMessage({ ok: false, message, stack, heavy: heavy() } satisfies Answer<Out>);
    }
  });
}
