// Prometheus, and what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics): `query_range` (its docs, "HTTP API", "Range queries").
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import type { HttpHeaders } from '../../lib/http-call.ts';
import { type Point, withGaps } from '../../lib/thin-points.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { vendor } from '../vendor.ts';
import { labels } from './labels.ts';
import type { FiringAlert, FoundQuery, Metrics } from './port.ts';
import { measuredBy } from './promql.ts';

const LABEL = 'Prometheus';
/** A picture is worth no longer wait. */
const TIMEOUT_MS = 5_000;
/** Refused above this many points for each series (measured at 3.5: 400 `bad_data`). */
const MOST_POINTS = 11_000;
/** A sample that is missing once is a gap. */
const GAP_STEPS = 1.5;

const settings = z
  .object({
    url: z.url({
      protocol: /^https?$/,
      error: 'use the address of Prometheus: https://prometheus.example.com',
    }),
    token: z.string().optional(),
    user: z.string().optional(),
    password: z.string().optional(),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    error: 'basic authentication needs PROMETHEUS_USER and PROMETHEUS_PASSWORD',
    path: ['user'],
  });
type Settings = z.infer<typeof settings>;

/** Values are strings, since JSON knows neither NaN nor +Inf. Native histograms come beside, and are no curve. */
const matrix = z.object({
  status: z.string(),
  data: z.object({
    result: z.array(
      z.object({
        metric: labels.nullish(),
        values: z.array(z.tuple([z.number(), z.string()])).nullish(),
      }),
    ),
  }),
});

function authorization({ token, user, password }: Settings): HttpHeaders {
  if (token) {
    return { authorization: `Bearer ${token}` };
  }
  return user ? { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` } : {};
}

/** The expression in a generator URL: `…/graph?g0.expr=…`. */
function expressionIn(link: string): string | undefined {
  return URL.canParse(link) ? (new URL(link).searchParams.get('g0.expr') ?? undefined) : undefined;
}

function behind({ links, labels, title }: FiringAlert): FoundQuery | undefined {
  const expression = links.map(expressionIn).find((found) => found?.trim());
  return expression === undefined
    ? undefined
    : { title: labels.alertname ?? title, ...measuredBy(expression) };
}

const pointOf = ([at, value]: [number, string]): Point => {
  const figure = value.endsWith('Inf') ? Number.NaN : Number(value);
  return [Math.round(at * 1_000), Number.isFinite(figure) ? figure : null];
};

async function range(http: Http, wanted: { query: string; from: number; to: number; step: number }) {
  const step = Math.max(wanted.step, Math.ceil((wanted.to - wanted.from) / (MOST_POINTS - 1)), 1_000);
  const answer = await http.json(
    {
      method: 'POST',
      path: '/api/v1/query_range',
      form: {
        query: wanted.query,
        start: String(wanted.from / 1_000),
        end: String(wanted.to / 1_000),
        step: String(step / 1_000),
      },
      repeatable: true,
    },
    matrix,
  );
  if (answer.status !== 'success') {
    throw new VendorError(`${LABEL} answered the query with “${answer.status}”.`, {
      permanent: false,
      code: 'rejected',
    });
  }
  return answer.data.result.map(({ metric, values }) => {
    const { __name__: _name, ...own } = metric ?? {};
    return { labels: own, points: withGaps((values ?? []).map(pointOf), step * GAP_STEPS) };
  });
}

export const prometheus = vendor<Settings, Metrics>({
  id: 'prometheus',
  label: LABEL,
  settings,
  env: {
    PROMETHEUS_URL: 'url',
    PROMETHEUS_TOKEN: 'token',
    PROMETHEUS_USER: 'user',
    PROMETHEUS_PASSWORD: 'password',
  },
  required: ['PROMETHEUS_URL'],
  create(given, { http, clock }) {
    const client = http({
      vendor: LABEL,
      baseUrl: given.url,
      urlVariable: 'PROMETHEUS_URL',
      credentials: 'Check PROMETHEUS_TOKEN, or PROMETHEUS_USER and PROMETHEUS_PASSWORD.',
      authorize: () => authorization(given),
      timeoutMs: TIMEOUT_MS,
    });
    return {
      behind,
      query: async (wanted) => (await range(client, wanted)).filter(({ points }) => points.length > 0),
      async probe() {
        const to = clock.now();
        await range(client, { query: 'vector(1)', from: to - 60_000, to, step: 15_000 });
        return undefined;
      },
    };
  },
  check: (port) => port.probe(),
});
