// What is true of an incident now. Derived from its events by evolve.ts; small, whatever the length of the channel.
import type { GraphShown } from './graph-values.ts';
import type { OtherIncident } from './link-events.ts';
import type { OnCallNow, Page } from './page-values.ts';
import type { Review } from './review-values.ts';
import type {
  Actor,
  CancelReason,
  DialIn,
  IncidentKind,
  Instant,
  KeyTimeName,
  MessagePlace,
  Offering,
  OnAlertsOver,
  RoleValue,
  SeverityValue,
  Status,
  TicketFacts,
  VendorName,
} from './values.ts';

/** A short current text, and the event that says it: a redaction of that event empties the text. */
export type Said = { text: string; event: string; at: Instant };

/** The ticket that an item became. `gone`: it was deleted there, or is hidden from us. */
export type ItemTicket = Omit<TicketFacts, 'state'> & {
  vendor: VendorName;
  state: TicketFacts['state'] | 'gone';
  /** Id of the person there whom we gave it to; absent: nobody. */
  given?: string;
  /** A rule had it made; nobody asked for it. */
  byRule?: boolean;
  /** The event that linked it. */
  event: string;
};

export type ActionItem = {
  id: string;
  kind: 'task' | 'follow-up';
  /** `[redacted]` after a redaction. */
  text: Said;
  owner?: Actor;
  /** A date, `2026-11-30`. */
  due?: string;
  done: boolean;
  /** The event that added it. */
  addedBy: string;
  message?: MessagePlace;
  /** Where our sentence about it stands in the channel. */
  shown?: MessagePlace;
  /** A ticket was asked for that is not there yet: the event that asked. */
  ticketAsked?: string;
  ticket?: ItemTicket;
};

/** A runbook as the incident holds it; its steps are in the event, their state in rows of their own. */
export type AttachedRunbook = {
  id: string;
  /** Its event attached it, and holds the steps. */
  title: Said;
  vendor: VendorName;
  /** Empty for a bare link, which is known by its address. */
  key: string;
  url?: string;
  /** The fact of the alert that names it. */
  alert?: string;
  steps: number;
  done: number;
  /** Where its steps stand in the channel. */
  place?: MessagePlace;
};

/** The value of a key time, and where it comes from. `set` values are people's and win over derived ones. */
export type KeyTime = { at: Instant | null; evidence: string[]; by: Actor; set: boolean };

/** A noted deployment, and the event that tells its latest status. */
export type NotedDeployment = { deployment: string; event: string; at: Instant };

/** One way through the statuses that ended in `resolved`. */
export type Cycle = { resolvedAt: Instant; event: string; reopenedAt?: Instant };

/** Where the review stands outside of the chat, and which state of it. */
export type ExportedDocument = { vendor: VendorName; document: string; url?: string; review: string };

