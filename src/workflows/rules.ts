// Users' rules of alerts: checked when they are loaded, and what they say of one alert.
import type { Signal } from '../incident/values.ts';
import type { Policy, Severity } from '../policy/policy.ts';
import { GROUP_WINDOW_MS, type Group, type OnResolved, type RoutingRule } from '../policy/routing.ts';
import { serviceByLabels, serviceByWord, teamName } from '../policy/services.ts';
import { severityByWord, severityOfSignal } from '../policy/severities.ts';
import { matchersHold, type When } from '../policy/when.ts';
import { compile, type Expression, holds, type Kind } from './expression.ts';
import { fieldsOf, valueIn, withValues } from './label-values.ts';

/** What the rules say of one alert, before anything is known of incidents. */
export type Plan = {
  /** With service and team as the rules map them, and the severity they give as its word. */
  signal: Signal;
  /** The monitor's own word. */
  word?: string;
  /** Absent where no rule of the configuration decides. */
  rule?: RoutingRule;
  severity?: Severity;
  /** Alerts of less than this get a line. */
  declareFrom?: Severity;
  fields: Readonly<Record<string, string>>;
  /** Absent where the limits of "Quiet by default" hold: the service's open incident takes it. */
  group?: { by: Group['by']; key: string; windowMs: number };
  resolved?: OnResolved;
};

/** What expressions see of a signal: every field is there, empty where nothing is known. */
export function factsOf(signal: Signal): Readonly<Record<string, unknown>> {
  const { vendor, state, title, labels, links, startsAt } = signal;
  const { description = '', severity = '', priority = '', service = '', team = '' } = signal;
  return { vendor, state, title, description, severity, priority, service, team, labels, links, startsAt };
}

const COMPILED = new Map<string, Expression | undefined>();
const MOST_COMPILED = 2_000;

/** Expressions were checked when they were loaded; one that is wrong all the same never holds. */
function compiled(source: string, kind: Kind): Expression | undefined {
  const key = `${kind} ${source}`;
  if (!COMPILED.has(key)) {
    if (COMPILED.size >= MOST_COMPILED) {
      COMPILED.clear();
    }
    const made = compile(source, kind, ['signal']);
    COMPILED.set(key, made.ok ? made.expression : undefined);
  }
  return COMPILED.get(key);
}

/** Whether all of a condition holds for the signal. */
export function whenHolds(when: When, signal: Signal): boolean {
  if (!matchersHold(when, signal)) {
    return false;
  }
  if (when.expression === undefined) {
    return true;
  }
  const condition = compiled(when.expression, 'condition');
  return condition !== undefined && holds(condition, { signal: factsOf(signal) });
}

/** What the services of the configuration are known by comes before what the vendor made of it. */
function asConfigured(signal: Signal, policy: Policy): Signal {
  const service = serviceByLabels(policy, signal.labels)?.id;
  return service === undefined ? signal : { ...signal, service };
}

/** What the rules say: of the first that matches, and of those before it that are tried out in shadow. */
export function planFor(signal: Signal, policy: Policy): { plan: Plan; shadows: readonly Plan[] } {
  const { routing } = policy;
  const mapped = withValues(asConfigured(signal, policy), routing);
  const shadows: Plan[] = [];
  for (const rule of routing.rules) {
    if (!rule.enabled || !whenHolds(rule.when, mapped)) {
      continue;
    }
    const plan = planOf(mapped, rule, policy);
    if (!rule.shadow) {
      return { plan, shadows };
    }
    shadows.push(plan);
  }
  return { plan: planOf(mapped, undefined, policy), shadows };
}

function planOf(mapped: Signal, rule: RoutingRule | undefined, policy: Policy): Plan {
  const { routing } = policy;
  const signal = rule ? withValues(mapped, rule) : mapped;
  const named = valueIn(rule?.severity ?? routing.severity, mapped);
  const severity =
    (named === undefined ? undefined : severityByWord(policy, named)) ?? severityOfSignal(policy, mapped);
  const from = rule?.declareFrom ?? routing.declareFrom;
  const declareFrom = from === undefined ? undefined : severityByWord(policy, from);
  const group = rule?.group ?? routing.group ?? groupWithout(signal, rule);
  const resolved = rule?.resolved ?? routing.resolved;
  return {
    signal: severity && named !== undefined ? ranked(signal, severity) : signal,
    ...(mapped.severity === undefined ? {} : { word: mapped.severity }),
    ...(rule ? { rule } : {}),
    ...(severity ? { severity } : {}),
    ...(declareFrom ? { declareFrom } : {}),
    fields: fieldsOf({ ...routing.fields, ...rule?.fields }, mapped),
    ...(group ? { group: groupOf(group, signal, { policy, rule }) } : {}),
    ...(resolved ? { resolved } : {}),
  };
}

/** What a rule says of the severity stands above what the monitor said: its word and its rank. */
function ranked({ priority: _told, ...signal }: Signal, severity: Severity): Signal {
  return { ...signal, severity: severity.id };
}

/** Its own, or that of its service. */
export function teamOf({ team, service }: Signal, policy: Policy): string | undefined {
  const own = team?.trim() ? team : service === undefined ? undefined : serviceByWord(policy, service)?.team;
  return own?.trim() ? teamName(policy, own) : undefined;
}

/** What a rule declares though it has no service is one trouble with the others of the rule that have none. */
function groupWithout(signal: Signal, rule: RoutingRule | undefined): Group | undefined {
  const needed = rule?.do === 'declare' && !signal.service?.trim();
  return needed ? { by: 'service', window: GROUP_WINDOW_MS } : undefined;
}

/** Alerts of one key are one trouble. One that has no such value is a group with the others of its rule that have none. */
function groupOf(
  { by, expression, window }: Group,
  signal: Signal,
  { policy, rule }: { policy: Policy; rule: RoutingRule | undefined },
): NonNullable<Plan['group']> {
  const value = (): string => {
    switch (by) {
      case 'service':
        return signal.service?.trim() ?? '';
      case 'team':
        return teamOf(signal, policy) ?? '';
      case 'expression': {
        const result = compiled(expression ?? '', 'text')?.evaluate({ signal: factsOf(signal) });
        return result?.ok ? String(result.value) : '';
      }
      default:
        return signal.dedupeKey;
    }
  };
  return { by, key: JSON.stringify([by, rule?.name ?? '', value()]), windowMs: window };
}
