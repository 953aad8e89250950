// Which open incident takes an alert: that of its service, its team, its group, or the one that watches for it.
import { takesAlerts } from '../incident/signals.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceName } from '../policy/services.ts';
import { flaps, isSaid } from './flapping.ts';
import { type Candidate, type Route, RULES, ruleOf, type Situation } from './routes.ts';
import { type Plan, teamOf } from './rules.ts';

/**
 * Into the incident that watches for it to fire again, else into the open one of its group. What is over already joins as
 * such: whichever of beginning and end is told first, the incident is the same.
 */
export function joining(plan: Plan, situation: Situation, policy: Policy): Route | undefined {
  const { before, now, over } = situation;
  const soaking =
    !over &&
    before?.incident.status === 'mitigated' &&
    !before.incident.private &&
    (before.incident.soak?.until ?? 0) > now;
  const moved = before?.merged && mayTake(before.incident, now, policy) ? before : undefined;
  const taker = soaking ? before : (moved ?? takerOf(plan, situation, policy));
  if (!taker) {
    return undefined;
  }
  const { number } = taker.incident;
  const because = soaking
    ? `it fired again while INC-${number} was watched`
    : moved
      ? `the incident that it was part of was merged into INC-${number}`
      : becauseOf(plan, taker.incident);
  const { flapping } = policy.routing;
  const times = flaps(situation.flap, plan.signal, flapping);
  const said = times === undefined || isSaid(situation.flap, plan.signal, flapping);
  return {
    do: 'attach',
    incident: taker.stream,
    because,
    rule: soaking ? RULES.again : moved ? RULES.merged : ruleOf(plan, RULES.attach),
    ...(said ? {} : { flapping: times, saysFlapping: true }),
  };
}

function becauseOf({ group, signal, rule }: Plan, { number }: Incident): string {
  const by = rule ? `, by the rule “${rule.name}”` : '';
  const whose =
    group === undefined || group.by === 'service'
      ? ` of ${signal.service ?? 'no service'}`
      : group.by === 'team'
        ? ` of the team ${signal.team ?? 'unknown'}`
        : '';
  return `INC-${number}${whose} is open${by}`;
}

/** Open, public, real, of the same group, not mitigated, and not asleep; the one most lately active. */
function takerOf(plan: Plan, situation: Situation, policy: Policy): Candidate | undefined {
  const { candidates, now } = situation;
  const fits = (candidate: Candidate) =>
    mayTake(candidate.incident, now, policy) && isOfGroup(candidate, plan, situation, policy);
  return candidates.filter(fits).sort((a, b) => b.incident.activeAt - a.incident.activeAt)[0];
}

function mayTake(incident: Incident, now: Instant, policy: Policy): boolean {
  return (
    takesAlerts(incident, now) &&
    incident.status !== 'mitigated' &&
    now - incident.activeAt <= policy.quiet.attachWithinMs
  );
}

function isOfGroup(
  { stream, incident }: Candidate,
  { group, signal }: Plan,
  { groups, now }: Situation,
  policy: Policy,
): boolean {
  const service = signal.service?.trim() ? serviceName(policy, signal.service) : undefined;
  if (!group) {
    return service !== undefined && incident.service === service;
  }
  const row = groups?.[group.key];
  const mine = row?.incident === stream;
  const lately = now - Math.max(incident.activeAt, mine ? row.at : 0) <= group.windowMs;
  const team = teamOf(signal, policy);
  switch (group.by) {
    case 'service':
      return lately && (service === undefined ? mine : incident.service === service);
    case 'team':
      return lately && (team === undefined ? mine : incident.team === team);
    case 'expression':
      return lately && mine;
    default:
      return false;
  }
}
