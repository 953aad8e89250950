// What is kept of a graph, and what state knows of it.
import type { FileRef, Instant } from './values.ts';

/** When it was drawn: as the incident opened, once it was resolved, or because somebody asked. */
export type GraphMoment = 'declared' | 'resolved' | 'asked';

export type KeptGraph = {
  moment: GraphMoment;
  /** Name of the source: `Prometheus`. */
  source: string;
  /** In the source's own language. */
  query: string;
  unit?: string;
  threshold?: number;
  from: Instant;
  to: Instant;
  /** At most 500 points each; null where nothing was measured. */
  series: { name: string; points: (readonly [Instant, number | null])[] }[];
  /** Series that the source had besides these. */
  left: number;
  marks: { at: Instant; word: string }[];
  /** Absent where the figures make no picture: there is one only. */
  picture?: FileRef;
};

/** A graph as state knows it: where its picture is. */
export type GraphShown = {
  event: string;
  moment: GraphMoment;
  picture?: string;
  file?: string;
  permalink?: string;
};

/**
 * Where a picture stands in a review that is made before the picture is in the channel: the address is filled in when the
 * review is put there.
 */
export const graphAddress = (event: string) => `firescribe-graph:${event}`;
