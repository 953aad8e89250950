// Everything that can be asked of an incident. Surfaces build these; decide answers with facts or a Refusal.
import type { Fact, IncidentEvent } from './events.ts';
import type { LinkWishes } from './link-events.ts';
import type { ReviewWishes } from './review-commands.ts';
import type { Incident } from './state.ts';
import type {
  Actor,
  Beside,
  CancelReason,
  Deployment,
  FileRef,
  IncidentKind,
  Instant,
  KeyTimeName,
  MessagePlace,
  NotInvited,
  Offering,
  OnAlertsOver,
  Signal,
  Source,
  TicketFacts,
  VendorName,
} from './values.ts';
import type { VendorWishes } from './vendor-commands.ts';

/** What each command carries besides who, when and where from. */
type Wishes = OwnWishes & ReviewWishes & VendorWishes & LinkWishes;

type OwnWishes = {
  declare: {
    kind: IncidentKind;
    title: string;
    /** Word as typed (`1`, `sev1`); absent where nobody named one. */
    severity?: string;
    service?: string;
    team?: string;
    private: boolean;
    impact?: string;
    from?: MessagePlace & { thread?: string };
    /** Messages that come along as evidence. */
    evidence?: Evidence[];
    signal?: Signal;
    /** The routing rule that declared, where software did. */
    rule?: { name: string; off: string };
    detectedAt?: Instant;
    fields?: Readonly<Record<string, string>>;
    onAlertsOver?: OnAlertsOver;
    /** The channel that an imported incident was run in; refused where it is another incident's. */
    channel?: Channel;
  };
  acknowledge: Record<string, never>;
  /** Somebody acknowledged one of its alerts where it came from. */
  'acknowledge-alert': { rule: { name: string; off: string } };
  /** `status` is a word as typed; aliases are understood. */
  'change-status': { status: string; text?: string; cancelReason?: CancelReason };
  resolve: { text?: string };
  'undo-resolve': { resolveEvent: string };
  reopen: { reason: string };
  close: { text?: string };
  cancel: { reason: CancelReason; text?: string };
  /** `raise`: offered as a raise; refused where it would be none by now. */
  'change-severity': { severity: string; reason?: string; raise?: true };
  'change-title': { title: string };
  'change-service': { service: string };
  'change-team': { team: string };
  'describe-impact': { text: string };
  /**
   * `role` is a word as typed; `to` null empties it. `from`: from whom it is taken, null where it was free; not from anybody
   * else. Absent: whoever holds it.
   */
  'assign-role': { role: string; to: Actor | null; from?: string | null };
  'add-item': {
    kind: 'task' | 'follow-up';
    text: string;
    owner?: Actor;
    due?: string;
    message?: MessagePlace;
  };
  'change-item': {
    item: string;
    text?: string;
    owner?: Actor | null;
    due?: string | null;
    kind?: 'task' | 'follow-up';
  };
  'finish-item': { item: string };
  'reopen-item': { item: string; reason?: string };
  'request-ticket': { item: string };
  'record-ticket': {
    item: string;
    vendor: VendorName;
    ticket: TicketFacts;
    remark?: string;
    rule?: { name: string; off: string };
    /** The item that the ticket was made from, as it was then: the event of its text, the owner’s id. */
    from?: { text: string; owner?: string; due?: string; done: boolean };
  };
  /** `id`: of the ticket. `ticket` absent: it is gone. `carried`: a change of ours was brought there. */
  'record-ticket-state': {
    item: string;
    id: string;
    ticket?: TicketFacts;
    gone?: boolean;
    carried?: boolean;
    remark?: string;
  };
  /** `happenedAt`: when it happened, where the writer said so. */
  'add-note': { text: string; happenedAt?: Instant };
  'set-key-time': { name: KeyTimeName; at: Instant | null; evidence: string[]; reason?: string };
  'record-message': Message;
  'record-edit': {
    place: MessagePlace;
    revision: string;
    text: string;
    files: FileRef[];
    recovered?: boolean;
    /** All that is known of the message, for an edit that comes before its post. */
    message?: Message;
  };
  'record-deletion': {
    place: MessagePlace;
    /** `ts` of the thread's parent where it is known: its replies are then counted down. */
    thread?: string;
    recovered?: boolean;
  };
  pin: { place: MessagePlace; how: 'emoji' | 'shortcut' | 'slack'; message?: Message };
  unpin: { place: MessagePlace; how: 'emoji' | 'shortcut' | 'slack' };
  'copy-evidence': Evidence & { pinned: boolean };
  /** `receivedAt`: when we heard of it first, where that was before it is attached. */
  'attach-signal': { signal: Signal; because: string; receivedAt?: Instant; flapping?: number };
  /** `from`: number of the merged incident that it came along from. */
  'resolve-signal': { signal: Signal; from?: number };
  /** `by`: the pipeline that told of it. */
  'note-deployments': {
    deployments: readonly { deployment: Deployment; by: Actor }[];
    rule: { name: string; off: string };
  };
  /** The monitor gives one of its alerts another word or rank than before. */
  'rank-signal': { signal: Signal; from?: number };
  /** `event`: the fact after which no alert fired any more. */
  'settle-alerts': { event: string };
  'record-member': { who: Actor; joined: boolean; invitedBy?: Actor };
  'record-answer': { command: string; line: string; answer?: string };
  redact: {
    place?: MessagePlace;
    /** Id of an entry that is not a message. */
    entry?: string;
    reason?: string;
  };
  'record-file': { file: FileRef; place?: MessagePlace };
  'record-channel': { channel: Channel; adopted: boolean };
  'record-channel-name': { name: string };
  'record-privacy': { private: boolean };
  'record-channel-lost': { why: 'archived' | 'bot-removed' | 'deleted' };
  'record-invited': { invited: string[]; refused: NotInvited[] };
  'record-card': { place: MessagePlace };
  'record-announcement': { place: MessagePlace };
  'record-announcement-withdrawn': { place: MessagePlace };
  'record-post': {
    fact: string;
    place: MessagePlace;
    thread?: string;
    beside?: Beside;
    /** It has a button that ends at some time. */
    offers?: Offering;
  };
  'record-repair': { from: Instant; to: Instant; found: number; missingFromHistory: number };
  /** The whole history of an imported channel has been read. */
  'record-import': Record<string, never>;
  'post-update': { text: string };
  'post-handover': { text: string; to?: Actor; cites: readonly string[] };
  'dismiss-suggestion': { suggestion: string };
  'record-failure': { kind: string; effect: string; permanent: boolean; why: string };
};

