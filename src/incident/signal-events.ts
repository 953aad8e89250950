// What monitors say of an incident, as facts; part of every incident's events.
import type { Instant, Signal } from './values.ts';

/** See `events.ts`: `data` stays, `content` can be erased. */
export type SignalShapes = {
  'signal-attached': {
    data: {
      signal: Omit<Signal, 'title' | 'description' | 'labels' | 'links'>;
      because: string;
      /** When it was first heard of, where that was before it joined the incident. */
      receivedAt?: Instant;
      /** How often it began lately, where it is said that it keeps coming and going. */
      flapping?: number;
      /** Number of the incident that it came along from, which was merged into this one. */
      from?: number;
    };
    content: Pick<Signal, 'title' | 'description' | 'labels' | 'links'>;
  };
  /** The monitor thinks worse of it than the incident's severity says. */
  'signal-ranked': {
    data: { vendor: string; dedupeKey: string; severity?: string; priority?: string };
    content: { title: string };
  };
  'signal-resolved': {
    data: {
      dedupeKey: string;
      vendor: string;
      endsAt?: Instant;
      /** True where its firing was never told before. */
      unseen?: boolean;
      /** As when it was attached. */
      from?: number;
    };
    content: { title: string };
  };
};
