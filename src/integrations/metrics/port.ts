// The port of metrics: figures of a query over time, and the query behind an alert. In neutral words; knows no incident.
import type { Point } from '../../lib/thin-points.ts';

/** An alert as a source of figures looks at it. Times are milliseconds since 1970. */
export type FiringAlert = {
  title: string;
  description?: string;
  labels: Readonly<Record<string, string>>;
  /** Where the monitor shows it: Prometheus' generator URL, a Grafana panel, a Datadog monitor. */
  links: readonly string[];
  at: number;
};

/** A query worth a picture, in the language of its source. */
export type FoundQuery = { query: string; title?: string; unit?: string; threshold?: number };

export type FiguresWanted = {
  query: string;
  /** Milliseconds since 1970; `to` is later than `from`. */
  from: number;
  to: number;
  /** Wished distance between points, in milliseconds. A source may give more or fewer. */
  step: number;
  /** What the figures are, where the source cannot say. */
  unit?: string;
  /** The alerts of the incident, for sources that know no more than these. */
  alerts: readonly FiringAlert[];
};

/** One curve, in order of time. Null where nothing was measured: neighbours without a null between them belong together. */
export type FigureSeries = {
  labels: Readonly<Record<string, string>>;
  unit?: string;
  points: readonly Point[];
};

export type Metrics = {
  /** The query behind an alert, where this source knows one. Local work; undefined for another source's alerts. */
  behind(alert: FiringAlert): FoundQuery | undefined;
  /**
   * The figures; empty where there are none in that time. Reads only, so it may be asked again. Throws a VendorError:
   * permanent where the query or the credentials are refused.
   */
  query(wanted: FiguresWanted): Promise<FigureSeries[]>;
  /** Reads something small, to see whether it works at all. A remark, if there is one. @throws VendorError */
  probe(): Promise<string | undefined>;
};