export type Channel = { team: string; id: string; name: string };

export type Message = {
  place: MessagePlace;
  thread?: string;
  broadcast?: boolean;
  author: Actor;
  subtype?: string;
  revision?: string;
  text: string;
  files: FileRef[];
  raw?: unknown;
  recovered?: boolean;
  permalink?: string;
};

export type Evidence = {
  place: MessagePlace;
  author: Actor;
  text: string;
  permalink?: string;
  files: FileRef[];
  postedAt: Instant;
};

export type CommandType = keyof Wishes;
export type Wish<T extends CommandType> = Wishes[T];

/** Who asks, when it happened, and how to know a second asking from a first. */
export type Asking = {
  by: Actor;
  /** What they are: user group ids, `guest`, `external`, `operator`. Rights are decided from these. */
  grants: readonly string[];
  /** When it happened, by the origin's clock. */
  at: Instant;
  source: Source;
  /** The line or button as a reader should see it in a refusal: `/incident severity 7`. */
  words?: string;
};

export type CommandOf<T extends CommandType> = { type: T; wish: Wish<T>; asking: Asking };
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** Facts about other things that a decision needs; the engine loads what `needs` names. */
export type Lookups = {
  /** What is kept under the keys that `needs` names; see `keys.ts` and `message-facts.ts`. */
  keys: ReadonlyMap<string, unknown>;
  /** Events of this incident by id. One that belongs to another incident is not here. */
  events: ReadonlyMap<string, Pick<IncidentEvent, 'type' | 'data' | 'content' | 'erased'>>;
  /** The other incident that the command is about, as it is now. */
  other?: Incident;
  /** One above the highest incident number given. */
  nextNumber: number;
  /** Our clock. */
  now: Instant;
  /** A fresh id. */
  newId: () => string;
};

/** A change to the keys of the incident's stream (see the timeline's port). */
export type KeyWish = { op: 'claim' | 'set'; key: string; value: unknown } | { op: 'release'; key: string };

/** `headline`: it says what the incident is about. */
export type Searchable =
  | { op: 'upsert'; id: string; text: string; headline?: true }
  | { op: 'remove'; id: string };

export type Decision = {
  facts: Fact[];
  keys: KeyWish[];
  search: Searchable[];
  /** Ids of events whose words are erased. */
  erase: string[];
};
