// Decisions taken one after another, each seeing those before it, gathered into one append.
import type { Append, Json, KeyChange, StoredEvent, TimelineReader } from '../timeline/port.ts';

/** Where a stream stands: its last version, and what its events add up to. */
export type Tip<State> = { version: number; state: State };

/** What a decision sees. */
export type View<State> = Tip<State> & {
  /** 1 for the first time this is decided; more where somebody else was quicker. */
  attempt: number;
  /**
   * Values of these keys, those not yet committed included. Free keys are left out. Those of `likelyFree` are left out unread, unless a
   * decision before wrote them: who rests on that has to claim them.
   */
  readKeys(keys: readonly string[], likelyFree?: readonly string[]): Promise<Map<string, Json>>;
};

/** What one decision adds to its stream. */
export type Addition<State> = Pick<
  Append,
  'events' | 'facets' | 'keys' | 'effects' | 'search' | 'erase' | 'idempotency'
> & {
  state: State;
  /** It rests on what its stream holds on disk: nothing that is not there may be written before it in the same append. */
  onDisk?: true;
};

/** What came of a decision. Without `add` nothing is written; the answer still waits until what it rests on is on disk. */
export type Outcome<State, Answer> = {
  add?: Addition<State>;
  /** Called once everything is on disk, with the events of this decision. */
  answer(events: readonly StoredEvent[]): Answer | Promise<Answer>;
  /** Called instead where the idempotency key had been used before. */
  repeated?(receipt: Json): Answer | Promise<Answer>;
};

export type Decide<State, Answer> = (view: View<State>) => Promise<Outcome<State, Answer>>;

export type Job<State> = {
  decide: Decide<State, unknown>;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
  attempt: number;
  /** An append it had a part in was refused: it is written by itself, so that the others do not share its fate. */
  alone: boolean;
};

export type Batch<State> = {
  before: Tip<State>;
  after: Tip<State>;
  decided: { job: Job<State>; outcome: Outcome<State, unknown> }[];
  /** Everything to be written; absent where no decision adds anything. */
  add?: Addition<State>;
};

/** Appends are bounded, so that one of them does not hold the thread for long. */
const MOST_DECISIONS = 64;

/** Takes jobs from the front of the queue and decides them. One that does not fit into the same append stays in the queue. */
export async function gather<State>(
  queue: Job<State>[],
  before: Tip<State>,
  reader: Pick<TimelineReader, 'readKeys'>,
): Promise<Batch<State>> {
  const batch: Batch<State> = { before, after: before, decided: [] };
  const written = new Map<string, Json | undefined>();
  while (queue.length > 0 && batch.decided.length < MOST_DECISIONS) {
    const job = queue[0]!;
    if (batch.decided.length > 0 && (job.alone || batch.decided[0]?.job.alone)) {
      break;
    }
    const outcome = await decideOne(job, batch.after, (keys, likelyFree) =>
      readThrough(reader, written, keys, likelyFree),
    );
    if (outcome?.add && batch.add && !fitTogether(batch.add, outcome.add)) {
      break;
    }
    queue.shift();
    if (outcome) {
      batch.decided.push({ job, outcome });
      take(batch, outcome.add);
      overlay(written, outcome.add?.keys);
    }
  }
  return batch;
}

async function decideOne<State>(
  job: Job<State>,
  tip: Tip<State>,
  readKeys: View<State>['readKeys'],
): Promise<Outcome<State, unknown> | undefined> {
  try {
    return await job.decide({ ...tip, attempt: job.attempt, readKeys });
  } catch (error) {
    job.reject(error);
    return undefined;
  }
}

async function readThrough(
  reader: Pick<TimelineReader, 'readKeys'>,
  written: ReadonlyMap<string, Json | undefined>,
  keys: readonly string[],
  likelyFree: readonly string[] = [],
): Promise<Map<string, Json>> {
  const onDisk = keys.filter((key) => !written.has(key) && !likelyFree.includes(key));
  const rows = onDisk.length > 0 ? await reader.readKeys(onDisk) : [];
  const values = new Map<string, Json>(rows.map((row) => [row.key, row.value]));
  for (const key of keys) {
    const value = written.get(key);
    if (value !== undefined) {
      values.set(key, value);
    }
  }
  return values;
}

/** An append has one receipt, and its erasures are recorded by its own events: such decisions are not mixed with others. */
function fitTogether<State>(a: Addition<State>, b: Addition<State>): boolean {
  return !b.onDisk && !(a.idempotency && b.idempotency) && !a.erase?.length && !b.erase?.length;
}

function take<State>(batch: Batch<State>, add: Addition<State> | undefined): void {
  if (!add) {
    return;
  }
  batch.add = batch.add ? merged(batch.add, add) : add;
  batch.after = { version: batch.after.version + add.events.length, state: add.state };
}

function merged<State>(a: Addition<State>, b: Addition<State>): Addition<State> {
  return {
    state: b.state,
    events: [...a.events, ...b.events],
    facets: b.facets ?? a.facets,
    keys: [...(a.keys ?? []), ...(b.keys ?? [])],
    effects: [...(a.effects ?? []), ...(b.effects ?? [])],
    search: [...(a.search ?? []), ...(b.search ?? [])],
    erase: a.erase ?? b.erase,
    idempotency: a.idempotency ?? b.idempotency,
  };
}

function overlay(written: Map<string, Json | undefined>, changes: readonly KeyChange[] = []): void {
  for (const change of changes) {
    written.set(change.key, change.op === 'release' ? undefined : change.value);
  }
}
