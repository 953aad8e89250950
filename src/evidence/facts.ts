// Numbered facts that code computes of a whole record: times, statuses, durations, counts, each with the entries it rests on.
import type { Entry } from '../incident/entry.ts';
import type { Metric } from '../incident/metrics.ts';
import type { Incident } from '../incident/state.ts';
import { KEY_TIMES } from '../incident/values.ts';
import { durationText } from './durations.ts';
import type { Zoned } from './zoned.ts';

export type ComputedFact = {
  /** `F1`, `F2`, … in the order below: the same record gives the same numbers. */
  id: string;
  /** What a reader may be told, with every figure in it. */
  text: string;
  /** Ids of events. */
  evidence: readonly string[];
};

export type Facts = {
  incident: Incident;
  entries: readonly Entry[];
  metrics: readonly Pick<Metric, 'label' | 'seconds' | 'from' | 'to'>[];
  clock: Zoned;
};

type Unnumbered = Omit<ComputedFact, 'id'>;

function times({ incident, clock }: Facts): Unnumbered[] {
  return KEY_TIMES.flatMap((name) => {
    const time = incident.keyTimes[name];
    return time?.at == null ? [] : [{ text: `${name}: ${clock.full(time.at)}`, evidence: time.evidence }];
  });
}

function guesses({ incident, clock }: Facts): Unnumbered[] {
  const { beganGuess } = incident;
  return beganGuess === undefined
    ? []
    : [{ text: `the alert's own start: ${clock.full(beganGuess)}`, evidence: [incident.id] }];
}

function durations({ incident, metrics }: Facts): Unnumbered[] {
  return metrics.flatMap(({ label, seconds, from, to }) =>
    seconds === null
      ? []
      : [
          {
            text: `${label}: ${durationText(seconds * 1000)}`,
            evidence: [from, to].flatMap((name) => incident.keyTimes[name]?.evidence ?? []),
          },
        ],
  );
}

function cycles({ incident, clock }: Facts): Unnumbered[] {
  return incident.cycles.map(({ resolvedAt, reopenedAt, event }) => ({
    text:
      reopenedAt === undefined
        ? `resolved: ${clock.full(resolvedAt)}`
        : `resolved: ${clock.full(resolvedAt)}, reopened: ${clock.full(reopenedAt)} after ${durationText(reopenedAt - resolvedAt)}`,
    evidence: [event],
  }));
}

function standing({ incident, clock }: Facts): Unnumbered[] {
  const links = Object.values(incident.links).filter((link) => link !== undefined);
  return [
    { text: `severity: ${incident.severity.label}`, evidence: [] },
    {
      text: `status: ${incident.status} since ${clock.full(incident.statusSince)}`,
      evidence: [incident.statusEvent],
    },
    { text: `declared: ${clock.full(incident.declaredAt)} (${clock.zone})`, evidence: [incident.id] },
    { text: `reopened: ${incident.reopens}`, evidence: [] },
    ...(incident.service === undefined ? [] : [{ text: `service: ${incident.service}`, evidence: [] }]),
    ...links.map((link) => ({ text: `link of the alert: ${link}`, evidence: [] })),
  ];
}

function counts({ entries, clock }: Facts): Unnumbered[] {
  const messages = entries.filter(({ kind }) => kind === 'message');
  const authors = new Set(messages.map(({ author }) => author.id)).size;
  const first = messages[0];
  const last = messages.at(-1);
  return first === undefined || last === undefined
    ? []
    : [
        { text: `messages: ${messages.length} by ${authors} authors`, evidence: [] },
        { text: `first message: ${clock.full(first.at)}`, evidence: [first.id] },
        { text: `last message: ${clock.full(last.at)}`, evidence: [last.id] },
      ];
}

/** All facts of a record, numbered. `entries` in order of time. */
export function factsOf(record: Facts): ComputedFact[] {
  const all = [standing, times, guesses, durations, cycles, counts].flatMap((facts) => facts(record));
  return all.map((fact, index) => ({ id: `F${index + 1}`, ...fact }));
}
