// Prometheus' stand-in: `query_range` with the limits and refusals measured at 3.5.
import type { Asked, Reply } from './exchange.ts';
import { specCheck } from './openapi.ts';
import { openStandIn, type StandIn } from './stand-in.ts';

/** A series: its labels, and its value at each instant (milliseconds); null where it has no sample. */
export type Measured = { labels: Readonly<Record<string, string>>; at(ms: number): number | null };

export type PrometheusStandIn = StandIn & {
  /** From now on the query gives these series. Other queries give none. */
  measures(query: string, series: readonly Measured[]): void;
};

const MOST_POINTS = 11_000;

const refused = (errorType: string, error: string, status = 400): Reply => ({
  status,
  json: { status: 'error', errorType, error },
});

const written = (value: number) =>
  Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';

function valuesOf({ at }: Measured, start: number, end: number, step: number): [number, string][] {
  const values: [number, string][] = [];
  for (let second = start; second <= end; second += step) {
    const value = at(Math.round(second * 1_000));
    if (value !== null) {
      values.push([second, written(value)]);
    }
  }
  return values;
}

function balanced(query: string): boolean {
  const words = query.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return (
    words.trim() !== '' && words.split('(').length === words.split(')').length && !/[<>=+*/-]\s*$/.test(words)
  );
}

function range(fields: URLSearchParams, known: ReadonlyMap<string, readonly Measured[]>): Reply {
  const query = fields.get('query') ?? '';
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(fields.get(name) || Number.NaN));
  if (
    start === undefined ||
    end === undefined ||
    step === undefined ||
    [start, end, step].some(Number.isNaN)
  ) {
    return refused('bad_data', 'invalid parameter: cannot parse to a valid timestamp or duration');
  }
  if (end < start) {
    return refused('bad_data', 'invalid parameter "end": end timestamp must not be before start time');
  }
  if (step <= 0) {
    return refused(
      'bad_data',
      'invalid parameter "step": zero or negative query resolution step widths are not accepted',
    );
  }
  if ((end - start) / step > MOST_POINTS) {
    return refused('bad_data', 'exceeded maximum resolution of 11,000 points per timeseries');
  }
  if (!balanced(query)) {
    return refused('bad_data', 'invalid parameter "query": parse error: unexpected end of input');
  }
  const constant: Measured[] = query === 'vector(1)' ? [{ labels: {}, at: () => 1 }] : [];
  const result = [...(known.get(query) ?? constant)]
    .map((one) => ({ metric: one.labels, values: valuesOf(one, start, end, step) }))
    .filter(({ values }) => values.length > 0);
  return { status: 200, json: { status: 'success', data: { resultType: 'matrix', result } } };
}

/** `credentials`: the whole value of the header Authorization; without it everybody may ask. */
export async function openPrometheus({
  credentials,
}: {
  credentials?: string;
} = {}): Promise<PrometheusStandIn> {
  const known = new Map<string, readonly Measured[]>();
  const guarded = (asked: Asked, fields: URLSearchParams) =>
    credentials === undefined || asked.headers.authorization === credentials
      ? range(fields, known)
      : { status: 401, text: 'Unauthorized' };
  const check = specCheck('prometheus.yaml', { prefix: '/api/v1' });
  const standIn = await openStandIn({
    name: 'prometheus',
    routes: [
      {
        method: 'POST',
        path: '/api/v1/query_range',
        answer: (asked) => guarded(asked, new URLSearchParams(asked.raw)),
      },
      { method: 'GET', path: '/api/v1/query_range', answer: (asked) => guarded(asked, asked.query) },
    ],
    ...(check ? { check } : {}),
  });
  return { ...standIn, measures: (query, series) => void known.set(query, series) };
}
