// The answer of Grafana's `/api/ds/query`: data frames (its docs, "Data frames"), read into curves.
import { z } from 'zod';
import type { Point } from '../../lib/thin-points.ts';
import { labels } from './labels.ts';
import type { FigureSeries } from './port.ts';

const field = z.object({
  name: z.string().nullish(),
  type: z.string().nullish(),
  labels: labels.nullish(),
  config: z.object({ displayNameFromDS: z.string().nullish(), unit: z.string().nullish() }).nullish(),
});

const frame = z.object({
  schema: z.object({ fields: z.array(field) }).nullish(),
  data: z.object({ values: z.array(z.array(z.unknown())) }).nullish(),
});

export const framesAnswer = z.object({
  results: z.record(
    z.string(),
    z.object({
      status: z.number().nullish(),
      error: z.string().nullish(),
      frames: z.array(frame).nullish(),
    }),
  ),
});

type Frame = z.infer<typeof frame>;
type Field = z.infer<typeof field>;

/** Fields without labels of their own are told apart by their name. */
function labelsOf({ labels: own, name, config }: Field): Record<string, string> {
  const shown = config?.displayNameFromDS ?? name;
  return own && Object.keys(own).length > 0 ? own : shown ? { name: shown } : {};
}

const figure = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Columns: one of time in milliseconds, and one for each curve. Frames without time (a table, a log) are no curves. */
export function curvesIn({ schema, data }: Frame): FigureSeries[] {
  const fields = schema?.fields ?? [];
  const columns = data?.values ?? [];
  const times = columns[fields.findIndex(({ type }) => type === 'time')];
  if (!times) {
    return [];
  }
  return fields.flatMap((one, index): FigureSeries[] => {
    const values = columns[index];
    if (one.type !== 'number' || !values) {
      return [];
    }
    const points = times.flatMap((at, row): Point[] =>
      typeof at === 'number' ? [[at, figure(values[row])]] : [],
    );
    const unit = one.config?.unit;
    return points.length === 0 ? [] : [{ labels: labelsOf(one), ...(unit ? { unit } : {}), points }];
  });
}
