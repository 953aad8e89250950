// Everything that can happen in an incident, as facts. `data` is hashed and stays; `content` holds people's words and can be erased.
import type {
  Actor,
  CancelReason,
  Deployment,
  DialIn,
  FileRef,
  IncidentKind,
  Instant,
  KeyTimeName,
  MessagePlace,
  RoleValue,
  SeverityValue,
  Signal,
  Source,
  Status,
  TicketFacts,
  VendorName,
} from './values.ts';

/** One thing a workflow does, as it stood in the configuration when it ran. Texts are content. */
export type WorkflowAct =
  | { do: 'post' | 'announce' | 'task' | 'followup' }
  | { do: 'invite'; who: string[] }
  | { do: 'severity' | 'status'; word: string }
  | { do: 'role'; role: string; to: string }
  | { do: 'page'; target: string }
  /** Where to stays in the configuration. */
  | { do: 'webhook'; index: number }
  | { do: 'run'; workflow: string };

/** An event's payload by its type. `content` is null once it was redacted. */
type Shapes = {
  'incident-declared': {
    data: {
      number: number;
      kind: IncidentKind;
      private: boolean;
      status: 'detected' | 'acknowledged';
      severity: SeverityValue;
      /** False where nobody named one: a chooser is shown, and nothing that severity drives happens before. */
      severityChosen: boolean;
      service?: string;
      team?: string;
      /** IANA zone of its channel dates and its review. */
      zone: string;
      channelName: string;
      /** People and groups to bring in, and why each. */
      invite: { who: string; because: string }[];
      /** The rule that opened it by itself, and how to switch that off. */
      rule?: { name: string; off: string };
      /** Where it was declared from: the message of a shortcut, the channel of a command. */
      /** The message it was declared from; `thread`: the ts of the thread that belongs to it. */
      from?: MessagePlace & { thread?: string };
      /** When the trouble was first known, where that was before the declaration (the first signal's receipt). */
      detectedAt?: Instant;
      /** The alert's own start, offered as when impact began. */
      beganGuess?: Instant;
    };
    content: { title: string; impact?: string };
  };
  'status-changed': {
    data: {
      from: Status;
      to: Status;
      cancelReason?: CancelReason /** The change this one takes back. */;
      undoes?: string;
    };
    content: { text?: string };
  };
  'severity-changed': { data: { from: SeverityValue; to: SeverityValue }; content: { reason?: string } };
  'title-changed': { data: Record<string, never>; content: { title: string } };
  'service-changed': { data: { from?: string; to?: string }; content: null };
  'team-changed': { data: { from?: string; to?: string; zone?: string }; content: null };
  'impact-described': { data: Record<string, never>; content: { text: string } };
  'role-assigned': {
    data: { role: RoleValue; to: Actor | null; from: Actor | null; instructions?: string };
    content: null;
  };
  'item-added': {
    data: {
      item: string;
      kind: 'task' | 'follow-up';
      owner?: Actor;
      due?: string;
      message?: MessagePlace;
      /** What the configuration gave it, since nobody else did. */
      byPolicy?: ('owner' | 'due')[];
    };
    content: { text: string };
  };
  'item-changed': {
    data: { item: string; owner?: Actor | null; due?: string | null; kind?: 'task' | 'follow-up' };
    content: { text?: string };
  };
  /** `ticket`: its ticket was closed, or opened again, there. */
  'item-done': { data: { item: string; ticket?: string }; content: null };
  'item-reopened': { data: { item: string; ticket?: string }; content: { reason?: string } };
  /** Somebody asked for a ticket of an item. */
  'ticket-requested': { data: { item: string }; content: null };
  /** `rule`: what made it by itself, and how to switch that off. `remark`: what it had to be made without. */
  'ticket-linked': {
    data: { item: string; vendor: VendorName; ticket: TicketFacts; rule?: { name: string; off: string } };
    content: { remark?: string } | null;
  };
  /** `ticket` absent: it is gone. `carried`: the change was ours, brought there. */
  'ticket-changed': {
    data: { item: string; id: string; ticket?: TicketFacts; gone?: boolean; carried?: boolean };
    content: { remark?: string } | null;
  };
  'note-added': {
    data: { /** True where the writer gave a time. */ backdated: boolean };
    content: { text: string };
  };
  'message-posted': {
    data: {
      place: MessagePlace;
      /** `ts` of the thread's parent, for a reply. */
      thread?: string;
      broadcast?: boolean;
      author: Actor;
      subtype?: string;
      /** Slack's `edited.ts` where the message had been edited before we saw it. */
      revision?: string;
      files: FileRef[];
      /** Found by comparing with the channel's history, not told at the time. */
      recovered?: boolean;
      /** An import from another place. */
      permalink?: string;
    };
    /** `raw`: kept for kinds of message that we do not know. */
    content: { text: string; raw?: unknown };
  };
  /**
   * Another text of a message. `revision` tells its place among the texts; where it is the message's own `ts`, this is the
   * first text, told after a later one.
   */
  'message-edited': {
    data: { place: MessagePlace; revision: string; files: FileRef[]; recovered?: boolean };
    content: { text: string };
  };
  'message-deleted': { data: { place: MessagePlace; recovered?: boolean }; content: null };
  'message-pinned': {
    data: {
      place: MessagePlace;
      by: Actor;
      how: 'emoji' | 'shortcut' | 'slack';
      /** True where no other pin of this message stood: it is one more pinned message. */
      first?: boolean;
    };
    content: null;
  };
  'message-unpinned': {
    data: {
      place: MessagePlace;
      by: Actor;
      how: 'emoji' | 'shortcut' | 'slack';
      /** True where this was the last pin that stood. */
      last?: boolean;
    };
    content: null;
  };
  /** A message of another channel, copied as evidence by the shortcut or by a declaration. */
  'evidence-copied': {
    data: { place: MessagePlace; author: Actor; permalink?: string; files: FileRef[]; pinned: boolean };
    content: { text: string };
  };
  'file-kept': { data: { file: FileRef; place?: MessagePlace }; content: null };
  'signal-attached': {
    data: {
      signal: Omit<Signal, 'title' | 'description'>;
      because: string;
      /** When it was first heard of, where that was before it joined the incident. */
      receivedAt?: Instant;
    };
    content: { title: string; description?: string };
  };
  'signal-resolved': {
    data: {
      dedupeKey: string;
      vendor: string;
      endsAt?: Instant;
      /** True where its firing was never told before. */
      unseen?: boolean;
    };
    content: { title: string };
  };
  /** A deployment of the incident's service, at one of its statuses. `first`: none of its statuses was noted before. */
  'deployment-noted': {
    data: {
      deployment: Omit<Deployment, 'title'>;
      rule: { name: string; off: string };
      first?: boolean;
    };
    content: { title: string };
  };
  'key-time-set': {
    data: {
      name: KeyTimeName;
      at: Instant | null /** Ids of the events it rests on. */;
      evidence: string[];
      was?: Instant | null;
    };
    content: { reason?: string };
  };
  /** `first`: nothing was heard of this person before. */
  'member-joined': { data: { who: Actor; invitedBy?: Actor; first?: boolean }; content: null };
  'member-left': { data: { who: Actor; first?: boolean }; content: null };
  /** A look-up that changed nothing, or a press that did nothing: who asked for what, and what came of it. */
  'command-answered': { data: { command: string }; content: { line: string; answer?: string } };
  'command-refused': { data: { command: string }; content: { line: string; why: string } };
  'entry-redacted': {
    data: { events: string[]; place?: MessagePlace; files: string[] };
    content: { reason?: string };
  };
  'channel-opened': {
    data: { channel: { team: string; id: string; name: string }; adopted: boolean };
    content: null;
  };
  'channel-lost': { data: { why: 'archived' | 'bot-removed' | 'deleted' }; content: null };
  'people-invited': { data: { invited: string[]; refused: { who: string; why: string }[] }; content: null };
  'card-posted': { data: { place: MessagePlace }; content: null };
  'announcement-posted': { data: { place: MessagePlace }; content: null };
  /** Where a sentence of ours about a fact stands: a reader of the review is led there. */
  'fact-posted': { data: { fact: string; place: MessagePlace; thread?: string }; content: null };
  'gap-repaired': {
    data: { from: Instant; to: Instant; found: number; missingFromHistory: number };
    content: null;
  };
  'postmortem-drafted': {
    data: {
      cycle: number;
      /** Which draft of the cycle this is; a refresh raises it. */
      draft: number;
      files: { canvas: string; markdown: string; json: string; log: string };
      entries: { used: number; notUsed: number };
      /** History was compared up to this time; absent when it was not compared. */
      comparedUntil?: Instant;
    };
    content: null;
  };
  'postmortem-delivered': {
    data: {
      draft: number;
      canvas?: { id: string; own: boolean; permalink?: string };
      /** The message that links it, and the attached log. */
      message?: MessagePlace;
      file?: string;
      /** Why there is no canvas, in words. */
      instead?: string;
    };
    content: null;
  };
  /** A workflow of the users' own has run: what it does, and how to switch it off. `texts`: by index of `does`. */
  'workflow-ran': {
    data: { workflow: string; trigger: string; off: string; repeats: number; does: WorkflowAct[] };
    content: { title: string; texts: Record<string, string> };
  };
  /** Somebody stepped in: an automatic step that waited was skipped or done at once, or one that was done is done again. */
  'step-overridden': {
    data: {
      how: 'skipped' | 'done-now' | 'done-again';
      step: string;
      kind: string;
      effect: string;
      /** What it is done again with. */
      payload?: unknown;
    };
    content: null;
  };
  /** Somebody asked for a bridge where there is none. */
  'bridge-requested': { data: Record<string, never>; content: null };
  'bridge-opened': {
    data: {
      vendor: VendorName;
      /** The vendor's own name for the meeting. */
      meeting: string;
      joinUrl: string;
      passcode?: string;
      dialIn: DialIn[];
      /** A person asked for it; else an automatic step made it. */
      asked: boolean;
    };
    content: null;
  };
  'bridge-ended': { data: { meeting: string }; content: null };
  /** A vendor does not do its part, so that something is missing for now: `bridge`. Told once until it comes. */
  /** The deployment tracker was told. */
  'impact-registered': {
    data: { vendor: VendorName; service: string; as: 'triggered' | 'resolved' | 'reopened' };
    content: null;
  };
  'vendor-failed': { data: { what: string; vendor: string; effect: string }; content: { why: string } };
  'vendor-recovered': { data: { what: string; vendor: string }; content: null };
  /** An effect that was given up, with the sentence that says how to mend it. */
  'effect-failed': { data: { kind: string; effect: string; permanent: boolean }; content: { why: string } };
};

export type EventType = keyof Shapes;
export type EventData<T extends EventType> = Shapes[T]['data'];
export type EventContent<T extends EventType> = Shapes[T]['content'];

/** What a decision wants to be written; the engine adds ids, versions and hashes. */
export type Fact = {
  [T in EventType]: {
    type: T;
    /** The event's id where keys or other facts name it; the engine gives a fresh one where it is absent. */
    id?: string;
    data: EventData<T>;
    content: EventContent<T> /** Where it differs from the command's. */;
    occurredAt?: Instant;
    actor?: Actor;
  };
}[EventType];

export type Recorded<T extends EventType> = {
  type: T;
  id: string;
  stream: string;
  version: number;
  v: number;
  occurredAt: Instant;
  recordedAt: Instant;
  actor: Actor;
  source: Source;
  causedBy?: string;
  data: EventData<T>;
  /** Null where there are no words, or where they were redacted. */
  content: EventContent<T> | null;
  erased: boolean;
};

/** An event of an incident's timeline. */
export type IncidentEvent = { [T in EventType]: Recorded<T> }[EventType];

/** Version of each event's shape as we write it; `upcast.ts` lifts older ones. */
export const EVENT_VERSION = 1;
