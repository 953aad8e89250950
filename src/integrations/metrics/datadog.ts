// Datadog: `GET /api/v1/query` (its docs, "Query timeseries points"). Two keys; the answer may be an error with status 200.
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { type Point, withGaps } from '../../lib/thin-points.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { vendor } from '../vendor.ts';
import type { FigureSeries, FiringAlert, FoundQuery, Metrics } from './port.ts';

const LABEL = 'Datadog';
const TIMEOUT_MS = 5_000;
const GAP_INTERVALS = 1.5;

const settings = z.object({
  apiKey: z.string().min(1),
  appKey: z.string().min(1),
  url: z
    .url({ protocol: /^https?$/, error: 'use the address of your site’s API: https://api.datadoghq.eu' })
    .default('https://api.datadoghq.com'),
});
type Settings = z.infer<typeof settings>;

const unit = z.object({ name: z.string().nullish(), short_name: z.string().nullish() }).nullish();
const answer = z.object({
  status: z.string().nullish(),
  error: z.string().nullish(),
  message: z.string().nullish(),
  series: z
    .array(
      z.object({
        display_name: z.string().nullish(),
        scope: z.string().nullish(),
        tag_set: z.array(z.string()).nullish(),
        unit: z.array(unit).nullish(),
        /** Seconds between points. */
        interval: z.number().nullish(),
        pointlist: z.array(z.array(z.number().nullable())),
      }),
    )
    .nullish(),
});
type Series = NonNullable<z.infer<typeof answer>['series']>[number];

/** `host:web-1` and `env:prod` as labels; a tag without a value is its own name. */
function labelsOf({ tag_set, scope }: Series): Record<string, string> {
  const tags = tag_set?.length
    ? tag_set
    : (scope ?? '').split(',').filter((tag) => tag !== '' && tag !== '*');
  return Object.fromEntries(
    tags.map((tag) => {
      const at = tag.indexOf(':');
      return at < 0 ? [tag, tag] : [tag.slice(0, at), tag.slice(at + 1)];
    }),
  );
}

/** `[numerator, denominator]`; a quotient is written as one: `requests/second`. */
function unitOf({ unit: units }: Series): { unit?: string } {
  const [per, by] = (units ?? []).map((one) => one?.name ?? undefined);
  return per ? { unit: by ? `${per}/${by}` : per } : {};
}

function seriesOf(series: Series): FigureSeries {
  const points = series.pointlist.flatMap(([at, value]): Point[] =>
    typeof at === 'number' ? [[Math.round(at), value ?? null]] : [],
  );
  const longest = (series.interval || Number.POSITIVE_INFINITY) * 1_000 * GAP_INTERVALS;
  return { labels: labelsOf(series), ...unitOf(series), points: withGaps(points, longest) };
}

async function query(
  http: Http,
  wanted: { query: string; from: number; to: number },
): Promise<FigureSeries[]> {
  const { status, error, message, series } = await http.json(
    {
      method: 'GET',
      path: '/api/v1/query',
      query: {
        from: Math.floor(wanted.from / 1_000),
        to: Math.ceil(wanted.to / 1_000),
        query: wanted.query,
      },
    },
    answer,
  );
  const wrong = error || (status === 'error' ? message || 'no reason given' : '');
  if (wrong) {
    throw new VendorError(`${LABEL} refused the query: ${wrong}.`, { permanent: true, code: 'rejected' });
  }
  return (series ?? []).map(seriesOf).filter(({ points }) => points.length > 0);
}

/** A metric monitor's query (Datadog's docs, "Monitors API", "Query types"): `avg(last_5m):avg:system.load.1{*} > 4`. */
const MONITOR =
  /^\w+\(last_\w+\)\s{0,20}:(?<measured>.+?)(?:>=|<=|==|!=|>|<)\s{0,20}(?<threshold>[-+]?[\d.]{1,40}(?:e[-+]?\d{1,4})?)$/is;
/** Labels under which a webhook's template may bring it along. */
const QUERY_LABELS = ['query', 'alert_query', 'ALERT_QUERY'];

function behind({ labels, title }: FiringAlert): FoundQuery | undefined {
  for (const name of QUERY_LABELS) {
    const found = MONITOR.exec((labels[name] ?? '').trim())?.groups;
    if (found?.measured) {
      return { query: found.measured.trim(), title, threshold: Number(found.threshold) };
    }
  }
  return undefined;
}

export const datadog = vendor<Settings, Metrics>({
  id: 'datadog',
  label: LABEL,
  settings,
  env: { DATADOG_API_KEY: 'apiKey', DATADOG_APP_KEY: 'appKey', DATADOG_API_URL: 'url' },
  required: ['DATADOG_API_KEY', 'DATADOG_APP_KEY'],
  create(given, { http, clock }) {
    const client = http({
      vendor: LABEL,
      baseUrl: given.url,
      urlVariable: 'DATADOG_API_URL',
      credentials: 'Check DATADOG_API_KEY and DATADOG_APP_KEY, and that DATADOG_API_URL is your site’s.',
      authorize: () => ({ 'dd-api-key': given.apiKey, 'dd-application-key': given.appKey }),
      timeoutMs: TIMEOUT_MS,
    });
    return {
      behind,
      query: (wanted) => query(client, wanted),
      async probe() {
        const to = clock.now();
        const found = await query(client, {
          query: 'avg:datadog.agent.running{*}',
          from: to - 3_600_000,
          to,
        });
        return found.length > 0 ? undefined : 'It answers, and no agent has reported within the hour.';
      },
    };
  },
  check: (port) => port.probe(),
});
