// What configuration means: severities, roles, people and limits, as one typed value. Loading is config.ts's work.
import type { Mute } from './mutes.ts';
import type { Routing } from './routing.ts';
import type { DrillPolicy } from './section-drills.ts';
import type { ReviewTemplates } from './section-postmortem.ts';
import type { PrivatePolicy } from './section-private.ts';
import type { ItemPolicy, TicketPolicy } from './section-tickets.ts';
import type { StepSettings, Workflow } from './section-workflows.ts';
import type { WorkingHours } from './section-working-hours.ts';

/** One level of severity. Rank 1 is the worst. */
export type Severity = {
  /** `sev-1`; typed by people as `1`, `sev1`, `SEV-1` or its name. */
  id: string;
  label: string;
  rank: number;
  /** One line that helps to choose. */
  guidance: string;
  /** Whether resolving drafts the postmortem by itself, leaves it to a button, or neither. Asking for one always works. */
  postmortem: 'draft' | 'button' | 'skip';
  /** How long after resolving the postmortem is due. Milliseconds; absent: no due date. */
  postmortemDueMs?: number;
  /** How often stakeholders are owed a word while the incident is open. Milliseconds; absent: not said. */
  updateEveryMs?: number;
  /** Brought in besides the people of service and team, once somebody chose this severity. */
  invites: People;
};

export type RoleDefinition = {
  /** `commander` */
  id: string;
  label: string;
  /** Other words people type for it: `ic`, `lead`. */
  aliases: readonly string[];
  /** Sent privately to whoever gets the role. */
  instructions: string;
};

/** People are Slack user ids as `team/user`, or plain `U…` ids of the one workspace; groups are `S…` ids. */
export type People = readonly string[];

/** Labels that a signal must all carry. A value that ends in `*` stands for every value that begins so. */
export type LabelSet = Readonly<Record<string, string>>;

/** A runbook is a page somewhere (`url`) or a Markdown file beside the configuration (`file`). */
export type RunbookLink = { title: string } & ({ url: string; file?: never } | { file: string; url?: never });

/** A figure worth a picture: `query` in the language of `source` (the id of a metrics vendor). */
export type MetricQuery = {
  title: string;
  source: string;
  query: string;
  /** `%`, `ms`, `req/s` */
  unit?: string;
  threshold?: number;
};

export type ServiceDefinition = {
  id: string;
  label: string;
  /** Id of a team. */
  team?: string;
  people: People;
  /** Each set identifies the service by itself. */
  labels: readonly LabelSet[];
  runbooks: readonly RunbookLink[];
  /** A rotation of this configuration, `pagerduty:<schedule or policy id>`, or `opsgenie:<schedule name>`. */
  onCall?: string;
  tickets?: { project: string; type?: string };
  dashboards: readonly { title: string; url: string }[];
  queries: readonly MetricQuery[];
};

export type TeamDefinition = {
  id: string;
  label: string;
  people: People;
  /** IANA zone of its channel dates and reviews. */
  zone?: string;
  /** Name or id of the team's own channel. */
  channel?: string;
  /** As of a service; counts where the service names none. */
  onCall?: string;
};

/** The limits of "Quiet by default" (what an alert may do by itself). */
export type QuietLimits = {
  /** Alert severities that declare; the others give a line or are only recorded. */
  declares: readonly string[];
  recordsOnly: readonly string[];
  /** An alert first seen longer than this after it started gives a line only. Milliseconds. */
  staleAfterMs: number;
  /** A signal attaches to an incident that saw activity within this. Milliseconds. */
  attachWithinMs: number;
  /** Incidents that may open themselves within `windowMs`. */
  opensAtMost: number;
  windowMs: number;
};

export const RIGHTS = [
  'declare',
  'declare-private',
  'change-severity',
  'change-status',
  'update',
  'page',
  'run-workflow',
  'publish',
  'redact',
  'see-private',
] as const;
/** What somebody may be allowed to do. */
export type Right = (typeof RIGHTS)[number];
/** Which deployments of a service are noted on its incidents. */
export type DeploymentNotes = {
  /** From this long before the declaration until the incident is resolved. Milliseconds; 0: none at all. */
  withinMs: number;
  /** Only those to these environments; all where the list is empty. */
  environments: readonly string[];
};

export type Policy = {
  severities: readonly Severity[];
  /** Id of the severity given when nobody named one. */
  defaultSeverity: string;
  roles: readonly RoleDefinition[];
  services: readonly ServiceDefinition[];
  teams: readonly TeamDefinition[];
  /** Invited where neither service nor team says whom. */
  responders: People;
  quiet: QuietLimits;
  deployments: DeploymentNotes;
  /** Rules of alerts, and when they are muted. */
  routing: Routing;
  mutes: readonly Mute[];
  tickets: TicketPolicy;
  /** Named as its section is. */
  private: PrivatePolicy;
  drills: DrillPolicy;
  actionItems: ItemPolicy;
  /** When people are written to in private about what can wait. */
  workingHours: WorkingHours;
  /** Words of an alert's labels to severity ids: `critical` to `sev-1`. */
  alertSeverities: Readonly<Record<string, string>>;
  /** Template of channel names: `inc-{date}-{title}`, `{number}`, `{service}`. */
  channelName: string;
  /** IANA zone of reviews and channel dates where a team has none. */
  zone: string;
  /** `postmortem` or `retrospective`: what the review is called. */
  reviewWord: 'postmortem' | 'retrospective';
  /** Which template a review is laid out by. */
  templates: ReviewTemplates;
  /** Name or id of the channel where incidents are announced, and where operators hear of trouble. */
  announcementChannel?: string;
  operatorsChannel?: string;
  /** Who may: ids of people, user groups and roles, `everyone`, `guests`. Absent: see rights.ts. */
  rights: Readonly<Partial<Record<Right, readonly string[]>>>;
  /** The built-in automatic steps. */
  steps: StepSettings;
  /** Users' own automatic steps. */
  workflows: readonly Workflow[];
  /** Names of automatic steps that are switched off. */
  stepsOff: readonly string[];
  /** The slash command's word, without the slash. */
  command: string;
};
