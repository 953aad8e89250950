// The embedded default: the figures that alerts carry in their labels and words. Needs no account and no network.
import { z } from 'zod';
import type { Point } from '../../lib/thin-points.ts';
import { vendor } from '../vendor.ts';
import type { FiringAlert, Metrics } from './port.ts';

const NUMBER = String.raw`[-+]?(?:\d+(?:[.,]\d+)?|\.\d+)(?:[eE][-+]?\d+)?`;
const UNIT = String.raw`\s*(%|ms|s|seconds|milliseconds|bytes)?(?![\w%]|\.\d)`;

/** Names of labels that rules give to the value and the threshold (measured over public rule files). */
const VALUE_LABELS = ['value', 'current_value', 'currentValue', 'VALUE'];
const THRESHOLD_LABELS = ['threshold', 'THRESHOLD'];

/** `VALUE = 8.2` and `current value: 8.2%`, as rule files write it; `value=8.2` inside Grafana's valueString. */
const VALUE_WORDS = new RegExp(String.raw`\b(?:current\s+)?value\s*(?:is|[:=])\s*(${NUMBER})${UNIT}`, 'i');
const THRESHOLD_WORDS = new RegExp(
  String.raw`\bthreshold\s*(?:is|of|[:=])?\s*(${NUMBER})${UNIT}|(?:above|below|over|under)\s+(${NUMBER})${UNIT}`,
  'i',
);

export type CarriedFigure = { value: number; unit?: string; threshold?: number };

function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

function labelled(alert: FiringAlert, names: readonly string[]): number | undefined {
  return names.map((name) => numberOf(alert.labels[name])).find((value) => value !== undefined);
}

/** What an alert says of its own figure; undefined where it names none. Other numbers in its words are not guessed at. */
export function carriedFigure(alert: FiringAlert): CarriedFigure | undefined {
  const text = alert.description ?? '';
  const said = VALUE_WORDS.exec(text);
  const value = labelled(alert, VALUE_LABELS) ?? numberOf(said?.[1]);
  if (value === undefined) {
    return undefined;
  }
  const limit = THRESHOLD_WORDS.exec(text);
  const threshold = labelled(alert, THRESHOLD_LABELS) ?? numberOf(limit?.[1] ?? limit?.[3]);
  const unit = said?.[2];
  return { value, ...(unit ? { unit } : {}), ...(threshold === undefined ? {} : { threshold }) };
}

const nameOf = ({ title, labels }: FiringAlert) => labels.alertname ?? title;

/** Alerts of one name told again, each with its figure, are a curve. */
const figures: Metrics = {
  behind(alert) {
    const figure = carriedFigure(alert);
    if (figure === undefined) {
      return undefined;
    }
    const { value: _value, ...about } = figure;
    return { query: nameOf(alert), title: nameOf(alert), ...about };
  },
  async query({ query, from, to, alerts }) {
    const points = alerts
      .filter((alert) => nameOf(alert) === query && alert.at >= from && alert.at <= to)
      .flatMap((alert): Point[] => {
        const figure = carriedFigure(alert);
        return figure === undefined ? [] : [[alert.at, figure.value]];
      })
      .sort((a, b) => a[0] - b[0]);
    return points.length === 0 ? [] : [{ labels: { alertname: query }, points }];
  },
  probe: async () => undefined,
};

export const carried = vendor<Record<string, never>, Metrics>({
  id: 'alert',
  label: 'the alert itself',
  settings: z.object({}),
  env: {},
  required: [],
  create: () => figures,
  check: async () => undefined,
});
