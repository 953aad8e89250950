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
  /** The alerts of the incident, for sources that know no more than these. */
  alerts: readonly FiringAlert[];
};

/** One curve, in order of time. Null where the source says that nothing was measured; a missing time says so, too. */
export type FigureSeries = { labels: Readonly<Record<string, string>>; points: readonly Point[] };

export type Metrics = {
  /** `prometheus`; the word of a configured query's `source`. */
  id: string;
  /** `Prometheus` */
  label: string;
  /** The query behind an alert, where this source knows one. Local work; undefined for another source's alerts. */
  behind(alert: FiringAlert): FoundQuery | undefined;
  /**
   * The figures; empty where there are none in that time. Reads only, so it may be asked again. Throws a VendorError:
   * permanent where the query or the credentials are refused.
   */
  query(wanted: FiguresWanted): Promise<FigureSeries[]>;
};
