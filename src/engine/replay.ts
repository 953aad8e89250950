// Signals of a while routed once more in memory, by another configuration: what would have come of them. Touches nothing.
import { signalKey } from '../incident/keys.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant, Signal } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { identityOf } from '../workflows/flapping.ts';
import { flapRowAfter, groupingAfter, limitsAfter } from '../workflows/ledger.ts';
import { type Route, RULES, routeSignal, type Situation } from '../workflows/route-signal.ts';
import { type Plan, planFor } from '../workflows/rules.ts';
import type { Request } from './handle.ts';
import { asking, changeStatus, command, emptyWorld, type World } from './replay-world.ts';
import { declaration, noting, type Routed } from './routing-requests.ts';

/** A signal as it came in. `id`: of its event, or any other name of it. */
export type Told = { id: string; at: Instant; signal: Signal };

/** What people did meanwhile: it is done again at its time, to the incidents that have the same alerts. */
export type Happened =
  | { kind: 'declared'; at: Instant; stream: string; by: Actor; wish: Request['wish'] & { title: string } }
  | { kind: 'status'; at: Instant; stream: string; to: Incident['status']; alerts: ReadonlySet<string> };

/** What came of one signal. */
export type Outcome = {
  told: Told;
  do: Route['do'];
  rule: string;
  /** The signal that opened the incident it is part of, or the incident that people declared. */
  incident?: string;
  line: boolean;
  shadows: NonNullable<Route['shadows']>;
};

type Held = { until: Instant; window: string; told: Told };
type Running = World & { held: Held[]; outcomes: Outcome[] };

/** In the order of `told`; what a mute held back has a second outcome, when the mute ended within `until`. */
export function replay(
  { told, happened, until }: { told: readonly Told[]; happened: readonly Happened[]; until: Instant },
  policy: Policy,
): Outcome[] {
  const world: Running = { ...emptyWorld(policy), held: [], outcomes: [] };
  const acts = [...happened].sort((a, b) => a.at - b.at);
  for (const [index, one] of told.entries()) {
    while (acts[0] && acts[0].at <= one.at) {
      happen(world, acts.shift()!);
    }
    if (told[index - 1]?.at !== one.at) {
      pass(world, one.at);
      takeIn(world, told, index);
    }
    route(world, one, one.at);
  }
  acts.forEach((act) => void happen(world, act));
  pass(world, until);
  return world.outcomes;
}

/** What comes in one delivery is on record before the first of it is routed. */
function takeIn(world: Running, told: readonly Told[], from: number): void {
  const at = told[from]?.at;
  for (let index = from; told[index]?.at === at && index < told.length; index += 1) {
    const { signal } = told[index] as Told;
    const alert = world.alerts.get(signalKey(signal)) ?? { firstSeenAt: at ?? 0, resolved: false };
    world.alerts.set(signalKey(signal), {
      ...alert,
      resolved: alert.resolved || signal.state === 'resolved',
    });
  }
}

/** What time brings about: mutes end, and incidents whose alerts are over are seen to. */
function pass(world: Running, now: Instant): void {
  const ended = world.held.filter(({ until }) => until <= now);
  world.held = world.held.filter(({ until }) => until > now);
  for (const { told, until } of ended) {
    const over = world.alerts.get(signalKey(told.signal))?.resolved === true;
    if (over) {
      note(world, told, { do: 'record', rule: RULES.overMuted }, { line: false });
    } else {
      route(world, told, until);
    }
  }
  const due = world.settling.filter((one) => one.due <= now);
  world.settling = world.settling.filter((one) => one.due > now);
  for (const { stream, event, due: at } of due) {
    command(world, stream, { type: 'settle-alerts', wish: { event }, asking: asking(world, at) });
  }
}

function route(world: Running, told: Told, now: Instant): void {
  const { signal } = told;
  const { plan } = planFor(signal, world.policy);
  const situation = situationOf(world, signal, now);
  const found = routeSignal(signal, situation, world.policy);
  const routed = { signal, plan, situation, route: found };
  const { route: done, stream, line } = act(world, told, routed);
  remember(world, signal, { plan, route: done, stream, line, now });
  if (done.do === 'mute') {
    world.held.push({ until: done.until, window: done.window, told });
  }
  note(world, told, done, { stream, line });
}

function situationOf(world: Running, signal: Signal, now: Instant): Situation {
  const alert = world.alerts.get(signalKey(signal));
  const flap = world.flaps.get(identityOf(signal));
  const before = flap?.incident === undefined ? undefined : world.incidents.get(flap.incident);
  return {
    now,
    over: alert?.resolved === true,
    firstSeenAt: alert?.firstSeenAt ?? now,
    ...(alert?.incident === undefined ? {} : { incident: alert.incident }),
    candidates: [...world.incidents]
      .filter(([, incident]) => isOpen(incident.status))
      .map(([stream, incident]) => ({ stream, incident })),
    groups: world.groups,
    ...(flap ? { flap } : {}),
    ...(flap?.incident !== undefined && before
      ? { before: { stream: flap.incident, incident: before } }
      : {}),
    ...world.limits,
  };
}

function act(world: Running, told: Told, routed: Routed): { route: Route; stream?: string; line: boolean } {
  const { route: found, situation } = routed;
  const asked = asking(world, situation.now);
  if (found.do === 'declare') {
    const stream = `incident/${told.id}`;
    const done = command(world, stream, declaration(routed, asked));
    return done
      ? { route: found, stream, line: false }
      : { route: { do: 'record', rule: found.rule }, line: false };
  }
  if (found.do === 'attach' || found.do === 'resolve') {
    command(world, found.incident, noting(routed, found, asked));
    return { route: found, stream: found.incident, line: false };
  }
  return { route: found, stream: situation.incident, line: found.do === 'line' };
}

function remember(
  world: Running,
  signal: Signal,
  came: { plan: Plan; route: Route; stream: string | undefined; line: boolean; now: Instant },
): void {
  const { plan, route: done, stream, line, now } = came;
  const { policy } = world;
  const part = { route: done, ...(stream === undefined ? {} : { incident: stream }), now, policy };
  world.limits = limitsAfter(world.limits, { ...part, line });
  const grouping = groupingAfter(plan, part);
  if (grouping) {
    world.groups[grouping.key] = grouping.row;
  }
  const flap = flapRowAfter(world.flaps.get(identityOf(signal)), signal, part);
  if (flap) {
    world.flaps.set(identityOf(signal), flap);
  }
  const alert = world.alerts.get(signalKey(signal));
  if (alert && stream !== undefined) {
    world.alerts.set(signalKey(signal), { ...alert, incident: stream });
  }
}

function note(
  world: Running,
  told: Told,
  { do: what, rule, shadows = [] }: Route,
  { stream, line }: { stream?: string | undefined; line: boolean },
): void {
  const part = stream === undefined ? {} : { incident: stream.slice(stream.indexOf('/') + 1) };
  world.outcomes.push({ told, do: what, rule: rule.name, ...part, line, shadows });
}

function happen(world: Running, act: Happened): void {
  if (act.kind === 'declared') {
    const { stream, wish, by, at } = act;
    command(world, stream, { type: 'declare', wish, asking: asking(world, at, by) });
    return;
  }
  const holders = new Set(
    [act.stream, ...[...act.alerts].map((key) => world.alerts.get(key)?.incident)].filter(
      (one) => one !== undefined,
    ),
  );
  for (const stream of holders) {
    changeStatus(world, stream, act);
  }
}
