// What a monitor's signal leads to: an incident, a line, a note, or nothing but the record. Quiet by default.
import type { Instant, Signal } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { defaultSeverity } from '../policy/severities.ts';
import { flaps, isSaid } from './flapping.ts';
import { joining } from './joining.ts';
import { isLately } from './ledger.ts';
import { mutedBy, muteWindow } from './muting.ts';
import { named, type Route, RULES, type Rule, ruleOf, type Situation } from './routes.ts';
import { type Plan, planFor } from './rules.ts';

export { type Route, RULES, type Rule, type Situation };

/** Decides by the rules of the configuration, then of "Quiet by default". Pure: the same situation gives the same route. */
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
  const { plan, shadows } = planFor(signal, policy);
  const muted = situation.over ? undefined : mutedBy(plan.signal, policy, situation.now);
  if (muted) {
    const { mute, until } = muted;
    const rule = { name: `the mute “${mute}”`, off: `take the mute “${mute}” out of firescribe.yml` };
    return { do: 'mute', window: muteWindow(muted), until, rule };
  }
  const route = routeFiring(plan, situation, policy);
  const tried = shadows.flatMap((shadow) =>
    shadow.rule ? [{ rule: shadow.rule.name, do: routeFiring(shadow, situation, policy).do }] : [],
  );
  return tried.length > 0 ? { ...route, shadows: tried } : route;
}

function routeFiring(plan: Plan, situation: Situation, policy: Policy): Route {
  const wanted = plan.rule?.do;
  const says = (words: readonly string[]) => words.includes(plan.word?.trim().toLowerCase() ?? '');
  if (wanted === 'ignore' || wanted === 'record') {
    return { do: wanted, rule: ruleOf(plan, RULES.recordsOnly) };
  }
  if (wanted === undefined && says(policy.quiet.recordsOnly)) {
    return { do: 'record', rule: RULES.recordsOnly };
  }
  const joined = joining(plan, situation, policy);
  if (joined) {
    return joined;
  }
  if (wanted === 'attach') {
    return { do: 'record', rule: ruleOf(plan, RULES.attach) };
  }
  const times = flaps(situation.flap, plan.signal, policy.routing.flapping);
  if (times !== undefined) {
    return isSaid(situation.flap, plan.signal, policy.routing.flapping)
      ? { do: 'record', rule: RULES.flapping }
      : { ...lineOr(situation, policy, RULES.flapping), saysFlapping: true };
  }
  const quiet = whyOnlyALine(plan, situation, policy, says(policy.quiet.declares));
  if (quiet) {
    return lineOr(situation, policy, quiet);
  }
  return within(situation.opens, situation, policy)
    ? { do: 'declare', rule: ruleOf(plan, RULES.declare) }
    : { do: 'group', window: windowOf(situation, policy), rule: RULES.limit };
}

function lineOr(situation: Situation, policy: Policy, rule: Rule): Route {
  return within(situation.lines, situation, policy)
    ? { do: 'line', rule }
    : { do: 'group', window: windowOf(situation, policy), rule: RULES.lines };
}

function whyOnlyALine(plan: Plan, situation: Situation, policy: Policy, declares: boolean): Rule | undefined {
  const { rule, declareFrom, severity, signal } = plan;
  if (rule?.do === 'line') {
    return named(rule);
  }
  if (declareFrom) {
    if ((severity ?? defaultSeverity(policy)).rank > declareFrom.rank) {
      return RULES.belowMinimum;
    }
  } else if (!declares && rule?.do !== 'declare') {
    return RULES.warning;
  }
  if (!signal.service?.trim() && rule?.do !== 'declare') {
    return RULES.noService;
  }
  if (situation.firstSeenAt - signal.startsAt > policy.quiet.staleAfterMs) {
    return RULES.stale;
  }
  return situation.over ? RULES.over : undefined;
}

/** Whether one more is allowed within the window. */
function within(times: readonly Instant[], { now }: Situation, { quiet }: Policy): boolean {
  return times.filter((at) => isLately(at, now, quiet.windowMs)).length < quiet.opensAtMost;
}

/** Grouped alerts share one message until none has come for a while. */
function windowOf({ group, now }: Situation, { quiet }: Policy): string {
  return group && isLately(group.at, now, quiet.windowMs) ? group.window : String(now);
}
