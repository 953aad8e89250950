// One queue per stream: what waits is decided in turn against the uncommitted tip and committed together. While one append is
// on its way to the disk, the next is decided.
import type { Append, StoredEvent, Timeline } from '../timeline/port.ts';
import {
  type Addition,
  type Batch,
  type Decide,
  emptyBatch,
  erases,
  gather,
  type Job,
  type Tip,
} from './batch.ts';

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

type Workshop<State> = StreamOptions<State> & {
  lines: Map<string, Line<State>>;
  tips: TipCache<State>;
  /** What has begun and is not over. */
  running: Set<Promise<void>>;
};

/** Those who wait for one stream. */
type Line<State> = {
  queue: Job<State>[];
  join(job: Job<State>): void;
  /** Resolves when somebody waits. */
  waited(): Promise<void>;
};

/** `again`: jobs that are to be taken anew, in front of all others. */
type Landing<State> = { ok: true } | { ok: false; again: readonly Job<State>[] };

/** An append on its way to the disk. */
type Flight<State> = { batch: Batch<State>; landing: Promise<Landing<State>> };

const MOST_ATTEMPTS = 12;
/** Tips kept in memory; each is a few kilobytes, 32 at most. */
const TIPS_KEPT = 256;
const LONGEST_PAUSE_MS = 20;

export function createStreams<State>(options: StreamOptions<State>): Streams<State> {
  const running = new Set<Promise<void>>();
  const workshop: Workshop<State> = { ...options, lines: new Map(), tips: tipCache(), running };
  return {
    change<Answer>(stream: string, decide: Decide<State, Answer>) {
      return new Promise<Answer>((resolve, reject) => {
        const answer = (given: unknown) => resolve(given as Answer);
        const job: Job<State> = { decide, resolve: answer, reject, attempt: 1, alone: false };
        const line = workshop.lines.get(stream);
        if (line) {
          line.join(job);
        } else {
          untilDone(workshop, work(workshop, stream, lineOf(job)));
        }
      });
    },
    async idle() {
      while (running.size > 0) {
        await Promise.all(running);
      }
    },
  };
}

function untilDone<State>({ running }: Workshop<State>, task: Promise<void>): void {
  const run = task.finally(() => running.delete(run));
  running.add(run);
}

function lineOf<State>(first: Job<State>): Line<State> {
  const queue = [first];
  let tell: () => void = () => undefined;
  return {
    queue,
    join(job) {
      queue.push(job);
      tell();
    },
    waited: () =>
      new Promise((resolve) => {
        tell = resolve;
        if (queue.length > 0) {
          resolve();
        }
      }),
  };
}

async function work<State>(workshop: Workshop<State>, stream: string, line: Line<State>): Promise<void> {
  const { queue } = line;
  workshop.lines.set(stream, line);
  let flight: Flight<State> | undefined;
  while (queue.length > 0 || flight) {
    try {
      const ahead = flight && (await decideAhead(workshop, line, flight));
      const landing = await flight?.landing;
      flight = undefined;
      if (landing?.ok === false) {
        queue.unshift(...landing.again, ...jobsOf(ahead));
      } else {
        flight = await takeOff(workshop, stream, line, ahead);
      }
    } catch (error) {
      // The stream cannot be read: those who wait for it hear of it, and nobody else.
      rejectAll(queue.splice(0), error);
    }
  }
  workshop.lines.delete(stream);
}

/** Decides what comes in until the append under way has landed, on top of it; nothing of it is sent yet. */
async function decideAhead<State>(
  { timeline: reader }: Workshop<State>,
  { queue, waited }: Line<State>,
  { batch: under, landing }: Flight<State>,
): Promise<Batch<State>> {
  const batch = emptyBatch(under.after, under);
  let over = erases(under.add);
  const landed = landing.then(() => {
    over = true;
  });
  while (!over && (await gather(queue, batch, { reader, ahead: true })) === 'open') {
    await Promise.race([landed, waited()]);
  }
  return batch;
}

/** Sends what was decided ahead with what else waits. Nothing is under way then. */
async function takeOff<State>(
  workshop: Workshop<State>,
  stream: string,
  { queue }: Line<State>,
  ahead: Batch<State> | undefined,
): Promise<Flight<State> | undefined> {
  const { tips, timeline: reader } = workshop;
  const batch = ahead ?? emptyBatch(tips.get(stream) ?? (await workshop.load(stream)));
  await gather(queue, batch, { reader, ahead: false });
  return batch.decided.length > 0 ? { batch, landing: write(workshop, stream, batch) } : undefined;
}

const jobsOf = <State>(batch: Batch<State> | undefined): Job<State>[] =>
  batch?.decided.map(({ job }) => job) ?? [];

async function write<State>(
  workshop: Workshop<State>,
  stream: string,
  batch: Batch<State>,
): Promise<Landing<State>> {
  try {
    return await (batch.add ? append(workshop, stream, batch, batch.add) : stand(workshop, stream, batch));
  } catch (error) {
    workshop.tips.forget(stream);
    rejectAll(jobsOf(batch), error);
    return { ok: false, again: [] };
  }
}

/** Nothing is to be written: the answers hold where the stream has not moved on. */
async function stand<State>(
  workshop: Workshop<State>,
  stream: string,
  batch: Batch<State>,
): Promise<Landing<State>> {
  const newest = (await workshop.timeline.readState(stream))?.version ?? 0;
  if (newest !== batch.before.version) {
    return again(workshop, stream, batch, 'moved on');
  }
  untilDone(workshop, answerAll(batch, []));
  return { ok: true };
}

async function append<State>(
  workshop: Workshop<State>,
  stream: string,
  batch: Batch<State>,
  add: Addition<State>,
): Promise<Landing<State>> {
  const { timeline, tips } = workshop;
  const { before, after, decided } = batch;
  const { state, ...rest } = add;
  const row = workshop.stateRow(state);
  const request = { stream, expectedVersion: before.version, ...rest, state: row, at: workshop.now() };
  const result = await timeline.append(request).catch((error: unknown) => ({ error }));
  if ('error' in result) {
    if (decided.length > 1) {
      return again(workshop, stream, batch, 'refused');
    }
    throw result.error;
  }
  if (result.ok) {
    tips.keep(stream, after);
    workshop.onCommit(stream, result.events, add.effects?.length ?? 0);
    untilDone(workshop, answerAll(batch, result.events));
    return { ok: true };
  }
  const [only, more] = decided;
  if (result.reason === 'duplicate' && only && !more) {
    tips.forget(stream);
    const { receipt } = result;
    await answerOne(only.job, async () => only.outcome.repeated?.(receipt));
    return { ok: false, again: [] };
  }
  return again(workshop, stream, batch, result.reason === 'version' ? 'moved on' : 'refused');
}

/** Has the decisions taken anew: together where another process wrote to the stream, each by itself where one was refused. */
async function again<State>(
  workshop: Workshop<State>,
  stream: string,
  batch: Batch<State>,
  why: 'moved on' | 'refused',
): Promise<Landing<State>> {
  workshop.tips.forget(stream);
  const jobs = jobsOf(batch);
  for (const job of jobs) {
    job.attempt += 1;
    job.alone ||= why === 'refused';
  }
  const beaten = jobs.filter((job) => job.attempt > MOST_ATTEMPTS);
  rejectAll(beaten, new Error(`${stream} could not be written: others were quicker ${MOST_ATTEMPTS} times.`));
  if (jobs.some((job) => job.attempt > 2)) {
    await pause();
  }
  return { ok: false, again: jobs.filter((job) => !beaten.includes(job)) };
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
