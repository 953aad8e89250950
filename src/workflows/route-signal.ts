// What a monitor's signal leads to: an incident, a line, a note, or nothing but the record. Quiet by default.
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant, Signal } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceName } from '../policy/services.ts';

/** A rule as it is named on the timeline, and how to keep it from acting. */
export type Rule = { name: string; off: string };

/** What is known when a signal is routed. */
export type Situation = {
  now: Instant;
  /** When this occurrence of the alert was first heard of. */
  firstSeenAt: Instant;
  /** Its end has been told already, before or after its beginning. */
  over: boolean;
  /** Stream of the incident that this occurrence is part of. */
  incident?: string;
  /** Incidents of the named service that may take it. */
  candidates: readonly { stream: string; incident: Incident }[];
  /** When incidents opened by themselves lately, and when single lines were posted. */
  opens: readonly Instant[];
  lines: readonly Instant[];
  /** The grouped message that was last added to. */
  group?: { window: string; at: Instant };
};

export type Route = { rule: Rule } & (
  | { do: 'declare' }
  | { do: 'attach'; incident: string; because: string }
  | { do: 'resolve'; incident: string }
  /** One line with a button in the announcement channel. */
  | { do: 'line' }
  /** Part of the grouped message of this window. */
  | { do: 'group'; window: string }
  | { do: 'record' }
);

const silenced = (what: string) => `${what}, or silence the alert in the monitor`;

/** Every rule there is; each act names one. */
export const RULES = {
  test: { name: 'test pings are only recorded', off: 'none is needed: nothing is posted' },
  recordsOnly: {
    name: 'informational alerts are only recorded',
    off: 'none is needed: nothing is posted',
  },
  attach: {
    name: 'alerts of a service join its open incident',
    off: silenced('take the service label off the alert'),
  },
  declare: {
    name: 'critical alerts declare',
    off: silenced('give the alert another severity than critical'),
  },
  warning: {
    name: 'alerts that are not critical get one line',
    off: silenced('give the alert the severity info'),
  },
  noService: {
    name: 'alerts without a service get one line',
    off: silenced('give the alert a service label'),
  },
  stale: {
    name: 'alerts that began long before they were first seen get one line',
    off: silenced('resolve what has been firing for long'),
  },
  over: {
    name: 'alerts that are over already get one line',
    off: silenced('give the alert a longer `for`'),
  },
  limit: {
    name: 'no more than a few incidents open by themselves in ten minutes',
    off: silenced('route fewer alerts here'),
  },
  lines: {
    name: 'no more than a few single lines in ten minutes',
    off: silenced('route fewer alerts here'),
  },
  resolved: { name: 'an alert that ends is noted', off: silenced('send no resolved notifications') },
  unknownEnd: { name: 'the end of an alert that joined no incident is only recorded', off: 'none is needed' },
  known: { name: 'an alert that is part of an incident stays there', off: 'none is needed' },
} as const satisfies Record<string, Rule>;

/** Decides by the rules of "Quiet by default". Pure: the same situation gives the same route. */
export function routeSignal(signal: Signal, situation: Situation, policy: Policy): Route {
  if (signal.test) {
    return { do: 'record', rule: RULES.test };
  }
  if (signal.state === 'resolved') {
    return situation.incident === undefined
      ? { do: 'record', rule: RULES.unknownEnd }
      : { do: 'resolve', incident: situation.incident, rule: RULES.resolved };
  }
  if (situation.incident !== undefined) {
    return { do: 'record', rule: RULES.known };
  }
  return routeFiring(signal, situation, policy);
}

function routeFiring(signal: Signal, situation: Situation, policy: Policy): Route {
  const says = (words: readonly string[]) => words.includes(signal.severity?.trim().toLowerCase() ?? '');
  if (says(policy.quiet.recordsOnly)) {
    return { do: 'record', rule: RULES.recordsOnly };
  }
  const taker = situation.over ? undefined : takerOf(signal, situation, policy);
  if (taker) {
    const because = `INC-${taker.incident.number} of ${signal.service} is open`;
    return { do: 'attach', incident: taker.stream, because, rule: RULES.attach };
  }
  const quiet = whyOnlyALine(signal, situation, policy, says(policy.quiet.declares));
  if (quiet) {
    return within(situation.lines, situation, policy)
      ? { do: 'line', rule: quiet }
      : { do: 'group', window: windowOf(situation, policy), rule: RULES.lines };
  }
  return within(situation.opens, situation, policy)
    ? { do: 'declare', rule: RULES.declare }
    : { do: 'group', window: windowOf(situation, policy), rule: RULES.limit };
}

function whyOnlyALine(
  signal: Signal,
  situation: Situation,
  policy: Policy,
  declares: boolean,
): Rule | undefined {
  if (!declares) {
    return RULES.warning;
  }
  if (!signal.service?.trim()) {
    return RULES.noService;
  }
  if (situation.firstSeenAt - signal.startsAt > policy.quiet.staleAfterMs) {
    return RULES.stale;
  }
  return situation.over ? RULES.over : undefined;
}

/** Open, public, real, of the same named service, not mitigated, and not asleep; the one most lately active. */
function takerOf(signal: Signal, { candidates, now }: Situation, policy: Policy) {
  if (!signal.service?.trim()) {
    return undefined;
  }
  const service = serviceName(policy, signal.service);
  const takes = ({ incident }: Situation['candidates'][number]) =>
    isOpen(incident.status) &&
    incident.status !== 'mitigated' &&
    !incident.private &&
    incident.kind === 'real' &&
    incident.service === service &&
    now - incident.activeAt <= policy.quiet.attachWithinMs;
  return candidates.filter(takes).sort((a, b) => b.incident.activeAt - a.incident.activeAt)[0];
}

/** Whether one more is allowed within the window. */
function within(times: readonly Instant[], { now }: Situation, { quiet }: Policy): boolean {
  return times.filter((at) => now - at < quiet.windowMs).length < quiet.opensAtMost;
}

/** Grouped alerts share one message until none has come for a while. */
function windowOf({ group, now }: Situation, { quiet }: Policy): string {
  return group && now - group.at < quiet.windowMs ? group.window : String(now);
}
