// What a change of status does to state: cycles, what may be undone, and the key times it makes and takes back.
import { acknowledgedBy, firstBy, resolvedBy, unresolved, withoutTold } from './derived-times.ts';
import type { Recorded } from './events.ts';
import { isOpen } from './lifecycle.ts';
import { mergedInto } from './merges-told.ts';
import type { Cycle, Incident } from './state.ts';
import { STATUSES, type Status } from './values.ts';

type Changed = Recorded<'status-changed'>;

/** State stays small: the newest cycles. */
const CYCLES_MAX = 20;

const STEPS = ['identified', 'mitigated'] as const;

/** Steps that going back within an open incident takes back. A cancel took none back, and reopening does not either. */
function takenBack(from: Status, to: Status): (typeof STEPS)[number][] {
  const [last, kept] = [STATUSES.indexOf(from), STATUSES.indexOf(to)];
  return STEPS.filter((name) => {
    const step = STATUSES.indexOf(name);
    return isOpen(from) && step > kept && step <= last;
  });
}

/** What was found and mended before a reopening is on record, until it is found or mended anew. */
function keyTimesAfter(state: Incident, event: Changed): Incident['keyTimes'] {
  const { from, to, undoes } = event.data;
  if (to === 'resolved') {
    return resolvedBy(state.keyTimes, event);
  }
  if (!isOpen(to)) {
    return state.keyTimes;
  }
  const open = unresolved(state.keyTimes);
  if (undoes !== undefined) {
    return open;
  }
  const named = STEPS.find((name) => name === to);
  const goesBack = isOpen(from) && STATUSES.indexOf(to) < STATUSES.indexOf(from);
  const anew = named !== undefined && from !== 'canceled' && !goesBack;
  const kept = withoutTold(open, anew ? [named] : takenBack(from, to));
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
  const { from, to, cancelReason, into, soakUntil: until, takesBack, undoes } = event.data;
  const {
    undoable: _undoable,
    cancelReason: _cancelReason,
    mergedInto: _mergedInto,
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
    ...(into ? mergedInto(state, into) : {}),
    ...cyclesAfter(state, event),
    keyTimes: keyTimesAfter({ ...state, keyTimes: rest.keyTimes }, event),
    // What a rule did and an alert took back is not done by itself a second time.
    ...(onAlertsOver === undefined || takesBack !== undefined ? {} : { onAlertsOver }),
    ...(until === undefined ? {} : { soak: { until, from, event: event.id } }),
    ...(undoes === undefined ? {} : { undone: { event: undoes, by: event.actor, at: event.occurredAt } }),
    ...(to === 'resolved' ? { undoable: { event: event.id, from, at: event.occurredAt } } : {}),
  };
}
