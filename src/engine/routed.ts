// Writing down what became of a signal: the rule's name, the reader's place, the limits, and the line if there is one.
import type { Instant, Signal } from '../incident/values.ts';
import type { Json, KeyChange, NewEffect, NewEvent, StoredEvent } from '../timeline/port.ts';
import type { Route } from '../workflows/route-signal.ts';
import type { Outcome, View } from './batch.ts';
import type { WritePath } from './handle.ts';
import {
  type AlertRow,
  alertKey,
  CURSOR,
  type GroupRow,
  groupKey,
  LIMITS,
  type LimitsRow,
  setRow,
} from './signal-rows.ts';

/** What came of a route: the incident, if there is one, and whether people have to be told of it by a line. */
export type Done = { route: Route; incident?: string; line: boolean; refused?: string };

type Routed = { event: StoredEvent; signal: Signal; done: Done };

const NO_LIMITS: LimitsRow = { opens: [], lines: [] };

export async function writtenDown<State>(
  path: Pick<WritePath, 'now' | 'newId' | 'policy'>,
  view: View<State>,
  { event, signal, done }: Routed,
): Promise<Outcome<State, void>> {
  const { route, incident } = done;
  const group = route.do === 'group' ? groupKey(route.window) : undefined;
  const rows = await view.readKeys([CURSOR, LIMITS, alertKey(signal), ...(group ? [group] : [])]);
  if (Number(rows.get(CURSOR) ?? 0) >= event.version) {
    return { answer: () => undefined };
  }
  const now = path.now();
  const alert = (rows.get(alertKey(signal)) as AlertRow | undefined) ?? { firstSeenAt: now, again: 0 };
  const before = (rows.get(LIMITS) as LimitsRow | undefined) ?? NO_LIMITS;
  const known = { ...alert, rule: { ...route.rule }, ...(incident === undefined ? {} : { incident }) };
  const keys: KeyChange[] = [
    setRow(CURSOR, event.version),
    setRow(alertKey(signal), known),
    setRow(LIMITS, limitsAfter(before, done, now, path.policy().quiet.windowMs)),
    ...(group ? [setRow(group, grouped(rows.get(group) as GroupRow | undefined, event.id))] : []),
  ];
  return {
    add: {
      state: view.state,
      events: [routedEvent(path, event, done)],
      keys,
      effects: effectsOf(event, alert, done, now),
    },
    answer: () => undefined,
  };
}

function routedEvent(
  { newId, now }: Pick<WritePath, 'now' | 'newId'>,
  event: StoredEvent,
  { route, incident, refused }: Done,
): NewEvent {
  const { do: what, rule } = route;
  return {
    id: newId(),
    type: 'signal-routed',
    v: 1,
    occurredAt: now(),
    recordedAt: now(),
    actor: { kind: 'firescribe', id: 'firescribe' },
    source: { kind: 'alert', key: `inbox/${event.id}` },
    causedBy: event.id,
    data: {
      signal: event.id,
      do: what,
      rule: rule.name,
      ...(incident === undefined ? {} : { incident }),
      ...(route.do === 'group' ? { window: route.window } : {}),
      ...(refused === undefined ? {} : { refused }),
    },
  };
}

function limitsAfter(before: LimitsRow, { route, line }: Done, now: Instant, windowMs: number): LimitsRow {
  const recent = (times: readonly Instant[], add: boolean) => [
    ...times.filter((at) => now - at < windowMs),
    ...(add ? [now] : []),
  ];
  const group = route.do === 'group' ? { window: route.window, at: now } : before.group;
  return {
    opens: recent(before.opens, route.do === 'declare'),
    lines: recent(before.lines, line),
    ...(group ? { group } : {}),
  };
}

/** A grouped message lists so many; the others are counted. */
const MOST_GROUPED = 100;

function grouped(before: GroupRow | undefined, event: string): GroupRow {
  const { signals, more } = before ?? { signals: [], more: 0 };
  return signals.length < MOST_GROUPED ? { signals: [...signals, event], more } : { signals, more: more + 1 };
}

function effectsOf(event: StoredEvent, alert: AlertRow, { route, line }: Done, now: Instant): NewEffect[] {
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
  if (line) {
    const payload: Json = { signals: [alert.firing ?? event.id], grouped: false };
    return [{ key: `${event.id}/line`, kind: 'signal.line', payload, dueAt: now }];
  }
  return [];
}
