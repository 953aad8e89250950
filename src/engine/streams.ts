// One queue per stream: what waits is decided in turn against the uncommitted tip and committed together.
import type { Append, StoredEvent, Timeline } from '../timeline/port.ts';
import { type Batch, type Decide, gather, type Job, type Tip } from './batch.ts';

export type Streams<State> = {
  /**
   * Decides and writes; resolves when it is on disk. Streams do not wait for each other except in the commit. Rejects where
   * `decide` throws, where the disk fails, and where others were quicker a dozen times.
   */
  change<Answer>(stream: string, decide: Decide<State, Answer>): Promise<Answer>;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
};

export type StreamOptions<State> = {
  timeline: Pick<Timeline, 'append' | 'readKeys' | 'readState'>;
  load(stream: string): Promise<Tip<State>>;
  stateRow(state: State): NonNullable<Append['state']>;
  now(): number;
  onCommit(stream: string, events: readonly StoredEvent[], effects: number): void;
};

type Workshop<State> = StreamOptions<State> & { queues: Map<string, Job<State>[]>; tips: TipCache<State> };

const MOST_ATTEMPTS = 12;
/** Tips kept in memory; each is a few kilobytes, 32 at most. */
const TIPS_KEPT = 256;
const LONGEST_PAUSE_MS = 20;

export function createStreams<State>(options: StreamOptions<State>): Streams<State> {
  const workshop: Workshop<State> = { ...options, queues: new Map(), tips: tipCache() };
  const running = new Set<Promise<void>>();
  return {
    change<Answer>(stream: string, decide: Decide<State, Answer>) {
      return new Promise<Answer>((resolve, reject) => {
        const answer = (given: unknown) => resolve(given as Answer);
        const job: Job<State> = { decide, resolve: answer, reject, attempt: 1, alone: false };
        const queue = workshop.queues.get(stream);
        if (queue) {
          queue.push(job);
          return;
        }
        const run = work(workshop, stream, [job]).finally(() => running.delete(run));
        running.add(run);
      });
    },
    async idle() {
      while (running.size > 0) {
        await Promise.all(running);
      }
    },
  };
}

async function work<State>(workshop: Workshop<State>, stream: string, queue: Job<State>[]): Promise<void> {
  const { queues, tips, timeline } = workshop;
  queues.set(stream, queue);
  let answers = nobody;
  const tell = async () => {
    const telling = answers;
    answers = nobody;
    await telling();
  };
  while (queue.length > 0) {
    let taken: Job<State>[] = [];
    try {
      const before = tips.get(stream) ?? (await workshop.load(stream));
      const batch = await gather(queue, before, timeline);
      taken = batch.decided.map(({ job }) => job);
      // What is on disk is told while the next is on its way there: the disk does not wait for answers.
      const writing = taken.length > 0 ? write(workshop, stream, { queue, batch }) : nobody;
      [answers] = await Promise.all([writing, tell()]);
    } catch (error) {
      // The stream cannot be read: those who wait for it hear of it, and nobody else.
      rejectAll([...taken, ...queue.splice(0)], error);
    }
    if (queue.length === 0) {
      await tell();
    }
  }
  queues.delete(stream);
}

type Answers = () => Promise<void>;
const nobody: Answers = async () => undefined;

type Round<State> = { queue: Job<State>[]; batch: Batch<State> };

/** Resolves when it is on disk, with what tells those who wait for it. */
async function write<State>(
  workshop: Workshop<State>,
  stream: string,
  round: Round<State>,
): Promise<Answers> {
  const { timeline, tips } = workshop;
  const { before, after, add, decided } = round.batch;
  if (!add) {
    const newest = (await timeline.readState(stream))?.version ?? 0;
    if (newest === before.version) {
      return () => answerAll(round.batch, []);
    }
    await again(workshop, stream, round, 'moved on');
    return nobody;
  }
  const { state, onDisk: _onDisk, ...rest } = add;
  const row = workshop.stateRow(state);
  const append = { stream, expectedVersion: before.version, ...rest, state: row, at: workshop.now() };
  const result = await timeline.append(append).catch((error: unknown) => ({ error }));
  if ('error' in result) {
    tips.forget(stream);
    await (decided.length > 1
      ? again(workshop, stream, round, 'refused')
      : rejectAll([decided[0]!.job], result.error));
  } else if (result.ok) {
    tips.keep(stream, after);
    workshop.onCommit(stream, result.events, add.effects?.length ?? 0);
    return () => answerAll(round.batch, result.events);
  } else if (result.reason === 'duplicate' && decided.length === 1) {
    tips.forget(stream);
    const { job, outcome } = decided[0]!;
    await answerOne(job, async () => outcome.repeated?.(result.receipt));
  } else {
    // A key that was presumed to be free is looked for the second time.
    const presumed = result.reason === 'key' && decided.every(({ job }) => job.attempt === 1);
    const movedOn = result.reason === 'version' || presumed;
    await again(workshop, stream, round, movedOn ? 'moved on' : 'refused');
  }
  return nobody;
}

/**
 * Puts the decisions back in front of the queue, to be taken anew: together where another process wrote to the stream,
 * each by itself where one of them was refused.
 */
async function again<State>(
  workshop: Workshop<State>,
  stream: string,
  { queue, batch }: Round<State>,
  why: 'moved on' | 'refused',
): Promise<void> {
  workshop.tips.forget(stream);
  const jobs = batch.decided.map(({ job }) => job);
  for (const job of jobs) {
    job.attempt += 1;
    job.alone ||= why === 'refused';
  }
  const beaten = jobs.filter((job) => job.attempt > MOST_ATTEMPTS);
  rejectAll(beaten, new Error(`${stream} could not be written: others were quicker ${MOST_ATTEMPTS} times.`));
  queue.unshift(...jobs.filter((job) => !beaten.includes(job)));
  if (jobs.some((job) => job.attempt > 2)) {
    await pause();
  }
}

async function answerAll<State>(batch: Batch<State>, events: readonly StoredEvent[]): Promise<void> {
  let from = 0;
  for (const { job, outcome } of batch.decided) {
    const own = events.slice(from, from + (outcome.add?.events.length ?? 0));
    from += own.length;
    await answerOne(job, async () => outcome.answer(own));
  }
}

async function answerOne<State>(job: Job<State>, answer: () => Promise<unknown>): Promise<void> {
  try {
    job.resolve(await answer());
  } catch (error) {
    job.reject(error);
  }
}

function rejectAll<State>(jobs: readonly Job<State>[], error: unknown): void {
  for (const job of jobs) {
    job.reject(error);
  }
}

/** Two processes that collide do not do so in step. Wire time: the story's clock may stand still. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS));
}

type TipCache<State> = {
  get(stream: string): Tip<State> | undefined;
  forget(stream: string): void;
  keep(stream: string, tip: Tip<State>): void;
};

/** The most recently used tips. */
function tipCache<State>(): TipCache<State> {
  const tips = new Map<string, Tip<State>>();
  return {
    get: (stream) => tips.get(stream),
    forget: (stream) => void tips.delete(stream),
    keep(stream, tip) {
      tips.delete(stream);
      tips.set(stream, tip);
      const oldest = tips.keys().next();
      if (tips.size > TIPS_KEPT && !oldest.done) {
        tips.delete(oldest.value);
      }
    },
  };
}
