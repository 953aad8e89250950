// From a route to what is asked of the incident.
import type { Asking } from '../incident/commands.ts';
import type { Actor, Signal } from '../incident/values.ts';
import type { StoredEvent } from '../timeline/port.ts';
import type { Route, Situation } from '../workflows/route-signal.ts';
import type { Plan } from '../workflows/rules.ts';
import type { Request } from './handle.ts';

/** A signal, what the rules say of it, what was known, and what follows. */
export type Routed = { signal: Signal; plan: Plan; situation: Situation; route: Route };

/** Carries a key made from the inbox's event, so that a second run after a kill repeats nothing. */
export function askingFor(event: StoredEvent): Asking {
  return {
    by: event.actor as unknown as Actor,
    grants: [],
    at: event.recordedAt,
    source: { kind: 'alert', key: `inbox/${event.id}` },
  };
}

/** An alert opens an incident, with what the rules say of it. */
export function declaration({ plan, situation, route }: Routed, asking: Asking): Request {
  const { signal, fields } = plan;
  return {
    type: 'declare',
    wish: {
      kind: 'real',
      title: signal.title,
      service: signal.service,
      team: signal.team,
      private: false,
      signal,
      rule: { ...route.rule },
      fields,
      ...onAlertsOver(plan, route),
      detectedAt: situation.firstSeenAt,
    },
    asking,
  };
}

/** What the rule says of the end of all alerts, as it is recorded with the incident. */
function onAlertsOver({ resolved, rule }: Plan, route: Route) {
  if (!resolved || resolved.do === 'note') {
    return {};
  }
  const { do: what, after: afterMs, soak: soakMs } = resolved;
  const named = rule
    ? { name: rule.name, off: 'write `resolved: { do: note }` under it in firescribe.yml' }
    : undefined;
  const standing = {
    name: route.rule.name,
    off: 'write `resolved: { do: note }` under `routing` in firescribe.yml',
  };
  return { onAlertsOver: { do: what, afterMs, soakMs, rule: named ?? standing } };
}

/** An alert that is part of an incident is told again, with another word or rank. */
export function ranking({ plan }: Routed, incident: string, asking: Asking): Request {
  return { type: 'rank-signal', incident, wish: { signal: plan.signal }, asking };
}

/** An alert joins an incident, or is over in it. */
export function noting(
  { signal, plan, situation }: Routed,
  route: Extract<Route, { do: 'attach' | 'resolve' }>,
  asking: Asking,
): Request {
  const { incident } = route;
  return route.do === 'attach'
    ? {
        type: 'attach-signal',
        incident,
        wish: {
          signal: { ...plan.signal, ...(situation.over ? { state: 'resolved' } : {}) },
          because: route.because,
          flapping: route.flapping,
        },
        asking,
      }
    : { type: 'resolve-signal', incident, wish: { signal }, asking };
}
