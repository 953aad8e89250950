// Grafana: the data source behind a panel, asked through Grafana (`GET /api/dashboards/uid/:uid`, `POST /api/ds/query`); no image renderer is needed.

import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import { named } from '../../lib/named.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { vendor } from '../vendor.ts';
import { curvesIn, framesAnswer } from './grafana-frames.ts';
import { dashboardAnswer, panelQueries, placeOf, queryInLink } from './grafana-panel.ts';
import type { FigureSeries, FiguresWanted, FiringAlert, FoundQuery, Metrics } from './port.ts';

const LABEL = 'Grafana';
const TIMEOUT_MS = 5_000;

const settings = z.object({
  url: z.url({ protocol: /^https?$/, error: 'use the address of Grafana: https://grafana.example.com' }),
  token: z.string().min(1),
});
type Settings = z.infer<typeof settings>;

/** Names that Grafana's units have and people do not use. */
const UNITS: Readonly<Record<string, string>> = {
  percentunit: 'ratio',
  percent: '%',
  decbytes: 'bytes',
  short: '',
  none: '',
  reqps: 'requests/s',
  cps: 'counts/s',
  ops: 'ops/s',
};
const unitInWords = (unit: string | undefined) => (unit === undefined ? '' : (named(UNITS, unit) ?? unit));

async function query(http: Http, wanted: FiguresWanted): Promise<FigureSeries[]> {
  const place = placeOf(wanted.query);
  if (!place) {
    const example = 'Name a panel: <dashboard uid>/<panel id>, as its link has them.';
    throw new VendorError(`${LABEL} has no query “${wanted.query}”. ${example}`, {
      permanent: true,
      code: 'rejected',
    });
  }
  const { dashboard } = await http.json(
    { method: 'GET', path: `/api/dashboards/uid/${encodeURIComponent(place.dashboard)}` },
    dashboardAnswer,
  );
  const { queries, unit } = panelQueries(dashboard, place);
  const maxDataPoints = Math.max(2, Math.ceil((wanted.to - wanted.from) / wanted.step));
  const { results } = await http.json(
    {
      method: 'POST',
      path: '/api/ds/query',
      json: {
        from: String(Math.floor(wanted.from)),
        to: String(Math.ceil(wanted.to)),
        queries: queries.map((one) => ({ ...one, intervalMs: wanted.step, maxDataPoints })),
      },
      repeatable: true,
    },
    framesAnswer,
  );
  const wrong = Object.values(results).find(({ error }) => error);
  if (wrong) {
    throw new VendorError(`${LABEL}’s data source refused the query: ${wrong.error}.`, {
      permanent: (wrong.status ?? 400) < 500,
      code: 'rejected',
    });
  }
  const words = unitInWords(unit);
  return Object.values(results)
    .flatMap(({ frames }) => frames ?? [])
    .flatMap(curvesIn)
    .map((series) => ({ ...(words ? { unit: words } : {}), ...series }));
}

function behind({ links, title }: FiringAlert): FoundQuery | undefined {
  const found = links.map(queryInLink).find((one) => one !== undefined);
  return found === undefined ? undefined : { query: found, title };
}

export const grafana = vendor<Settings, Metrics>({
  id: 'grafana',
  label: LABEL,
  settings,
  env: { GRAFANA_URL: 'url', GRAFANA_TOKEN: 'token' },
  required: ['GRAFANA_URL', 'GRAFANA_TOKEN'],
  create({ url, token }, { http }) {
    const client = http({
      vendor: LABEL,
      baseUrl: url,
      urlVariable: 'GRAFANA_URL',
      credentials: 'Check GRAFANA_TOKEN: a service account’s, with the role Viewer.',
      authorize: () => ({ authorization: `Bearer ${token}` }),
      timeoutMs: TIMEOUT_MS,
    });
    return {
      behind,
      query: (wanted) => query(client, wanted),
      async probe() {
        const found = await client.json(
          { method: 'GET', path: '/api/search', query: { type: 'dash-db', limit: 1 } },
          z.array(z.object({ uid: z.string() })),
        );
        return found.length > 0 ? undefined : 'It answers, and the token sees no dashboard.';
      },
    };
  },
  check: (port) => port.probe(),
});
