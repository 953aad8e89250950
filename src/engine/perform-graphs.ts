// Performs `graph.draw`: finds the queries around an incident, fetches their figures, keeps them, and has them drawn.
import type { GraphMoment, KeptGraph } from '../incident/graph-values.ts';
import type { Incident } from '../incident/state.ts';
import type { FileRef, Instant } from '../incident/values.ts';
import type { FiringAlert, FoundQuery, Metrics } from '../integrations/metrics/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceByWord } from '../policy/services.ts';
import type { FileStore } from '../timeline/port.ts';
import type { EffectOf } from '../workflows/effects.ts';
import type { Engine } from './engine-port.ts';
import { type Curve, curvesOf, isPicture } from './graph-series.ts';
import { marksOf, type Window, windowOf } from './graph-window.ts';
import type { Performer } from './performer.ts';

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

export type GraphDeps = {
  engine: Pick<Engine, 'handle' | 'questions'>;
  files: Pick<FileStore, 'put'>;
  policy: () => Policy;
  /** Those that are configured, and the figures that alerts carry as the last. */
  sources: readonly Metrics[];
  draw: DrawPicture;
  clock: { now(): Instant };
};

/** One picture after the other would bury what people say. */
const MOST_GRAPHS = 3;
const MOST_ALERTS = 200;

type Wanted = FoundQuery & { source: Metrics; title: string };
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
function behindAlerts(sources: readonly Metrics[], alerts: readonly FiringAlert[]): Wanted[] {
  for (const source of sources) {
    const found = new Map<string, Wanted>();
    for (const alert of alerts) {
      const query = source.behind(alert);
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
    const { links, labels, startsAt } = signal;
    return {
      title: content?.title ?? labels.alertname ?? 'Alert',
      ...(content?.description ? { description: content.description } : {}),
      labels,
      links: [links.dashboard, links.source].filter((link) => link !== undefined),
      at: startsAt,
    };
  });
}

async function pictureOf(
  deps: GraphDeps,
  { incident, window }: Drawing,
  { wanted, curves, marks }: { wanted: Wanted; curves: Curve[]; marks: KeptGraph['marks'] },
): Promise<{ picture?: FileRef }> {
  if (!isPicture(curves)) {
    return {};
  }
  const { title, unit, threshold, source } = wanted;
  const png = await deps.draw({
    title,
    ...(unit === undefined ? {} : { unit }),
    ...(threshold === undefined ? {} : { threshold }),
    source: source.label,
    zone: incident.zone,
    from: window.from,
    to: window.to,
    series: curves,
    marks,
  });
  const { sha256, size } = await deps.files.put(png);
  const name = `inc-${incident.number}-graph-${sha256.slice(0, 8)}.png`;
  return { picture: { id: sha256, name, mimetype: 'image/png', size, sha256 } };
}

/** False where the source has no figures in that time. */
async function drawOne(deps: GraphDeps, drawing: Drawing, wanted: Wanted, index: number): Promise<boolean> {
  const { effect, incident, window, alerts } = drawing;
  const { title, source, query, unit, threshold } = wanted;
  const { curves, left } = curvesOf(await source.query({ query, ...window, alerts }), title);
  if (curves.length === 0) {
    return false;
  }
  const marks = marksOf(incident);
  const graph: KeptGraph = {
    moment: effect.payload.moment,
    source: source.label,
    query,
    ...(unit === undefined ? {} : { unit }),
    ...(threshold === undefined ? {} : { threshold }),
    from: window.from,
    to: window.to,
    series: curves,
    left,
    marks,
    ...(await pictureOf(deps, drawing, { wanted, curves, marks })),
  };
  const key = `${effect.key}/graph/${index}`;
  await deps.engine.handle({
    type: 'record-graph',
    incident: effect.stream,
    wish: { graph, title },
    asking: {
      by: { kind: 'firescribe', id: 'firescribe', name: 'Firescribe' },
      grants: ['operator'],
      at: deps.clock.now(),
      source: { kind: 'effect', key },
    },
  });
  return graph.picture !== undefined;
}

/** Somebody waits for an answer; where nobody asked, nothing appears. */
function sayNothingFound(moment: GraphMoment, wanted: readonly Wanted[]): void {
  if (moment !== 'asked') {
    return;
  }
  const from = [...new Set(wanted.map(({ source }) => source.label))].join(', ');
  const why =
    wanted.length === 0
      ? 'There is no graph to show: no alert of this incident leads to a metric, and its service has no queries in firescribe.yml.'
      : `There is no graph to show: ${from} has fewer than two figures for this time.`;
  throw new VendorError(why, { permanent: true, code: 'no_figures' });
}

/** All queries are tried; the first failure is told when the others are done, so that one bad query hides no picture. */
export function graphDrawer(deps: GraphDeps): Performer<'graph.draw'> {
  return async (effect) => {
    const { stream, payload } = effect;
    const incident = await deps.engine.questions.incident(stream, { kind: 'operator' });
    if (incident === undefined) {
      return;
    }
    const alerts = await alertsOf(deps, stream);
    const wanted = queriesFor(deps, incident, alerts);
    const since = alerts.length === 0 ? {} : { alertsSince: Math.min(...alerts.map(({ at }) => at)) };
    const window = windowOf(incident, { ...since, moment: payload.moment, now: deps.clock.now() });
    const drawn = await Promise.allSettled(
      wanted.map((one, index) => drawOne(deps, { effect, incident, window, alerts }, one, index)),
    );
    const failed = drawn.find((one) => one.status === 'rejected');
    if (failed) {
      throw failed.reason;
    }
    if (!drawn.some((one) => one.status === 'fulfilled' && one.value)) {
      sayNothingFound(payload.moment, wanted);
    }
  };
}
