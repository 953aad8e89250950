// Routing one signal: what is known is gathered, the rule decides, and what it says is done and written down with its name.
import { signalKey } from '../incident/keys.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Signal } from '../incident/values.ts';
import type { KeyRow, StoredEvent } from '../timeline/port.ts';
import type { FlapRow } from '../workflows/flapping.ts';
import { type GroupingRow, type LimitsRow, NO_LIMITS } from '../workflows/ledger.ts';
import { isOverUnseen } from '../workflows/over.ts';
import { type Route, RULES, routeSignal, type Situation } from '../workflows/route-signal.ts';
import { ruleOf } from '../workflows/routes.ts';
import { type Plan, planFor } from '../workflows/rules.ts';
import type { Handled } from './engine-port.ts';
import type { RoutingPath } from './handle.ts';
import { receiptKey } from './idempotency.ts';
import { acknowledgeFor } from './route-ack.ts';
import { type Done, writtenDown } from './routed.ts';
import { askingFor, declaration, noting, type Routed, ranking } from './routing-requests.ts';
import { type AlertRow, alertKey, flapKey, groupingKey, LIMITS, SET_ASIDE, signalOf } from './signal-rows.ts';
import { INBOX, isIncident } from './stream-names.ts';
import { takers } from './takers.ts';

/** Each look finds what the one before it came too late for; more than two incidents in a row do not end that fast. */
const MOST_LOOKS = 5;

/** `held`: what had held it back and is over, a mute or that it could not be routed. */
export async function routeOne(path: RoutingPath, event: StoredEvent, held?: string): Promise<void> {
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    const step = await lookAt(path, event, held);
    const done = await act(path, step);
    if (done) {
      await acknowledgedBefore(path, step.signal, done);
      await writeDown(path, step, done, { held });
      return;
    }
  }
  throw new Error(`None of the incidents that were to take the alert would have it, ${MOST_LOOKS} times.`);
}

/** What is known of a signal, and what follows from it by the rules. */
export async function lookAt(path: RoutingPath, event: StoredEvent, held?: string): Promise<Step> {
  const signal = signalOf(event);
  const { plan, shadows } = planFor(signal, path.policy());
  const situation = await situationOf(path, signal, [plan, ...shadows]);
  const step = { event, signal, plan, situation };
  return { ...step, route: await routeOf(path, step, held) };
}

/** `held`: as in `routeOne`. `requireOrder` throws where one before it was not written down. */
type How = { held?: string; requireOrder?: () => void };

/** In the order in which this is called. */
export function writeDown(path: RoutingPath, step: Step, done: Done, how: How = {}): Promise<void> {
  const { event, signal, plan } = step;
  return path.streams.change(INBOX, (view) => {
    how.requireOrder?.();
    return writtenDown(path, view, { event, signal, plan, done, held: how.held });
  });
}

async function routeOf(
  path: RoutingPath,
  step: Omit<Step, 'route'>,
  held: string | undefined,
): Promise<Route> {
  const { event, signal, plan, situation } = step;
  if (await alreadyDeclared(path, event)) {
    return { do: 'declare', rule: ruleOf(plan, RULES.declare) };
  }
  if (held !== undefined && situation.over) {
    return { do: 'record', rule: held === SET_ASIDE ? RULES.overAside : RULES.overMuted };
  }
  const route = routeSignal(signal, situation, path.policy());
  const speaks = route.do === 'line' || route.do === 'group';
  return speaks && (await isRetold(path, event, signal)) ? { do: 'record', rule: RULES.saidOnce } : route;
}

/** Told before with another rank: there was a line then, unless its rank asks for more than a line. */
async function isRetold(path: RoutingPath, event: StoredEvent, signal: Signal): Promise<boolean> {
  const rows = await path.timeline.readKeys([alertKey(signal)]);
  const first = rowOf<AlertRow>(rows, alertKey(signal))?.firing;
  return signal.state === 'firing' && first !== undefined && first !== event.id;
}

