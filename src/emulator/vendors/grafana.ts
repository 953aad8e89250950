// Grafana's stand-in: dashboards by uid, and `/api/ds/query` over a data source whose figures a test sets.
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type StandIn } from './stand-in.ts';

export type GrafanaSeries = { labels: Readonly<Record<string, string>>; at(ms: number): number | null };

export type GrafanaPanel = {
  id: number;
  title: string;
  unit?: string;
  /** In the language of the data source; may hold variables. */
  expr: string;
};

export type GrafanaStandIn = StandIn & {
  /** A dashboard with these panels, the last of them in a collapsed row. */
  dashboard(uid: string, panels: readonly GrafanaPanel[], variables?: Readonly<Record<string, string>>): void;
  /** What the data source says to an expression with its variables filled in. */
  measures(expr: string, series: readonly GrafanaSeries[]): void;
};

const SOURCE = { type: 'prometheus', uid: 'PBFA97CFB590B2093' };

function panelJson({ id, title, unit, expr }: GrafanaPanel) {
  return {
    id,
    type: 'timeseries',
    title,
    datasource: SOURCE,
    fieldConfig: { defaults: unit ? { unit } : {}, overrides: [] },
    targets: [
      { refId: 'A', expr, range: true, editorMode: 'code' },
      { refId: 'B', expr: 'not_shown', hide: true },
    ],
  };
}

type Query = {
  refId?: unknown;
  expr?: unknown;
  datasource?: { uid?: unknown };
  intervalMs?: unknown;
  maxDataPoints?: unknown;
};

function resultOf(
  query: Query,
  from: number,
  to: number,
  known: ReadonlyMap<string, readonly GrafanaSeries[]>,
) {
  const expr = String(query.expr);
  if (expr.includes('$')) {
    return { status: 400, error: `parse error: unexpected character: '$' in ${expr}`, frames: [] };
  }
  const step = Math.max(
    Number(query.intervalMs) || 15_000,
    (to - from) / (Number(query.maxDataPoints) || 100),
  );
  const times: number[] = [];
  for (let at = from; at <= to; at += step) {
    times.push(Math.round(at));
  }
  const frames = (known.get(expr) ?? []).map(({ labels, at }) => ({
    schema: {
      refId: query.refId,
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: step } },
        { name: 'Value', type: 'number', typeInfo: { frame: 'float64', nullable: true }, labels, config: {} },
      ],
    },
    data: { values: [times, times.map(at)] },
  }));
  return { status: 200, frames };
}

function dsQuery({ body }: Asked, known: ReadonlyMap<string, readonly GrafanaSeries[]>): Reply {
  const { from, to, queries } = body as { from?: unknown; to?: unknown; queries?: Query[] };
  if (!/^\d+$/.test(String(from)) || !/^\d+$/.test(String(to)) || !queries?.length) {
    return { status: 400, json: { message: 'bad request data', messageId: 'query.invalidTimeRange' } };
  }
  if (queries.some(({ refId, datasource }) => typeof refId !== 'string' || datasource?.uid !== SOURCE.uid)) {
    return { status: 404, json: { message: 'data source not found' } };
  }
  const results = queries.map((one) => [one.refId, resultOf(one, Number(from), Number(to), known)] as const);
  const wrong = results.find(([, { status }]) => status >= 400);
  return { status: wrong ? 400 : 200, json: { results: Object.fromEntries(results) } };
}

export async function openGrafana({ token }: { token: string }): Promise<GrafanaStandIn> {
  const dashboards = new Map<string, unknown>();
  const known = new Map<string, readonly GrafanaSeries[]>();
  const guarded = (answer: (asked: Asked) => Reply) => (asked: Asked) =>
    asked.headers.authorization === `Bearer ${token}`
      ? answer(asked)
      : { status: 401, json: { message: 'Invalid API key' } };
  const standIn = await openStandIn({
    name: 'grafana',
    routes: [
      {
        method: 'GET',
        path: '/api/search',
        answer: guarded(() => ({
          status: 200,
          json: [...dashboards.keys()].map((uid) => ({ uid, type: 'dash-db' })),
        })),
      },
      {
        method: 'GET',
        path: '/api/dashboards/uid/:uid',
        answer: guarded(({ params }) => {
          const dashboard = dashboards.get(params.uid ?? '');
          return dashboard
            ? { status: 200, json: { meta: { slug: 'shop' }, dashboard } }
            : { status: 404, json: { message: 'Dashboard not found' } };
        }),
      },
      { method: 'POST', path: '/api/ds/query', answer: guarded((asked) => dsQuery(asked, known)) },
    ],
  });
  return {
    ...standIn,
    measures: (expr, series) => void known.set(expr, series),
    dashboard(uid, panels, variables = {}) {
      const list = Object.entries(variables).map(([name, value]) => ({
        name,
        current: { text: value, value },
      }));
      const shown = panels.map(panelJson);
      const row = { id: 999, type: 'row', collapsed: true, title: 'More', panels: shown.slice(-1) };
      dashboards.set(uid, { uid, title: 'Shop', panels: [...shown.slice(0, -1), row], templating: { list } });
    },
  };
}
