// What people tell others about an incident, and what they do not want proposed again, as facts; part of every incident's events.
import type { Actor } from './values.ts';

/** See `events.ts`: `data` stays, `content` can be erased. */
export type BriefingShapes = {
  /** Somebody told stakeholders how it stands. */
  'update-posted': { data: Record<string, never>; content: { text: string } };
  /** Somebody handed over. `cites`: ids of the entries that it rests on. `to`: who is to take over. */
  'handover-posted': { data: { to?: Actor; cites: string[] }; content: { text: string } };
  /** A suggested action item that is not wanted. `suggestion`: what tells it from others; see `evidence/suggested-items.ts`. */
  'suggestion-dismissed': { data: { suggestion: string }; content: null };
};
