// The small values that commands, events and state share.

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export const STATUSES = [
  'detected',
  'acknowledged',
  'identified',
  'mitigated',
  'resolved',
  'closed',
  'canceled',
] as const;
export type Status = (typeof STATUSES)[number];

export const CANCEL_REASONS = ['duplicate', 'false alarm', 'external', 'superseded'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const KEY_TIMES = [
  'began',
  'detected',
  'declared',
  'acknowledged',
  'identified',
  'mitigated',
  'resolved',
] as const;
export type KeyTimeName = (typeof KEY_TIMES)[number];

export type IncidentKind = 'real' | 'drill' | 'imported';

/** Whoever did it. `id` is `team/user` for people and bots of Slack; names are what they were called at the time. */
export type Actor = {
  kind: 'person' | 'bot' | 'monitor' | 'operator' | 'firescribe';
  id: string;
  name?: string;
};

/** Where it came from; `key` names the thing at its origin (`slack:T1/C1/1732…`), so that a second telling is recognised. */
export type Source = {
  kind:
    | 'command'
    | 'button'
    | 'modal'
    | 'mention'
    | 'shortcut'
    | 'message'
    | 'alert'
    | 'deployment'
    | 'cli'
    | 'repair'
    | 'import'
    | 'effect'
    | 'timer';
  key: string;
};

/** A severity as it was called when the event was written: configuration may change, the record does not. */
export type SeverityValue = { id: string; label: string; rank: number };

export type RoleValue = { id: string; label: string };

/** What is posted beside a fact: it asks or reports, and is not the sentence about it. */
export type Beside =
  | 'severity-chooser'
  | 'signal-severity'
  | 'alerts-over'
  | 'flapping'
  | 'effect-failed'
  | 'nag'
  | 'leader';

/** What a message of ours with a button is about, where the button ends at some time: it is taken away then. */
export type Offering =
  | 'resolved'
  | 'signal-severity'
  | 'merged'
  | 'alerts-over'
  | 'review'
  | 'page'
  | 'nag'
  | 'leader';

/** A message's place: `team`, `channel` and Slack's own `ts` (its identity within the channel). */
export type MessagePlace = { team: string; channel: string; ts: string };

/** Somebody, or a group, who was called and is not in the channel. `spared`: a limit of ours says so. */
export type NotInvited = { who: string; why: string; spared?: true };

/** A file that came with a message. `sha256` is there once the bytes are kept. */
export type FileRef = {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  sha256?: string;
  /** Why the bytes are not kept, if they are not. */
  notKept?: string;
};

/** A vendor as it was called when the event was written. */
export type VendorName = { id: string; label: string };

/** What of an action item stands in its ticket, too. */
export type ItemPart = 'text' | 'owner' | 'due' | 'done';

/** A ticket as its tracker has it. */
export type TicketFacts = {
  /** The tracker's own name for it that never changes. */
  id: string;
  /** What people call it: `SHOP-12`. */
  key: string;
  url: string;
  state: 'open' | 'doing' | 'done';
  /** The tracker's own word: `In review`. */
  status: string;
  assignee?: { id: string; name: string };
};

/** How to get into a bridge by telephone. */
export type DialIn = { number: string; country?: string; code?: string };

/**
 * What follows when every alert of an incident is over: a proposal, or that it is mitigated by itself. `afterMs`: how long
 * none may fire before that; `soakMs`: how long afterwards an alert that fires again takes it back.
 */
export type OnAlertsOver = {
  do: 'propose' | 'mitigate';
  afterMs: number;
  soakMs: number;
  rule: { name: string; off: string };
};

/** What a monitor said, once, about one alert. */
export type Signal = {
  /** `alertmanager` */
  vendor: string;
  /** One occurrence of one alert: fingerprint + startsAt for Alertmanager. */
  dedupeKey: string;
  /** The same over all occurrences of the alert, where the vendor says one; else its labels are. */
  identity?: string;
  /** The monitor's key names the alert and comes back with each occurrence; the engine tells these apart. */
  recurs?: true;
  state: 'firing' | 'resolved';
  title: string;
  description?: string;
  /** The monitor's own word: `critical`. Decides what happens by itself. */
  severity?: string;
  /** Its rank, where it gives one besides (`P1`): that of the incident, where it plainly names one of our severities. */
  priority?: string;
  service?: string;
  team?: string;
  labels: Readonly<Record<string, string>>;
  links: { runbook?: string; source?: string; dashboard?: string };
  startsAt: Instant;
  endsAt?: Instant;
  /** A monitor's test ping: recorded, nothing else. */
  test?: boolean;
};

/** How far a deployment has come, as its pipeline tells it. */
export const DEPLOYMENT_STATUSES = ['started', 'succeeded', 'failed', 'rolled-back'] as const;
export type DeploymentStatus = (typeof DEPLOYMENT_STATUSES)[number];

/** What a pipeline said, once, about one deployment. */
export type Deployment = {
  /** `github`, or `deploy` for the generic webhook. */
  vendor: string;
  /** Names the deployment at its vendor over all its statuses. At most 200 characters. */
  key: string;
  service?: string;
  environment?: string;
  /** What may identify its service where none is named, or where its name is another here: `repository: acme/checkout`. */
  labels?: Readonly<Record<string, string>>;
  /** A tag, or a commit's full hash. */
  version?: string;
  /** The pipeline's own words for it, on one line; empty where it has none. */
  title: string;
  url?: string;
  /** Whoever set it off, by the name that the vendor gives. */
  by?: string;
  startedAt?: Instant;
  /** When it came to its status; for one that only started, when it started. */
  finishedAt: Instant;
  /** A version that was made public, of which nobody says that it runs anywhere. */
  release?: boolean;
  status: DeploymentStatus;
};
