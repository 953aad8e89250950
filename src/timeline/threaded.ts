// The timeline with its writing in a thread of its own: the wait for a disk holds up neither acks nor the socket's pings.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DiskError } from '../lib/disk-error.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { runInWorker } from '../lib/worker.ts';
import type { WholeCheck } from './check-worker.ts';
import { openDatabase } from './database.ts';
import { drizzle } from './drizzle.ts';
import { effectQueue } from './effects.ts';
import { isLarge } from './soundness.ts';
import { readerOver, type SqliteTimeline } from './sqlite.ts';
import {
  type Call,
  type Receipt,
  resultOf,
  type Told,
  WRITER_CALLS,
  type WriterCall,
} from './writer-calls.ts';

/** Of what the thread has just made; it holds no more than what waits for the next commit. */
const YOUNG_MB = 4;

type Waiting = { resolve(value: unknown): void; reject(error: unknown): void };

/** A call without the number that its answer is known by. */
type Request = Call extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never;

type Writer = {
  ask(request: Request): Promise<unknown>;
  close(): Promise<void>;
};

export type ThreadedTimeline = SqliteTimeline & {
  /**
   * Reads all of a file of which only a part was looked at when it was opened, in a thread. Resolves with what to do where it is
   * damaged; whoever opens it next is refused with that, until it is sound.
   */
  checkWhole(): Promise<string | undefined>;
  /** From now on nothing is written any more: everybody who asks for it hears why. What only reads goes on. */
  refuseWrites(why: string): void;
};

/**
 * The same promises as `openTimeline`, and the same errors where the file must not be opened. Reads go over a connection of
 * this thread, which sees each commit as soon as it is acknowledged. A writing thread that ends by itself rejects what it had
 * been asked (whether that is on disk is not known then), and the next write starts another.
 */
export function openThreadedTimeline({
  file,
  log = silentLog,
  program = new URL('./writer-thread.ts', import.meta.url),
}: {
  file: string;
  log?: Log;
  /** What the thread runs. */
  program?: URL;
}): ThreadedTimeline {
  const client = openDatabase(file);
  client.pragma('query_only = ON');
  const writer = startWriter({ file, program }, log);
  let refusal: DiskError | undefined;
  const ask: Writer['ask'] = (request) => (refusal ? Promise.reject(refusal) : writer.ask(request));
  const { nextEffectAt } = effectQueue(drizzle({ client }));
  const reader = readerOver(client);
  const other = WRITER_CALLS.filter((call) => call !== 'append');
  const calls = Object.fromEntries(
    other.map((call) => [call, (...asked: readonly unknown[]) => ask({ call, asked })]),
  ) as Pick<SqliteTimeline, Exclude<WriterCall, 'append'>>;
  return {
    ...reader,
    ...calls,
    async append(append) {
      const receipt = await ask({ call: 'append', json: JSON.stringify(append) });
      return resultOf(append, receipt as Receipt);
    },
    async search(query) {
      await (refusal ? undefined : calls.indexWords());
      return reader.search(query);
    },
    async nextEffectAt() {
      if (refusal) {
        throw refusal;
      }
      return nextEffectAt();
    },
    checkWhole: async () => (isLarge(file) ? wholeCheck(file) : undefined),
    refuseWrites(why) {
      refusal = new DiskError(why);
    },
    async close() {
      await writer.close();
      client.close();
    },
  };
}

async function wholeCheck(file: string): Promise<string | undefined> {
  const module = new URL('./check-worker.ts', import.meta.url);
  return (await runInWorker<{ file: string }, WholeCheck>(module, { file })).damage;
}

/** An error loses its class between threads. */
const errorOf = ({ error, disk }: { error: unknown; disk?: true }): unknown =>
  disk ? new DiskError((error as Error).message, { cause: error }) : error;

function startWriter({ file, program }: { file: string; program: URL }, log: Log): Writer {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let closed = false;
  let worker: Worker | undefined;

  const settle = ({ answers, logged }: Told) => {
    for (const { level, fields, message } of logged) {
      log[level](fields, message);
    }
    for (const answer of answers) {
      const asker = waiting.get(answer.id);
      waiting.delete(answer.id);
      answer.ok ? asker?.resolve(answer.value) : asker?.reject(errorOf(answer));
    }
    if (waiting.size === 0) {
      worker?.unref();
    }
  };
  const lost = (why: unknown) => {
    worker = undefined;
    if (waiting.size > 0 || !closed) {
      log.error({ err: why }, 'The thread that writes has ended; the next write starts another.');
    }
    for (const { reject } of waiting.values()) {
      reject(
        new DiskError(`Whether this was written to ${file} is not known: the thread that writes has ended.`),
      );
    }
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(program, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      workerData: { file },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    let failure: unknown;
    started.on('message', settle);
    started.once('error', (error) => {
      failure = error;
    });
    started.once('exit', (code) => {
      if (worker === started) {
        lost(failure ?? new Error(`It ended with code ${code}.`));
      }
    });
    started.unref();
    return started;
  };
  worker = start();
  return {
    ask(request) {
      if (closed) {
        return Promise.reject(new Error(`${file} is closed; nothing can be written to it any more.`));
      }
      worker ??= start();
      // An ack that is awaited keeps the process alive; a thread that only waits does not.
      worker.ref();
      last += 1;
      const id = last;
      worker.postMessage({ id, ...request } satisfies Call);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    async close() {
      closed = true;
      const ending = worker;
      if (ending) {
        ending.ref();
        const ended = once(ending, 'exit');
        ending.postMessage('close');
        await ended;
      }
    },
  };
}
