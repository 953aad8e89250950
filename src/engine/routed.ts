// Writing down what became of a signal: the rule's name, the reader's place, the limits, and the line if there is one.
import type { Instant, Signal } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import type { Json, KeyChange, NewEffect, NewEvent, StoredEvent } from '../timeline/port.ts';
import type { FlapRow } from '../workflows/flapping.ts';
import { flapRowAfter, groupingAfter, type LimitsRow, limitsAfter, NO_LIMITS } from '../workflows/ledger.ts';
import type { Route } from '../workflows/route-signal.ts';
import type { Plan } from '../workflows/rules.ts';
import type { Outcome, View } from './batch.ts';
import type { WritePath } from './handle.ts';
import {
  type AlertRow,
  alertKey,
  CURSOR,
  flapKey,
  type GroupRow,
  groupingKey,
  groupKey,
  LIMITS,
  mutedKey,
  outcomeEvent,
  setRow,
} from './signal-rows.ts';

/** What came of a route: the incident, if there is one, and whether people have to be told of it by a line. */
export type Done = { route: Route; incident?: string; line: boolean; refused?: string };

/** `held`: the mute that had held it back and is over. */
type Routed = { event: StoredEvent; signal: Signal; plan: Plan; done: Done; held?: string };

/** The mute that holds it back is on: it keeps its place, and is routed when that mute is over. */
const staysHeld = ({ done: { route }, held }: Routed) => route.do === 'mute' && route.window === held;

type Path = Pick<WritePath, 'now' | 'newId' | 'policy'>;

/** Whether this was written down before: by another process, or before a kill. */
function isWritten({ event, held }: Routed, rows: ReadonlyMap<string, Json>): boolean {
  return held === undefined
    ? Number(rows.get(CURSOR) ?? 0) >= event.version
    : !rows.has(mutedKey(held, event.id));
}

export async function writtenDown<State>(
  path: Path,
  view: View<State>,
  routed: Routed,
): Promise<Outcome<State, void>> {
  const { event, signal, plan, done, held } = routed;
  const { route } = done;
  const wanted = [
    CURSOR,
    LIMITS,
    alertKey(signal),
    flapKey(signal),
    ...(route.do === 'group' ? [groupKey(route.window)] : []),
    ...(held === undefined ? [] : [mutedKey(held, event.id)]),
  ];
  const rows = await view.readKeys(wanted);
  if (isWritten(routed, rows) || staysHeld(routed)) {
    return { answer: () => undefined };
  }
  const now = path.now();
  const alert = (rows.get(alertKey(signal)) as AlertRow | undefined) ?? { firstSeenAt: now, again: 0 };
  return {
    add: {
      state: view.state,
      events: [routedEvent(path, event, done)],
      keys: [
        ...rowsAfter({ event, signal, plan, done }, rows, { now, policy: path.policy(), alert }),
        ...(held === undefined
          ? [setRow(CURSOR, event.version)]
          : [{ op: 'release' as const, key: mutedKey(held, event.id) }]),
      ],
      effects: effectsOf(event, alert, done, now),
    },
    answer: () => undefined,
  };
}

const saidBy = ({ route, line }: Pick<Done, 'route' | 'line'>): Pick<AlertRow, 'said'> =>
  route.do === 'group' ? { said: { window: route.window } } : line ? { said: 'line' } : {};

function rowsAfter(
  { event, signal, plan, done }: Routed,
  rows: ReadonlyMap<string, Json>,
  { now, policy, alert }: { now: Instant; policy: Policy; alert: AlertRow },
): KeyChange[] {
  const { route, incident, line } = done;
  const part = incident === undefined ? {} : { incident };
  const came = { route, ...part, now, policy };
  const before = (rows.get(LIMITS) as LimitsRow | undefined) ?? NO_LIMITS;
  const grouping = groupingAfter(plan, came);
  const flap = flapRowAfter(rows.get(flapKey(signal)) as FlapRow | undefined, signal, came);
  return [
    setRow(alertKey(signal), { ...alert, rule: { ...route.rule }, ...part, ...saidBy({ route, line }) }),
    setRow(LIMITS, limitsAfter(before, { ...came, line })),
    ...(grouping ? [setRow(groupingKey(grouping.key), grouping.row)] : []),
    ...(flap ? [setRow(flapKey(signal), flap)] : []),
    ...(route.do === 'group'
      ? [
          setRow(
            groupKey(route.window),
            grouped(rows.get(groupKey(route.window)) as GroupRow | undefined, event.id),
          ),
        ]
      : []),
    ...(route.do === 'mute' ? [setRow(mutedKey(route.window, event.id), { event: event.id })] : []),
  ];
}

function routedEvent(
  { newId, now }: Pick<WritePath, 'now' | 'newId'>,
  event: StoredEvent,
  { route, incident, refused }: Done,
): NewEvent {
  const { do: what, rule } = route;
  const data: Json = {
    signal: event.id,
    do: what,
    rule: rule.name,
    ...(incident === undefined ? {} : { incident }),
    ...(route.do === 'group' || route.do === 'mute' ? { window: route.window } : {}),
    ...(route.shadows ? { shadows: route.shadows.map((shadow) => ({ ...shadow })) } : {}),
    ...(refused === undefined ? {} : { refused }),
  };
  return outcomeEvent(event, 'signal-routed', data, { newId, now: now() });
}

/** A grouped message lists so many; the others are counted. */
const MOST_GROUPED = 100;

function grouped(before: GroupRow | undefined, event: string): GroupRow {
  const { signals, more } = before ?? { signals: [], more: 0 };
  return signals.length < MOST_GROUPED ? { signals: [...signals, event], more } : { signals, more: more + 1 };
}

function effectsOf(
  event: StoredEvent,
  alert: AlertRow,
  { route, line, incident }: Done,
  now: Instant,
): NewEffect[] {
  if (route.do === 'group') {
    const payload: Json = { window: route.window };
    return [
      {
        key: `${event.id}/group`,
        kind: 'signal.group',
        payload,
        dueAt: now,
        target: `group:${route.window}`,
      },
    ];
  }
  if (route.do === 'mute') {
    // One for all that this mute holds back until then: the key is the same.
    const payload: Json = { window: route.window };
    return [{ key: `unmute/${route.window}`, kind: 'signal.unmute', payload, dueAt: route.until }];
  }
  if (line) {
    const payload: Json = { signals: [alert.firing ?? event.id], grouped: false };
    return [{ key: `${event.id}/line`, kind: 'signal.line', payload, dueAt: now }];
  }
  return isNews(event, alert, incident) ? [lineAgain(event, alert, now)] : [];
}

/** What stands of the alert says too little by now: it is over, or has become part of an incident. */
function isNews({ id }: StoredEvent, alert: AlertRow, incident: string | undefined): boolean {
  const joins = incident !== undefined && alert.incident === undefined;
  return alert.said !== undefined && (joins || alert.resolved === id);
}

/** One for each message, however many of its alerts end at once. */
function lineAgain({ id }: StoredEvent, { said, firing }: AlertRow, now: Instant): NewEffect {
  const about = typeof said === 'object' ? said.window : (firing ?? id);
  return {
    key: `${id}/line-again`,
    kind: 'line.refresh',
    payload: { event: id },
    dueAt: now,
    target: `line:${about}`,
  };
}
