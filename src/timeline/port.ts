// The timeline's port: streams of events, what is derived from them, and the work they cause. It has never heard of incidents.

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** An event as its writer hands it over. Ids are unique over all streams. */
export type NewEvent = {
  id: string;
  type: string;
  /** Version of the event's own shape; old shapes are upcast by readers, never rewritten. */
  v: number;
  /** The origin's clock: Slack's ts, the vendor's time, else ours. */
  occurredAt: Instant;
  /** Our clock. */
  recordedAt: Instant;
  actor: Json;
  /** Where it came from; `key` is unique for the thing at its origin (a message, a request). */
  source: { kind: string; key: string };
  /** Id of the event that caused this one. */
  causedBy?: string;
  data: Json;
  /** Words of people. Kept apart from the hashed record, so that they can be erased. */
  content?: Json;
};

/** An event on disk. `content` is null when there was none or when it was erased (`erased` tells which). */
export type StoredEvent = Required<
  Pick<NewEvent, 'id' | 'type' | 'v' | 'occurredAt' | 'recordedAt' | 'actor' | 'source' | 'data'>
> & {
  causedBy?: string;
  content: Json;
  erased: boolean;
  stream: string;
  /** 1 for the first event of a stream. */
  version: number;
  /** SHA-256 in hex; `prevHash` of the first event is the empty string. */
  prevHash: string;
  hash: string;
};

/** Keys are unique over all streams and belong to the stream that claimed them. */
export type KeyChange =
  /** Takes a key that nobody holds; else the whole append is refused. */
  | { op: 'claim'; key: string; value: Json }
  /** Writes a key that is free or this stream's own; else the whole append is refused. */
  | { op: 'set'; key: string; value: Json }
  | { op: 'release'; key: string };

export type KeyRow = { key: string; stream: string; value: Json };

/** Indexed words about a stream, replaced as a whole by each append that gives them. */
export type Facets = { readonly [name: string]: string | number | null };

export type NewEffect = {
  /** Event id + reaction + ordinal: an effect that exists already is not added again. */
  key: string;
  kind: string;
  payload: Json;
  /** Not performed before this. */
  dueAt: Instant;
  /** Not to be performed after this: whoever leases it then parks it instead, and says so. */
  notAfter?: Instant;
  /** A refresh: at most one waits per target (a second request while one waits is dropped) and at most one runs. */
  target?: string;
};

/** Numbers of rows that were forgotten. */
export type Pruned = { done: number; parked: number; receipts: number };

export type EffectStatus = 'waiting' | 'running' | 'done' | 'parked';

export type Effect = {
  id: number;
  key: string;
  stream: string;
  kind: string;
  payload: Json;
  status: EffectStatus;
  dueAt: Instant;
  notAfter?: Instant;
  target?: string;
  /** How often it was leased, this time included. */
  attempts: number;
  leaseUntil?: Instant;
  lastError?: string;
  createdAt: Instant;
  finishedAt?: Instant;
};

/**
 * What is searched. `id` names the document (an event, or a message over all its revisions); an upsert replaces its text.
 * `headline`: it says what its stream is about (a title, a summary); such documents are few.
 */
export type SearchChange =
  | { op: 'upsert'; id: string; text: string; headline?: true }
  | { op: 'remove'; id: string };

/** One atomic write to one stream. Everything in it is on disk, or nothing is. */
export type Append = {
  stream: string;
  /** Version of the stream's last event as the writer knows it; 0 for a stream that does not exist. */
  expectedVersion: number;
  /** May be empty where only effects or keys change. */
  events: readonly NewEvent[];
  state?: { data: Json; foldVersion: number };
  facets?: Facets;
  keys?: readonly KeyChange[];
  effects?: readonly NewEffect[];
  search?: readonly SearchChange[];
  /** Event ids whose content (and search text) is erased with this append. */
  erase?: readonly string[];
  /** A second append with the same idempotency key writes nothing and gets the first one's receipt. */
  idempotency?: { key: string; receipt: Json };
  /** Our clock, for effects and receipts. */
  at: Instant;
};

export type AppendResult =
  | { ok: true; version: number; events: readonly StoredEvent[] }
  | { ok: false; reason: 'version'; current: number }
  | { ok: false; reason: 'key'; key: string; holder: string }
  | { ok: false; reason: 'duplicate'; receipt: Json };

export type StateRow = { stream: string; version: number; data: Json; foldVersion: number };

/** `is`: any of these values. All conditions must hold. */
export type FacetQuery = {
  where: readonly { facet: string; is: readonly (string | number | null)[] }[];
  /** Streams whose facet lies in this range (inclusive), for dates and numbers. */
  between?: { facet: string; from?: number; to?: number };
  orderBy?: { facet: string; descending?: boolean };
  limit: number;
  offset?: number;
};

export type SearchHit = {
  stream: string;
  id: string;
  /** Words found, marked with « and ». */
  snippet: string;
  rank: number;
};

export type Head = { stream: string; version: number; hash: string };

export type Problem = { stream: string; version?: number; what: string };

