// What a change of status does to state: cycles, what may be undone, and the key times it makes and takes back.
import { acknowledgedBy, firstBy, resolvedBy, unresolved, withoutTold } from './derived-times.ts';
import type { Recorded } from './events.ts';
import { isOpen } from './lifecycle.ts';
import type { Cycle, Incident } from './state.ts';
import { STATUSES } from './values.ts';

type Changed = Recorded<'status-changed'>;

/** State stays small: the newest cycles. */
const CYCLES_MAX = 20;

const STEPS = ['identified', 'mitigated'] as const;

function keyTimesAfter(state: Incident, event: Changed): Incident['keyTimes'] {
  const { from, to, undoes } = event.data;
  if (to === 'resolved') {
    return resolvedBy(state.keyTimes, event);
  }
  if (!isOpen(to)) {
    return state.keyTimes;
  }
  const open = unresolved(state.keyTimes);
  // A cancel took no step back, so taking it back does not either.
  if (undoes !== undefined || from === 'canceled') {
    return open;
  }
  const step = STATUSES.indexOf(to);
  const kept = withoutTold(
    open,
    STEPS.filter((name) => STATUSES.indexOf(name) > step),
  );
  const named = STEPS.find((name) => name === to);
  return named ? firstBy(kept, named, event) : kept;
}

function cyclesAfter(state: Incident, event: Changed): { cycles: Cycle[]; reopens: number } {
  const { to, undoes } = event.data;
  const { cycles, reopens } = state;
  if (undoes !== undefined) {
    return { cycles: cycles.filter((cycle) => cycle.event !== undoes), reopens };
  }
  if (to === 'resolved') {
    return {
      cycles: [...cycles, { resolvedAt: event.occurredAt, event: event.id }].slice(-CYCLES_MAX),
      reopens,
    };
  }
  const last = cycles.at(-1);
  return isOpen(to) && last && last.reopenedAt === undefined
    ? { cycles: [...cycles.slice(0, -1), { ...last, reopenedAt: event.occurredAt }], reopens: reopens + 1 }
    : { cycles, reopens };
}

/** Steps that are taken back take the key times along that they gave; an undone resolve leaves no cycle. */
export function statusChanged(state: Incident, event: Changed): Incident {
  const { from, to, cancelReason, soakUntil: until, takesBack } = event.data;
  const {
    undoable: _undoable,
    cancelReason: _cancelReason,
    soak: _soak,
    onAlertsOver,
    ...rest
  } = acknowledgedBy(state, event);
  return {
    ...rest,
    status: to,
    statusSince: event.occurredAt,
    statusEvent: event.id,
    statusBy: event.actor,
    ...(cancelReason === undefined ? {} : { cancelReason }),
    ...cyclesAfter(state, event),
    keyTimes: keyTimesAfter({ ...state, keyTimes: rest.keyTimes }, event),
    // What a rule did and an alert took back is not done by itself a second time.
    ...(onAlertsOver === undefined || takesBack !== undefined ? {} : { onAlertsOver }),
    ...(until === undefined ? {} : { soak: { until, from, event: event.id } }),
    ...(to === 'resolved' ? { undoable: { event: event.id, from, at: event.occurredAt } } : {}),
  };
}
