// Performs `graph.draw`: finds the queries around an incident, fetches their figures, keeps them, and has them drawn.
import type { KeptGraph } from '../incident/graph-values.ts';
import type { Incident } from '../incident/state.ts';
import type { FileRef, Instant, Signal } from '../incident/values.ts';
import type { FigureSeries, FiringAlert, FoundQuery, Metrics } from '../integrations/metrics/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceByWord } from '../policy/services.ts';
import type { FileStore } from '../timeline/port.ts';
import type { EffectOf } from '../workflows/effects.ts';
import { type Curve, curvesOf, isPicture } from './graph-series.ts';
import { marksOf, type Window, windowOf } from './graph-window.ts';
import type { Performer } from './performer.ts';
import { incidentOf, type Plugged, tellFact, throughVendor, type VendorDesk } from './vendor-desk.ts';

/** What is drawn. PNG bytes come back. */
export type DrawPicture = (picture: {
  title: string;
  unit?: string;
  source: string;
  zone: string;
  from: Instant;
  to: Instant;
  series: readonly Curve[];
  threshold?: number;
  marks: readonly { at: Instant; word: string }[];
}) => Promise<Uint8Array>;

export type GraphDeps = VendorDesk & {
  files: Pick<FileStore, 'put'>;
  policy: () => Policy;
  /** Those that are configured, and the figures that alerts carry as the last. */
  sources: readonly Plugged<Metrics>[];
  draw: DrawPicture;
};

/** One picture after the other would bury what people say. */
const MOST_GRAPHS = 3;
const MOST_ALERTS = 200;

type Wanted = FoundQuery & { source: Plugged<Metrics>; title: string };
type Drawing = { effect: EffectOf<'graph.draw'>; incident: Incident; window: Window; alerts: FiringAlert[] };

/** The service's own queries; else what its alerts lead to, each source asked in turn. */
function queriesFor(deps: GraphDeps, incident: Incident, alerts: readonly FiringAlert[]): Wanted[] {
  const service = incident.service === undefined ? undefined : serviceByWord(deps.policy(), incident.service);
  const configured = (service?.queries ?? []).flatMap(({ source: id, ...query }): Wanted[] => {
    const source = deps.sources.find((one) => one.id === id);
    return source ? [{ ...query, source }] : [];
  });
  return (configured.length > 0 ? configured : behindAlerts(deps.sources, alerts)).slice(0, MOST_GRAPHS);
}

/** Of the first source that knows any of the alerts; fifty alerts of one rule are one query. */
function behindAlerts(sources: readonly Plugged<Metrics>[], alerts: readonly FiringAlert[]): Wanted[] {
  for (const source of sources) {
    const found = new Map<string, Wanted>();
    for (const alert of alerts) {
      const query = source.port.behind(alert);
      if (query && !found.has(query.query)) {
        found.set(query.query, { title: alert.title, ...query, source });
      }
    }
    if (found.size > 0) {
      return [...found.values()];
    }
  }
  return [];
}

async function alertsOf({ engine }: GraphDeps, stream: string): Promise<FiringAlert[]> {
  const attached = await engine.questions.ofType(stream, 'signal-attached', MOST_ALERTS);
  return attached.map(({ data: { signal }, content }) => {
    const { startsAt } = signal;
    // Redacted, an alert has neither.
    const { links, labels }: Pick<Signal, 'links' | 'labels'> = content ?? { links: {}, labels: {} };
    return {
      title: content?.title ?? labels.alertname ?? 'Alert',
      ...(content?.description ? { description: content.description } : {}),
      labels,
      links: [links.dashboard, links.source].filter((link) => link !== undefined),
      at: startsAt,
    };
  });
}

/** The picture of a kept graph; nothing where the figures make none. */
async function pictureOf(
  { draw, files }: GraphDeps,
  incident: Incident,
  title: string,
  graph: KeptGraph,
): Promise<{ picture?: FileRef }> {
  if (!isPicture(graph.series)) {
    return {};
  }
  const { source, from, to, series, marks, unit, threshold } = graph;
  const limits = {
    ...(unit === undefined ? {} : { unit }),
    ...(threshold === undefined ? {} : { threshold }),
  };
  const png = await draw({ title, source, zone: incident.zone, from, to, series, marks, ...limits });
  const { sha256, size } = await files.put(png);
  const name = `inc-${incident.number}-graph-${sha256.slice(0, 8)}.png`;
  return { picture: { id: sha256, name, mimetype: 'image/png', size, sha256 } };
}

function keptGraph(drawing: Drawing, wanted: Wanted, found: readonly FigureSeries[]): KeptGraph {
  const { effect, incident, window, alerts } = drawing;
  const unit = wanted.unit ?? found[0]?.unit;
  const { curves, left } = curvesOf(found, { title: wanted.title, alerts });
  return {
    moment: effect.payload.moment,
    source: wanted.source.label,
    query: wanted.query,
    ...(unit === undefined ? {} : { unit }),
    ...(wanted.threshold === undefined ? {} : { threshold: wanted.threshold }),
    from: window.from,
    to: window.to,
    series: curves,
    left,
    marks: marksOf(incident),
  };
}

/** False where the source has no picture in that time. */
async function drawOne(deps: GraphDeps, drawing: Drawing, wanted: Wanted, index: number): Promise<boolean> {
  const { effect, incident, window, alerts } = drawing;
  const { query, title, source, unit } = wanted;
  const asked = { query, ...window, alerts, ...(unit === undefined ? {} : { unit }) };
  const graph = keptGraph(drawing, wanted, await source.port.query(asked));
  if (graph.series.length === 0) {
    return false;
  }
  const picture = await pictureOf(deps, incident, title, graph);
  const wish = { graph: { ...graph, ...picture }, title };
  await tellFact(deps, effect, { type: 'record-graph', wish, what: `graph/${index}` });
  return picture.picture !== undefined;
}

/** All queries are tried; the first failure is told when the others are done, so that one bad query hides no picture. */
async function drawAll(deps: GraphDeps, drawing: Drawing, wanted: readonly Wanted[]): Promise<boolean> {
  const drawn = await Promise.allSettled(wanted.map((one, index) => drawOne(deps, drawing, one, index)));
  const failed = drawn.find((one) => one.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
  return drawn.some((one) => one.status === 'fulfilled' && one.value);
}

/** For somebody who waits for an answer. */
function nothingToShow(sources: string): VendorError {
  const why = sources
    ? `There is no graph to show: ${sources} has fewer than two figures for this time.`
    : 'There is no graph to show: no alert of this incident leads to a metric, and its service has no queries in firescribe.yml.';
  return new VendorError(why, { permanent: true, code: 'no_figures' });
}

/** Where nobody asked and there are no figures, nothing appears. */
export function graphDrawer(deps: GraphDeps): Performer<'graph.draw'> {
  return async (effect) => {
    const { moment } = effect.payload;
    const incident = await incidentOf(deps, effect.stream);
    const alerts = await alertsOf(deps, effect.stream);
    const wanted = queriesFor(deps, incident, alerts);
    const sources = [...new Set(wanted.map(({ source }) => source.label))].join(' and ');
    const since = alerts.length === 0 ? {} : { alertsSince: Math.min(...alerts.map(({ at }) => at)) };
    const window = windowOf(incident, { ...since, moment, now: deps.clock.now() });
    let drawn = false;
    await throughVendor(deps, effect, { what: 'graph', vendor: sources }, async () => {
      drawn = await drawAll(deps, { effect, incident, window, alerts }, wanted);
    });
    if (!drawn && moment === 'asked') {
      throw nothingToShow(sources);
    }
  };
}
