// What is known when a signal is routed, what it can lead to, and the rules that there are without any configuration.
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { RoutingRule } from '../policy/routing.ts';
import type { FlapRow } from './flapping.ts';
import type { Plan } from './rules.ts';

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
  /** Incidents that may take it: of its service, its team, or its group. */
  candidates: readonly Candidate[];
  /** By the key of a group: the incident that last took one of it, and when. */
  groups?: Readonly<Record<string, { incident: string; at: Instant }>>;
  /** The alert over its occurrences, and the incident that the last one was part of. */
  flap?: FlapRow;
  /** `merged`: that one was merged into this one. */
  before?: Candidate & { merged?: boolean };
  /** When incidents opened by themselves lately, and when single lines were posted. */
  opens: readonly Instant[];
  lines: readonly Instant[];
  /** The grouped message that was last added to. */
  group?: { window: string; at: Instant };
};

export type Candidate = { stream: string; incident: Incident };

type Deed =
  | { do: 'declare' }
  /** `flapping`: how often it began lately, where people are to hear of it. */
  | { do: 'attach'; incident: string; because: string; flapping?: number }
  | { do: 'resolve'; incident: string }
  /** One line with a button in the announcement channel. */
  | { do: 'line' }
  /** Part of the grouped message of this window. */
  | { do: 'group'; window: string }
  | { do: 'record' }
  /** Counted nowhere. */
  | { do: 'ignore' }
  /** Recorded; routed when the window ends, if it still fires. */
  | { do: 'mute'; window: string; until: Instant };

export type Route = {
  rule: Rule;
  /** It is said with this that the alert keeps coming and going. */
  saysFlapping?: boolean;
  /** What rules that are only tried out would have done. */
  shadows?: readonly { rule: string; do: Deed['do'] }[];
} & Deed;

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
  saidOnce: { name: 'an alert gets one line, whatever its rank becomes', off: 'none is needed' },
  overMuted: {
    name: 'an alert that ended while it was muted is only recorded',
    off: 'none is needed: nothing is posted',
  },
  overAside: {
    name: 'an alert that ended before it could be routed is only recorded',
    off: 'none is needed: nothing is posted',
  },
  flapping: {
    name: 'an alert that keeps coming and going is said once, then counted',
    off: silenced('raise `routing.flapping.times` in firescribe.yml'),
  },
  belowMinimum: {
    name: 'alerts below the severity that declares get one line',
    off: silenced('change `declareFrom` in firescribe.yml'),
  },
  merged: {
    name: 'an alert of a merged incident fires again in the one that goes on',
    off: 'none is needed: merge nothing, or reopen the merged one',
  },
  again: {
    name: 'an alert that fires again takes its incident back',
    off: silenced('shorten `resolved.soak` in firescribe.yml'),
  },
} as const satisfies Record<string, Rule>;

/** A rule of the configuration as the timeline names it. */
export const named = ({ name }: RoutingRule): Rule => ({
  name,
  off: `write \`enabled: false\` under the rule “${name}” in firescribe.yml, or silence the alert in the monitor`,
});

/** The user's rule where it says what to do. */
export const ruleOf = ({ rule }: Plan, standard: Rule): Rule => (rule?.do ? named(rule) : standard);
