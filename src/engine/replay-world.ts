// The world of a replay: incidents in memory, changed by the same decisions and folds as the real ones.
import { decide } from '../incident/decide.ts';
import { needs } from '../incident/needs.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { FlapRow } from '../workflows/flapping.ts';
import { type GroupingRow, type LimitsRow, NO_LIMITS } from '../workflows/ledger.ts';
import type { Request } from './handle.ts';
import { record } from './recording.ts';

type Alert = { firstSeenAt: Instant; resolved: boolean; incident?: string };
export type World = {
  policy: Policy;
  incidents: Map<string, Incident>;
  keys: Map<string, unknown>;
  alerts: Map<string, Alert>;
  limits: LimitsRow;
  groups: Record<string, GroupingRow>;
  flaps: Map<string, FlapRow>;
  settling: { due: Instant; stream: string; event: string }[];
  ids: number;
};

const MONITOR: Actor = { kind: 'monitor', id: 'monitor' };

export function emptyWorld(policy: Policy): World {
  return {
    policy,
    incidents: new Map(),
    keys: new Map(),
    alerts: new Map(),
    limits: NO_LIMITS,
    groups: {},
    flaps: new Map(),
    settling: [],
    ids: 0,
  };
}

const idsOf = (world: World) => () => {
  world.ids += 1;
  return `r${world.ids}`;
};

/** Decides and folds; false where it was refused. */
export function command(world: World, stream: string, request: Request): boolean {
  const state = world.incidents.get(stream);
  const newId = idsOf(world);
  const { asking: asked, type, wish } = request;
  const { keys } = needs({ type, wish, asking: asked } as Parameters<typeof needs>[0], state);
  const known = new Map(keys.filter((key) => world.keys.has(key)).map((key) => [key, world.keys.get(key)]));
  const lookups = {
    keys: known,
    events: new Map(),
    nextNumber: world.incidents.size + 1,
    now: asked.at,
    newId,
  };
  try {
    const decision = decide(
      { type, wish, asking: asked } as Parameters<typeof decide>[0],
      state,
      lookups,
      world.policy,
    );
    for (const change of decision.keys) {
      change.op === 'release' ? world.keys.delete(change.key) : world.keys.set(change.key, change.value);
    }
    fold(world, stream, { facts: decision.facts, asked, newId });
    return true;
  } catch (error) {
    if (error instanceof Refusal) {
      return false;
    }
    throw error;
  }
}

type Facts = { facts: Parameters<typeof record>[0]; asked: Request['asking']; newId: () => string };

function fold(world: World, stream: string, { facts, asked, newId }: Facts): void {
  const before = world.incidents.get(stream);
  const tip = { version: before?.version ?? 0, state: before };
  const { events, state } = record(facts, tip, { stream, asking: asked, now: asked.at, newId });
  if (state) {
    world.incidents.set(stream, state);
    const over = state.alertsOver;
    if (over && events.some(({ id }) => id === over.event) && state.onAlertsOver) {
      world.settling.push({ due: asked.at + state.onAlertsOver.afterMs, stream, event: over.event });
    }
  }
}

export function asking(world: World, at: Instant, by: Actor = MONITOR): Request['asking'] {
  return { by, grants: [], at, source: { kind: 'alert', key: `replay/${idsOf(world)()}` } };
}

/** As it happened: whether it may was decided then. */
export function changeStatus(
  world: World,
  stream: string,
  { to, at }: { to: Incident['status']; at: Instant },
): void {
  const state = world.incidents.get(stream);
  if (state && state.status !== to) {
    const newId = idsOf(world);
    const data = { from: state.status, to };
    fold(world, stream, {
      facts: [{ type: 'status-changed', data, content: {} }],
      asked: asking(world, at, { kind: 'person', id: 'somebody' }),
      newId,
    });
  }
}
