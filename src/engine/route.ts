// Routing one signal: what is known is gathered, the rule decides, and what it says is done and written down with its name.
import type { Asking } from '../incident/commands.ts';
import { signalKey } from '../incident/keys.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Actor, Instant, Signal } from '../incident/values.ts';
import { serviceName } from '../policy/services.ts';
import type { KeyRow, StoredEvent } from '../timeline/port.ts';
import { isOverUnseen } from '../workflows/over.ts';
import { type Route, RULES, routeSignal, type Situation } from '../workflows/route-signal.ts';
import type { Handled } from './engine-port.ts';
import type { Request, RoutingPath } from './handle.ts';
import { receiptKey } from './idempotency.ts';
import { acknowledgeFor } from './route-ack.ts';
import { type Done, writtenDown } from './routed.ts';
import { type AlertRow, alertKey, LIMITS, type LimitsRow, signalOf } from './signal-rows.ts';
import { stateOf } from './stored-incident.ts';
import { INBOX, isIncident } from './stream-names.ts';

export async function routeOne(path: RoutingPath, event: StoredEvent): Promise<void> {
  const signal = signalOf(event);
  const situation = await situationOf(path, signal);
  const route = (await alreadyDeclared(path, event))
    ? ({ do: 'declare', rule: RULES.declare } as const)
    : routeSignal(signal, situation, path.policy());
  const done = await act(path, { event, signal, situation, route });
  await acknowledgedBefore(path, signal, done);
  await path.streams.change(INBOX, (view) => writtenDown(path, view, { event, signal, done }));
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

async function situationOf(path: RoutingPath, signal: Signal): Promise<Situation> {
  const now = path.now();
  const rows = await path.timeline.readKeys([alertKey(signal), LIMITS, signalKey(signal)]);
  const alert = rowOf<AlertRow>(rows, alertKey(signal));
  const limits = rowOf<LimitsRow>(rows, LIMITS) ?? { opens: [], lines: [] };
  const holder = rows.find((row) => row.key === signalKey(signal) && isIncident(row.stream))?.stream;
  const incident = holder ?? alert?.incident;
  return {
    now,
    firstSeenAt: alert?.firstSeenAt ?? now,
    over: alert?.resolved !== undefined,
    ...(incident === undefined ? {} : { incident }),
    candidates: await candidatesFor(path, signal, now),
    ...limits,
  };
}

function rowOf<Row>(rows: readonly KeyRow[], key: string): Row | undefined {
  return rows.find((row) => row.key === key)?.value as unknown as Row | undefined;
}

const MOST_CANDIDATES = 50;

async function candidatesFor(
  path: RoutingPath,
  signal: Signal,
  now: Instant,
): Promise<Situation['candidates']> {
  if (!signal.service?.trim()) {
    return [];
  }
  const policy = path.policy();
  const rows = await path.timeline.findStreams({
    where: [
      { facet: 'canAttach', is: [1] },
      { facet: 'service', is: [serviceName(policy, signal.service)] },
    ],
    between: { facet: 'activeAt', from: now - policy.quiet.attachWithinMs },
    orderBy: { facet: 'activeAt', descending: true },
    limit: MOST_CANDIDATES,
  });
  const states = await Promise.all(rows.map((row) => stateOf(path.timeline, row)));
  return rows.flatMap((row, index) => {
    const incident = states[index];
    return incident ? [{ stream: row.stream, incident }] : [];
  });
}

type Step = { event: StoredEvent; signal: Signal; situation: Situation; route: Route };

/** Commands carry a key made from the inbox's event, so that a second run after a kill repeats nothing. */
async function act(path: RoutingPath, step: Step): Promise<Done> {
  const { route } = step;
  try {
    if (route.do === 'declare') {
      const handled = await path.handle(declaration(step));
      return { route, incident: handled.incident, line: false };
    }
    if (route.do === 'attach' || route.do === 'resolve') {
      const handled = await path.handle(noting(step, route));
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
  return { route, ...(incident === undefined ? {} : { incident }), line: route.do === 'line' };
}

/** Slack was away while it fired and ended: one line says so, instead of a channel. */
function endedUnseen(route: Route, { state, events }: Handled): boolean {
  return route.do === 'resolve' && events.length > 0 && isOverUnseen(state);
}

function askingFor(event: StoredEvent): Asking {
  return {
    by: event.actor as unknown as Actor,
    grants: [],
    at: event.recordedAt,
    source: { kind: 'alert', key: `inbox/${event.id}` },
  };
}

function declaration({ event, signal, situation, route }: Step): Request {
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
      detectedAt: situation.firstSeenAt,
    },
    asking: askingFor(event),
  };
}

function noting({ event, signal }: Step, route: Extract<Route, { do: 'attach' | 'resolve' }>): Request {
  const asking = askingFor(event);
  const { incident } = route;
  return route.do === 'attach'
    ? { type: 'attach-signal', incident, wish: { signal, because: route.because }, asking }
    : { type: 'resolve-signal', incident, wish: { signal }, asking };
}
