// What configuration means: severities, roles, people and limits, as one typed value. Loading is config.ts's work.
import type { Mute } from './mutes.ts';
import type { Routing } from './routing.ts';

/** One level of severity. Rank 1 is the worst. */
export type Severity = {
  /** `sev-1`; typed by people as `1`, `sev1`, `SEV-1` or its name. */
  id: string;
  label: string;
  rank: number;
  /** One line that helps to choose. */
  guidance: string;
  /** Whether resolving posts a draft of the postmortem. */
  postmortem: 'draft' | 'skip';
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

export type ServiceDefinition = {
  id: string;
  label: string;
  team?: string;
  people: People;
  runbook?: string;
};

export type TeamDefinition = { id: string; label: string; people: People; zone?: string };

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
  /** Rules of alerts, and when they are muted. */
  routing: Routing;
  mutes: readonly Mute[];
  /** Words of an alert's labels to severity ids: `critical` to `sev-1`. */
  alertSeverities: Readonly<Record<string, string>>;
  /** Template of channel names: `inc-{date}-{title}`, `{number}`, `{service}`. */
  channelName: string;
  /** IANA zone of reviews and channel dates where a team has none. */
  zone: string;
  /** `postmortem` or `retrospective`: what the review is called. */
  reviewWord: 'postmortem' | 'retrospective';
  /** Name or id of the channel where incidents are announced, and where operators hear of trouble. */
  announcementChannel?: string;
  operatorsChannel?: string;
  /** Whether guests and people of other workspaces may declare and change statuses. */
  outsidersMayAct: boolean;
  /** The slash command's word, without the slash. */
  command: string;
};
