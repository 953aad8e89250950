// The small values of on-call and pages that commands, events and state share.
import type { Actor, Instant } from './values.ts';

/** Somebody as a vendor knows them; `slack` (`team/user`) where they are known here. */
export type Responder = { name: string; slack?: string; email?: string };

/** `until` is absent where their turn has no end. */
export type OnDuty = Responder & { until?: Instant };

/** Whom a page is for: whoever is on call by a schedule, or one person. */
export type PageTarget =
  | { kind: 'schedule'; vendor: string; schedule: string; label: string }
  | { kind: 'person'; who: Actor };

/** How it was called when the event was written. */
export type VendorValue = { id: string; label: string };

/** One page, while it may still matter. Its id is that of the event that asked for it. */
export type Page = {
  id: string;
  /** Who was asked for: `Payments`, `Bo`. */
  label: string;
  at: Instant;
  /**
   * `asked`: nobody has been reached yet. `paged`: they were, and have not answered; `unanswered`: for ten minutes.
   * `given-up`: nobody could be reached.
   */
  state: 'asked' | 'paged' | 'acknowledged' | 'unanswered' | 'given-up';
  vendor?: VendorValue;
  /** What it is called at the vendor; absent where the vendor cannot be told anything more. */
  ref?: string;
  /** Who was reached, by name. */
  who?: string;
};

/** Who is on call for the incident, as the card shows it. `missing`: nobody could be named. */
export type OnCallNow = {
  label: string;
  vendor: VendorValue;
  people: OnDuty[];
  missing?: boolean;
};
