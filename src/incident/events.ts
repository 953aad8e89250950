// Every kind of fact that a timeline holds: what stays of it for ever (`data`), and the words that can be erased (`content`).
import type { BriefingShapes } from './briefing-events.ts';
import type { LinkShapes, OtherIncident } from './link-events.ts';
import type { MessageShapes } from './message-events.ts';
import type { PageShapes } from './page-events.ts';
import type { QuestionShapes } from './question-events.ts';
import type { DraftDigests, ReviewShapes } from './review-events.ts';
import type { SignalShapes } from './signal-events.ts';
import type {
  Actor,
  Beside,
  CancelReason,
  FileRef,
  IncidentKind,
  Instant,
  ItemPart,
  KeyTimeName,
  MessagePlace,
  NotInvited,
  Offering,
  OnAlertsOver,
  RoleValue,
  SeverityValue,
  Source,
  Status,
  TicketFacts,
  VendorName,
} from './values.ts';
import type { VendorShapes } from './vendor-events.ts';
import type { WorkflowShapes } from './workflow-events.ts';

/** An event's payload by its type. `content` is null once it was redacted. */
type Shapes = OwnShapes &
  MessageShapes &
  VendorShapes &
  WorkflowShapes &
  PageShapes &
  ReviewShapes &
  QuestionShapes &
  BriefingShapes &
  SignalShapes &
  LinkShapes;

/** What people and monitors do, and what becomes of the incident. */
type OwnShapes = {
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
      /** People and groups to bring in, and why each. */
      invite: { who: string; because: string }[];
      /** The rule that opened it by itself, and how to switch that off. */
      rule?: { name: string; off: string };
      /** The message it was declared from; `thread`: the ts of the thread that belongs to it. */
      from?: MessagePlace & { thread?: string };
      /** When the trouble was first known, where that was before the declaration (the first signal's receipt). */
      detectedAt?: Instant;
      /** The alert's own start, offered as when impact began. */
      beganGuess?: Instant;
      /** Custom fields, by name. */
      fields?: Readonly<Record<string, string>>;
      /** What follows when all its alerts are over. */
      onAlertsOver?: OnAlertsOver;
    };
    /** `channelName` is made from the title, and goes with it. */
    content: { title: string; impact?: string; channelName: string };
  };
  'status-changed': {
    data: {
      from: Status;
      to: Status;
      cancelReason?: CancelReason;
      /** Canceled because that one covers it: all goes on there. `outOf`: open again, it stands by itself. */
      into?: OtherIncident;
      outOf?: OtherIncident;
      /** The change this one takes back. */
      undoes?: string;
      /** Set by a rule that watches until then, and takes it back where an alert fires again. */
      soakUntil?: Instant;
      /** The change of such a rule that an alert, which fired again, takes back. */
      takesBack?: string;
      /** The rule that changed it by itself, and how to switch that off. */
      rule?: { name: string; off: string };
      /** Of a resolve: whose the review is, and until when, by the severity's policy. */
      review?: { owner?: Actor; due: Instant };
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
    data: {
      item: string;
      vendor: VendorName;
      ticket: TicketFacts;
      rule?: { name: string; off: string };
      /** What became another thing of the item while the ticket was made. */
      since?: readonly ItemPart[];
    };
    content: { remark?: string } | null;
  };
  /** `ticket` absent: it is gone. `carried`: the change was ours, brought there. */
  'ticket-changed': {
    data: { item: string; id: string; ticket?: TicketFacts; gone?: boolean; carried?: boolean };
    content: { remark?: string } | null;
  };
  'note-added': {
    /** `backdated`: the writer gave a time. */
    data: { backdated: boolean };
    content: { text: string };
  };
  'file-kept': { data: { file: FileRef; place?: MessagePlace }; content: null };
  'key-time-set': {
    data: {
      name: KeyTimeName;
      at: Instant | null;
      /** Ids of the events it rests on. */
      evidence: string[];
      was?: Instant | null;
    };
    content: { reason?: string };
  };
  /** `first`: nothing was heard of this person before. */
  'member-joined': { data: { who: Actor; invitedBy?: Actor; first?: boolean }; content: null };
  'member-left': { data: { who: Actor; first?: boolean }; content: null };
  /**
   * What somebody asked for outside any incident, to be done by an effect that names this event. `grants`: what they were
   * then. Stands in the audit.
   */
  'command-asked': { data: { command: string; grants: readonly string[] }; content: { line: string } };
  /** A look-up that changed nothing, or a press that did nothing: who asked for what, and what came of it. */
  'command-answered': { data: { command: string }; content: { line: string; answer?: string } };
  'command-refused': { data: { command: string }; content: { line: string; why: string } };
  'entry-redacted': {
    data: {
      /** All that were erased, those of other streams included. */
      events: string[];
      place?: MessagePlace;
      files: string[];
      /** The channel was named after what was erased: its name from now on. */
      channelName?: string;
      /** An alert was erased: the links of alerts are not shown any more. */
      alert?: boolean;
      /** How much of it lay elsewhere: alerts as they came in, whole deliveries, and lines that were typed. */
      elsewhere?: { signals?: number; deliveries?: number; lines?: number };
    };
    content: { reason?: string };
  };
  'channel-opened': {
    data: { channel: { team: string; id: string }; adopted: boolean };
    content: { name: string };
  };
  'channel-renamed': { data: Record<string, never>; content: { name: string } };
  /** The channel was made private, or public again: so is the incident. */
  'privacy-changed': { data: { private: boolean }; content: null };
  'channel-lost': { data: { why: 'archived' | 'bot-removed' | 'deleted' }; content: null };
  'people-invited': { data: { invited: string[]; refused: NotInvited[] }; content: null };
  'card-posted': { data: { place: MessagePlace }; content: null };
  'announcement-posted': { data: { place: MessagePlace }; content: null };
  /** The incident is nobody's business any more but its people's. */
  'announcement-withdrawn': { data: { place: MessagePlace }; content: null };
  /** Where a sentence of ours about a fact stands: a reader of the review is led there, unless it only asks or reports `beside` it. */
  'fact-posted': {
    data: { fact: string; place: MessagePlace; thread?: string; beside?: Beside; offers?: Offering };
    content: null;
  };
  'gap-repaired': {
    data: { from: Instant; to: Instant; found: number; missingFromHistory: number };
    content: null;
  };
  /** The history of a channel that was never an incident is in its record, as far as Slack has it. */
  'channel-imported': { data: { messages: number }; content: null };
  'postmortem-drafted': {
    data: {
      cycle: number;
      /** Which draft of the cycle this is; a refresh raises it. */
      draft: number;
      files: DraftDigests;
      entries: { used: number; notUsed: number };
      /** How many wordings of it the blame check asks to look at. */
      findings?: number;
      /** History was compared up to this time; absent when it was not compared. */
      comparedUntil?: Instant;
      /** Made because it was over; absent where somebody asked for it. */
      over?: true;
    };
    content: null;
  };
  'postmortem-delivered': {
    data: {
      draft: number;
      canvas?: { id: string; own: boolean; permalink?: string };
      /** Digest of the file that says what of ours stands where in it. */
      base?: string;
      /** The message that links it, and the attached log. */
      message?: MessagePlace;
      file?: string;
      /** Why there is no canvas, in words. */
      instead?: string;
    };
    content: null;
  };
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
    content: EventContent<T>;
    /** Where they differ from the command's. */
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
export const EVENT_VERSION = 2;