export type Incident = {
  id: string;
  number: number;
  kind: IncidentKind;
  private: boolean;
  /** When its channel was made private or public last. */
  privacyAt?: Instant;
  title: Said;
  impact?: Said;
  service?: string;
  team?: string;
  zone: string;
  status: Status;
  statusSince: Instant;
  /** Id of the event that set the status, and whose it was. */
  statusEvent: string;
  statusBy?: Actor;
  cancelReason?: CancelReason;
  severity: SeverityValue;
  severityChosen: boolean;
  severityBy?: Actor;
  /** Where people were asked to choose it. */
  severityAsked?: MessagePlace;
  /** Who holds each role, by role id. */
  roles: Record<string, { role: RoleValue; who: Actor; since: Instant }>;
  /** Open items, and done ones up to a bound; `itemCounts` counts all. */
  items: ActionItem[];
  itemCounts: { tasks: number; followUps: number; done: number };
  declaredBy: Actor;
  declaredAt: Instant;
  /** Resolve and reopen, oldest first; at most the last 20, `reopens` counts all. */
  cycles: Cycle[];
  reopens: number;
  keyTimes: Partial<Record<KeyTimeName, KeyTime>>;
  /** The alert's own start, offered as when impact began. */
  beganGuess?: Instant;
  counts: { messages: number; pins: number; signals: number; firing: number; people: number };
  channel?: { team: string; id: string; name: string };
  channelLost?: 'archived' | 'bot-removed' | 'deleted';
  channelName: string;
  /** Deployments of its service that are noted: how many, and the newest three of them, newest first. */
  deployments?: { count: number; newest: NotedDeployment[] };
  /** Events that hold a name of the channel: it goes with the title that it was made from. */
  namedBy: string[];
  /** Links of the latest signal. */
  links: { runbook?: string; source?: string; dashboard?: string };
  /** Start of the signal that the links come from. */
  linksFrom?: Instant;
  /** Where responders talk. */
  bridge?: {
    vendor: VendorName;
    meeting: string;
    joinUrl: string;
    passcode?: string;
    dialIn: DialIn[];
    asked: boolean;
  };
  /** Somebody asked for a bridge that is not there yet. */
  bridgeAsked?: boolean;
  /** Attached runbooks, four at most. */
  runbooks?: AttachedRunbook[];
  /** What vendors owe, by kind of thing (`bridge`); `givenUp`: it is not tried any more by itself. */
  missing?: Record<string, { vendor: string; effect: string; since: Instant; givenUp?: boolean }>;
  /** The last resolve, while it may be undone: what it replaced. */
  undoable?: { event: string; from: Status; at: Instant };
  /** The last resolve that was taken back, and by whom. */
  undone?: { event: string; by: Actor; at: Instant };
  /** Our latest messages whose buttons end at some time. */
  offers?: { fact: string; about: Offering; place: MessagePlace }[];
  /** What follows when all its alerts are over, as the rule that opened it says. */
  onAlertsOver?: OnAlertsOver;
  /** Since which fact none of its alerts fires; known where something follows from it. */
  alertsOver?: { event: string; at: Instant };
  /** Mitigated by a rule: until when an alert that fires again takes it back, and to what. */
  soak?: { until: Instant; from: Status; event: string };
  /** Custom fields, by name. */
  fields?: Readonly<Record<string, string>>;
  card?: MessagePlace;
  announcement?: MessagePlace;
  /** The latest graphs. */
  graphs?: GraphShown[];
  /** Drafts of the current cycle. */
  draft?: {
    cycle: number;
    draft: number;
    event: string;
    /** Words that it may quote were redacted: it is not to be shown any more. */
    withdrawn?: boolean;
    /** Wordings that the blame check asks to look at. */
    findings?: number;
    /** `base`: digest of the file that says what of ours stands where in the canvas. */
    delivered?: {
      canvas?: string;
      own?: boolean;
      permalink?: string;
      message?: MessagePlace;
      base?: string;
    };
  };
  /** Who is on call for it, once that is known; and the pages sent for it, at most twenty. */
  onCall?: OnCallNow;
  pages?: Page[];
  /** What people linked, oldest first: the facts that hold the addresses. */
  linked?: string[];
  /** The incident that covers this one: all goes on there. */
  mergedInto?: OtherIncident;
  /** Streams of incidents that its alerts were taken along to; they hear what becomes of these. */
  takenBy?: string[];
  /** What was merged into this one; `parted`: it stands by itself again. */
  absorbed?: { number: number; incident: string; parted?: true }[];
  /** Incidents that people say have to do with it. */
  related?: { number: number; incident: string }[];
  /** Numbers of incidents of the past that are like this one. */
  similar?: number[];
  /** Where the review was exported to. */
  documents?: ExportedDocument[];
  /** Words that they may quote were erased since. */
  documentsOld?: boolean;
  /** What goes to where documents are kept, by the fact that says what it is. */
  edition?: { event: string; cycle: number; draft: number; published?: string };
  /**
   * Words were erased since there is a draft: version and time of the newest erasure, and of the one up to which its canvas
   * and what was kept of it are looked through for them. `unread`: the canvas could not be.
   */
  erased?: { version: number; at: Instant; sifted?: number; unread?: true };
  /** Of the way through the statuses that it names. */
  review?: Review;
  /** The latest update for stakeholders. */
  updated?: { event: string; at: Instant };
  /** The latest thing that anybody did or said, by its origin's clock. */
  activeAt: Instant;
  /** Version of the last event folded in. */
  version: number;
};

/** Raised whenever evolve changes meaning: stored states of an older version are folded anew. */
export const FOLD_VERSION = 6;
