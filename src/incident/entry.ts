// An event as a reader sees it: what a timeline, a catch-up, a review or an export shows.
import type { Actor, FileRef, Instant, MessagePlace } from './values.ts';

export type EntryKind =
  | 'declared'
  | 'status'
  | 'severity'
  | 'correction'
  | 'role'
  | 'task'
  | 'follow-up'
  | 'note'
  | 'update'
  | 'handover'
  | 'message'
  | 'evidence'
  | 'alert'
  | 'deployment'
  | 'key-time'
  | 'member'
  | 'command'
  | 'file'
  | 'graph'
  | 'page'
  | 'runbook'
  | 'link'
  | 'postmortem'
  | 'answer'
  | 'record';

export type Entry = {
  /** Id of the event that began it. Citations name this. */
  id: string;
  /** Events that make it up: a message and its edits. */
  events: string[];
  kind: EntryKind;
  /** When it happened, by its origin's clock. A pinned message carries the time of the message. */
  at: Instant;
  recordedAt: Instant;
  author: Actor;
  /** What a reader reads. For a message its current text; empty where it was deleted or redacted. */
  text: string;
  /** Earlier texts of an edited message, oldest first. Never rendered once the message is deleted. */
  earlier: string[];
  place?: MessagePlace;
  /** `ts` of the thread's parent, for a reply. */
  thread?: string;
  permalink?: string;
  /** For a fact that is no message: where our sentence about it stands in the channel. */
  shownAt?: { place: MessagePlace; thread?: string };
  files: FileRef[];
  pinned?: { at: Instant; by: Actor[] };
  edited: boolean;
  deleted: boolean;
  redacted: boolean;
  recovered: boolean;
  /** The event's own type, for those who need to tell more finely. */
  type: string;
  /** Structured values of the event that code may quote: statuses, severities, names, instants. */
  values: Record<string, string | number | boolean | null>;
};
