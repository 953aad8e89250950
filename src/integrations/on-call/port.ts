// The port of on-call vendors: who is on call now and next, and waking somebody.

/** Milliseconds since 1970, UTC. */
type Instant = number;

/** A person as the vendor knows them; at least one of the three is there. */
export type Who = {
  email?: string;
  /** `U…` */
  slackId?: string;
  name?: string;
};

/** Somebody's turn. `from` and `to` are absent where it has no beginning or no end (always on call). */
export type Shift = {
  who: Who;
  from?: Instant;
  to?: Instant;
  /** 1 is asked first; absent where the vendor has no levels. */
  level?: number;
};

/** What is asked of a schedule: its id or name at the vendor, and the instant. */
export type AboutSchedule = { schedule: string; at: Instant };

/** Whom a page is for: a schedule or policy of the vendor, or single people. */
export type PageTarget = { kind: 'schedule'; id: string } | { kind: 'people'; people: readonly Who[] };

export type PageRequest = {
  target: PageTarget;
  /** One line: what is wrong. */
  title: string;
  details?: string;
  /** Ours, unique for each page: a second asking with the same key never wakes anybody twice. */
  incidentKey: string;
  /** Where the work is done. */
  link?: string;
};

/** `ref` names it at the vendor, for `acknowledge` and `resolve`; `url` shows it to people. */
export type Paged = { ref: string; url?: string; people?: readonly Who[] };

/** How a page stands at the vendor. */
export type PageState = { state: 'waiting' | 'acknowledged' | 'over'; by?: Who };

/** The code of the VendorError that says: the vendor knows nobody by that address. */
export const NOBODY_THERE = 'nobody_there';

/**
 * Failures are VendorErrors. A write whose outcome is unknown may be asked again with the same key: the vendor, or we, find
 * the first one.
 */
export type OnCall = {
  /** Everybody on call at that instant, each person once (their most urgent level), most urgent first. */
  onCall(about: AboutSchedule): Promise<Shift[]>;
  /** Whose turn is next after those who are on call at that instant; empty where nobody else comes within two months. */
  next(about: AboutSchedule): Promise<Shift[]>;
  /** For `doctor`: really tries it and wakes nobody. Resolves with a remark, if there is one. @throws VendorError with what to do */
  check(): Promise<string | undefined>;
  /** Absent where the vendor only knows schedules. */
  pager?: {
    /** False where only whole schedules or policies can be woken, not a person by name. */
    reachesPeople: boolean;
    page(request: PageRequest): Promise<Paged>;
    /** Nothing happens where it is acknowledged or over already. */
    acknowledge(ref: string): Promise<void>;
    resolve(ref: string): Promise<void>;
    state(ref: string): Promise<PageState>;
    /** Ends what a page with this key may have opened, where its answer was lost. Nothing happens where there is none. */
    withdraw(incidentKey: string): Promise<void>;
  };
};
