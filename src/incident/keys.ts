// The keys under which an incident's small rows are found. All are unique over all incidents.
import type { Deployment, DeploymentStatus, Instant, MessagePlace, Signal } from './values.ts';

/** Claimed by the declaration: two incidents never share a number. */
export const numberKey = (number: number) => `number:${number}`;

/** Held by the incident whose channel it is. */
export const channelKey = (channel: { team: string; id: string }) => `channel:${channel.team}/${channel.id}`;

/** One occurrence of one alert, with the incident it is attached to. */
export const signalKey = (signal: Pick<Signal, 'vendor' | 'dedupeKey'>) =>
  `signal:${signal.vendor}/${signal.dedupeKey}`;

/** The same in an incident (of this number) that another one was merged into, which holds the alert. */
export const takenKey = (number: number, { vendor, dedupeKey }: Pick<Signal, 'vendor' | 'dedupeKey'>) =>
  `taken:${number}/${vendor}/${dedupeKey}`;

/** `number` is that of the incident; `attached` is false where only its end was told. */
export type SignalRow = { number: number; attached: boolean; resolved: boolean; redacted?: boolean };

/** One deployment, with the statuses that are noted on this incident. */
export const deploymentKey = (number: number, { vendor, key }: Pick<Deployment, 'vendor' | 'key'>) =>
  `deployment:${number}/${vendor}/${key}`;

export type NotedRow = { statuses: DeploymentStatus[] };

/** What was heard last of this person's coming and going in this incident's channel. */
export const memberKey = (number: number, who: string) => `member:${number}/${who}`;

export type MemberRow = { in: boolean; at: Instant };

/** A message of another channel that was copied into this incident. */
export const evidenceKey = (number: number, place: MessagePlace) =>
  `evidence:${number}/${place.team}/${place.channel}/${place.ts}`;

/** Where a step of an attached runbook stands. */
export const stepKey = (number: number, runbook: string, step: number | '') =>
  `step:${number}/${runbook}/${step}`;

/** `by`: id of whoever ticked or unticked it last, with their name at the time. */
export type StepRow = { done: boolean; at: Instant; by: string; name?: string };

/** What the newest draft rests on: sections by the id of each entry that it cites. */
export const citedKey = (number: number) => `cited:${number}`;

export type CitedRow = { draft: number; sources: Record<string, string[]> };

/** The same of what was published last, and what was told since: `<source> edited`. */
export const publishedKey = (number: number) => `published:${number}`;

export type PublishedRow = { sources: Record<string, string[]>; told: string[] };

/** The ticket of one of this incident's items, for those who tell that it changed. */
export const ticketKey = (vendor: string, id: string) => `ticket:${vendor}/${id}`;

export type ChannelRow = { number: number };

export type EvidenceRow = { event: string; files: string[]; redacted?: boolean };