/** A kill between the declaration and its place in the inbox: the incident is there, so nothing else is decided now. */
async function alreadyDeclared(path: RoutingPath, event: StoredEvent): Promise<boolean> {
  const key = receiptKey('declare', undefined, askingFor(event));
  return key !== undefined && (await path.timeline.readReceipt(key)) !== undefined;
}

/** The acknowledgement overtook the alert that it belongs to. */
async function acknowledgedBefore(path: RoutingPath, signal: Signal, done: Done): Promise<void> {
  if (done.incident === undefined || done.route.do !== 'declare') {
    return;
  }
  const rows = await path.timeline.readKeys([alertKey(signal)]);
  const acked = rowOf<AlertRow>(rows, alertKey(signal))?.acked;
  const [event] = acked === undefined ? [] : await path.timeline.readEvents([acked]);
  if (event !== undefined) {
    await acknowledgeFor(path, done.incident, event);
  }
}

async function situationOf(path: RoutingPath, signal: Signal, plans: readonly Plan[]): Promise<Situation> {
  const now = path.now();
  const keys = [...new Set(plans.flatMap(({ group }) => (group ? [group.key] : [])))];
  const own = [alertKey(signal), LIMITS, signalKey(signal), flapKey(signal)];
  const rows = await path.timeline.readKeys([...own, ...keys.map(groupingKey)]);
  const alert = rowOf<AlertRow>(rows, alertKey(signal));
  const limits = rowOf<LimitsRow>(rows, LIMITS) ?? NO_LIMITS;
  const flap = rowOf<FlapRow>(rows, flapKey(signal));
  const holder = rows.find((row) => row.key === signalKey(signal) && isIncident(row.stream))?.stream;
  const incident = holder ?? alert?.incident;
  const groups = Object.fromEntries(
    keys.flatMap((key) => {
      const row = rowOf<GroupingRow>(rows, groupingKey(key));
      return row ? [[key, row]] : [];
    }),
  );
  return {
    now,
    firstSeenAt: alert?.firstSeenAt ?? now,
    over: alert?.resolved !== undefined,
    ...(incident === undefined ? {} : { incident }),
    ...(signal.state === 'firing' && incident === undefined
      ? await takers(path, { plans, groups, flap, now })
      : { candidates: [], groups }),
    ...(flap ? { flap } : {}),
    ...limits,
  };
}

function rowOf<Row>(rows: readonly KeyRow[], key: string): Row | undefined {
  return rows.find((row) => row.key === key)?.value as unknown as Row | undefined;
}

export type Step = Routed & { event: StoredEvent };

/**
 * Commands carry a key made from the inbox's event, so that a second run after a kill repeats nothing. Undefined where the incident
 * that was to take the alert has come to its end meanwhile: it is to be looked at anew.
 */
export async function act(path: RoutingPath, step: Step): Promise<Done | undefined> {
  const { route } = step;
  try {
    if (route.do === 'declare') {
      const handled = await path.handle(declaration(step, askingFor(step.event)));
      return { route, incident: handled.incident, line: false };
    }
    if (route.do === 'attach' || route.do === 'resolve') {
      const handled = await path.handle(noting(step, route, askingFor(step.event)));
      if (route.do === 'attach' && handled.events.length === 0) {
        return undefined;
      }
      return { route, incident: route.incident, line: endedUnseen(route, handled) };
    }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    // The rules of the incident had the last word (somebody was quicker); the refusal is on its record.
    return { route: { do: 'record', rule: route.rule }, line: false, refused: error.message };
  }
  const { incident } = step.situation;
  if (incident !== undefined && route.rule === RULES.known) {
    await path.handle(ranking(step, incident, askingFor(step.event)));
  }
  return { route, ...(incident === undefined ? {} : { incident }), line: route.do === 'line' };
}

/** Slack was away while it fired and ended: one line says so, instead of a channel. */
function endedUnseen(route: Route, { state, events }: Handled): boolean {
  return route.do === 'resolve' && events.length > 0 && isOverUnseen(state);
}