/** What can be asked. Safe to use from another thread over its own connection. */
export type TimelineReader = {
  /** Events of a stream in order of version, after `after` (exclusive), at most `limit` (1,000 by default). */
  readStream(
    stream: string,
    options?: { after?: number; limit?: number; types?: readonly string[] },
  ): Promise<StoredEvent[]>;
  readEvents(ids: readonly string[]): Promise<StoredEvent[]>;
  readState(stream: string): Promise<StateRow | undefined>;
  readKeys(keys: readonly string[]): Promise<KeyRow[]>;
  /** Keys of one stream that begin with `prefix`, in order of key. Those of other streams that begin so are read past: name a beginning that few have. */
  listKeys(stream: string, prefix: string, options?: { after?: string; limit?: number }): Promise<KeyRow[]>;
  findStreams(query: FacetQuery): Promise<StateRow[]>;
  countStreams(query: Pick<FacetQuery, 'where' | 'between'>): Promise<number>;
  /** Full-text search; `where` limits it to streams whose facets match. Words in CJK scripts are found, too. */
  search(query: {
    text: string;
    where?: FacetQuery['where'];
    stream?: string;
    limit: number;
  }): Promise<SearchHit[]>;
  /** What is due first comes first. All conditions must hold. */
  listEffects(query: {
    ids?: readonly number[];
    status?: readonly EffectStatus[];
    stream?: string;
    kind?: string | readonly string[];
    /** Not those that ended with this error. */
    exceptError?: string;
    /** What ended last comes first; what has not ended comes after it, what was asked for last first. */
    newestFirst?: boolean;
    limit: number;
    offset?: number;
  }): Promise<Effect[]>;
  /** The receipt of an append with this idempotency key, if there was one. */
  readReceipt(key: string): Promise<Json | undefined>;
  /** The last event of each stream, by stream name, after `after`. */
  heads(options?: { after?: string; limit?: number }): Promise<Head[]>;
  close(): Promise<void>;
};

export type Timeline = TimelineReader & {
  /**
   * Writes atomically and resolves when it is safely on disk. Appends that wait at the same time share one commit; each is
   * refused on its own. Rejects only where the disk or the database fails; nothing of the append is there then.
   */
  append(append: Append): Promise<AppendResult>;
  /** Takes effects that are due, oldest first, for `leaseMs`. Those whose lease ran out are taken again. */
  leaseEffects(options: {
    now: Instant;
    leaseMs: number;
    limit: number;
    exceptKinds?: readonly string[];
  }): Promise<Effect[]>;
  /** Ends a lease. Does nothing when the lease was lost to somebody else meanwhile (compares `attempts`); tells whether it did. */
  finishEffect(
    effect: Pick<Effect, 'id' | 'attempts'>,
    outcome:
      | { status: 'done'; now: Instant }
      | { status: 'waiting'; dueAt: Instant; error: string }
      /** Its worker has not begun: it waits as before, and the lease does not count as an attempt. */
      | { status: 'untouched' }
      | { status: 'parked'; now: Instant; error: string },
  ): Promise<boolean>;
  /** When the next waiting effect is due or the next lease ends; undefined when there is none. */
  nextEffectAt(): Promise<Instant | undefined>;
  /**
   * Lets those who still hold these leases (compares `attempts`) keep them for `leaseMs` from now on. It is the same attempt.
   * Returns the ids of those that were held.
   */
  renewLeases(
    leases: readonly Pick<Effect, 'id' | 'attempts'>[],
    options: { now: Instant; leaseMs: number },
  ): Promise<number[]>;
  /**
   * Parks one that waits, or gives it another time after which it is never too late. False, and nothing changes, where it does
   * not wait: it is being performed, or is over.
   */
  changeWaiting(
    id: number,
    to: { status: 'parked'; now: Instant; error: string } | { status: 'waiting'; dueAt: Instant },
  ): Promise<boolean>;
  /**
   * Puts parked effects back in the queue, these or all but those parked with `exceptError`. A time that lies ahead is kept;
   * what is overdue is due now, and is not too late any more. Attempts are kept. Returns how many.
   */
  releaseEffects(query: { ids?: readonly number[]; exceptError?: string; now: Instant }): Promise<number>;
  /** Ends every lease at once, for a worker that knows the others to be gone. What was leased waits again. Returns how many. */
  endLeases(): Promise<number>;
  /** Parks these, or everything that waits or runs (a restored backup must not post by itself). Returns how many. */
  parkEffects(query: { ids?: readonly number[]; now: Instant; error: string }): Promise<number>;
  /** Forgets effects that were done or parked before this, and receipts older than this. Returns how many rows went. */
  prune(query: { doneBefore: Instant; parkedBefore: Instant; receiptsBefore: Instant }): Promise<Pruned>;
  /** Replaces the state, and the facets if given, of a stream whose fold version is old by what the events say. */
  writeState(row: StateRow & { facets?: Facets }): Promise<void>;
  /** Cuts the write-ahead log; done after an erasure and when idle. */
  checkpoint(): Promise<void>;
  /** A consistent copy of the database in a new file. */
  backup(file: string): Promise<void>;
  /** Recomputes every hash of every chain, yielding between batches, and compares with heads kept elsewhere if given. */
  verify(options?: {
    against?: readonly Head[];
    onProgress?: (checked: number) => void;
  }): Promise<{ events: number; streams: number; problems: Problem[] }>;
};

/** Files by what is in them. */
export type FileStore = {
  /** Keeps the bytes (at most the cap the store was opened with; larger ones are refused with an error that says the cap). */
  put(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  read(sha256: string): Promise<Uint8Array | undefined>;
  erase(sha256: string): Promise<void>;
};
