// Datadog's stand-in: `GET /api/v1/query` with both keys; a bad query is answered with 200 and an error inside, as the real one does.
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type StandIn } from './stand-in.ts';

export type DatadogSeries = {
  /** `host:web-1` */
  tags: readonly string[];
  unit?: { name: string; short_name: string };
  at(ms: number): number | null;
};

export type DatadogStandIn = StandIn & { measures(query: string, series: readonly DatadogSeries[]): void };

/** It answers with some three hundred points, whatever the window (its docs, "Rollup"). */
const POINTS = 300;
const SHORTEST_INTERVAL_S = 20;

function query({ query: fields }: Asked, known: ReadonlyMap<string, readonly DatadogSeries[]>): Reply {
  const [from, to] = [Number(fields.get('from') ?? Number.NaN), Number(fields.get('to') ?? Number.NaN)];
  const asked = fields.get('query') ?? '';
  if (!Number.isInteger(from) || !Number.isInteger(to) || !asked) {
    return { status: 400, json: { errors: ['from, to and query are required; times are epoch seconds.'] } };
  }
  if (!/^[\w.]+:[\w.]+\{[^}]*\}/.test(asked)) {
    return {
      status: 200,
      json: { status: 'error', error: 'Error parsing query: unable to parse it', series: [] },
    };
  }
  const interval = Math.max(SHORTEST_INTERVAL_S, Math.ceil((to - from) / POINTS));
  const series = (known.get(asked) ?? []).map(({ tags, unit, at }) => {
    const pointlist: [number, number | null][] = [];
    for (let second = Math.ceil(from / interval) * interval; second <= to; second += interval) {
      pointlist.push([second * 1_000, at(second * 1_000)]);
    }
    const scope = tags.join(',') || '*';
    return {
      metric: asked.split('{')[0],
      scope,
      tag_set: tags,
      unit: unit ? [unit, null] : null,
      interval,
      pointlist,
    };
  });
  return {
    status: 200,
    json: {
      status: 'ok',
      res_type: 'time_series',
      from_date: from * 1_000,
      to_date: to * 1_000,
      query: asked,
      series,
    },
  };
}

export async function openDatadog(keys: { apiKey: string; appKey: string }): Promise<DatadogStandIn> {
  const known = new Map<string, readonly DatadogSeries[]>();
  const standIn = await openStandIn({
    name: 'datadog',
    routes: [
      {
        method: 'GET',
        path: '/api/v1/query',
        answer: (asked) =>
          asked.headers['dd-api-key'] === keys.apiKey && asked.headers['dd-application-key'] === keys.appKey
            ? query(asked, known)
            : { status: 403, json: { errors: ['Forbidden'] } },
      },
    ],
  });
  return { ...standIn, measures: (asked, series) => void known.set(asked, series) };
}
