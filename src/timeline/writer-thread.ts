// The thread that writes: it opens the file once more and does what the main thread asks, in order.
import { parentPort, workerData } from 'node:worker_threads';
import { DiskError } from '../lib/disk-error.ts';
import type { Log } from '../lib/log.ts';
import { giveBackMemory } from '../lib/memory.ts';
import type { Append } from './port.ts';
import { openTimeline, type SqliteTimeline } from './sqlite.ts';
import { type Call, type Level, receiptOf, type Told } from './writer-calls.ts';

type Port = NonNullable<typeof parentPort>;

/** Answers and lines of the log leave together, once all that a commit settled has come. */
function mailTo(port: Port): { answer(one: Told['answers'][number]): void; log: Log } {
  let waiting: Told | undefined;
  const bag = (): Told => {
    if (!waiting) {
      waiting = { answers: [], logged: [] };
      process.nextTick(() => {
        port.postMessage(waiting);
        waiting = undefined;
      });
    }
    return waiting;
  };
  const line = (level: Level) => (fields: object, message: string) =>
    void bag().logged.push({ level, fields, message });
  const log: Log = {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    child: () => log,
  };
  return { answer: (one) => void bag().answers.push(one), log };
}

async function answerTo(timeline: SqliteTimeline, message: Call): Promise<unknown> {
  if (message.call === 'append') {
    return receiptOf(await timeline.append(JSON.parse(message.json) as Append));
  }
  // The main thread's types hold each call together with what it asks.
  const ask = timeline[message.call] as (...asked: readonly unknown[]) => Promise<unknown>;
  return ask(...message.asked);
}

function serve(port: Port, { file }: { file: string }): void {
  const mail = mailTo(port);
  const timeline = openTimeline({ file, log: mail.log });
  // Loading the tables' code is the largest thing that this thread ever does.
  void giveBackMemory();
  port.on('message', (message: Call | 'close') => {
    if (message === 'close') {
      // What waits is committed first, and its answers are on their way before the port closes.
      void timeline.close().then(() => setImmediate(() => port.close()));
      return;
    }
    const { id } = message;
    answerTo(timeline, message).then(
      (value) => mail.answer({ id, ok: true, value }),
      (error: unknown) =>
        mail.answer({ id, ok: false, error, ...(error instanceof DiskError ? { disk: true } : {}) }),
    );
  });
}

if (parentPort) {
  serve(parentPort, workerData as { file: string });
}
