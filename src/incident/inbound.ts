// What comes in from outside, in our words: signals, deployments, what was acknowledged elsewhere, and hints about tickets.
import type { Deployment, Instant, Signal } from './values.ts';

/** Somebody acknowledged an alert where it came from. */
export type AlertAck = {
  vendor: string;
  /** One act: a second telling of it changes nothing. Unique at the vendor. */
  key: string;
  /** The alert, as its signals carry it. */
  dedupeKey: string;
  /** Who, as the vendor names them. Absent where a machine did it. */
  by?: { id: string; name?: string };
  /** Of our own incident, where what was acknowledged is a page that we sent for it. */
  number?: number;
  /** Which page, where its key names it. */
  page?: string;
  at: Instant;
};

/** A ticket may have changed. Only a hint: whether it has is asked of the tracker. */
export type TicketHint = {
  vendor: string;
  /** The tracker's own name for it. */
  id: string;
};

/** One thing that a delivery tells of. */
export type Inbound =
  | { kind: 'signal'; signal: Signal }
  | { kind: 'deployment'; deployment: Deployment }
  | { kind: 'alert-ack'; ack: AlertAck }
  | { kind: 'ticket-hint'; hint: TicketHint };
