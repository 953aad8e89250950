// What signals do to state: counts, links, and the guess at when impact began.
import { earliest } from './derived-times.ts';
import type { Recorded } from './events.ts';
import type { Incident } from './state.ts';

const counted = (state: Incident, change: Partial<Record<'signals' | 'firing', number>>): Incident => ({
  ...state,
  counts: {
    ...state.counts,
    signals: state.counts.signals + (change.signals ?? 0),
    firing: state.counts.firing + (change.firing ?? 0),
  },
});

/** Since when none fires, where a rule waits for that. */
function watched(state: Incident, event: Recorded<'signal-attached' | 'signal-resolved'>): Incident {
  const { alertsOver, ...rest } = state;
  if (state.onAlertsOver === undefined || state.counts.firing > 0) {
    return rest;
  }
  return { ...rest, alertsOver: alertsOver ?? { event: event.id, at: event.occurredAt } };
}

/** Detected is the receipt of the signal; its start is only a guess at when impact began. */
export function signalAttached(state: Incident, event: Recorded<'signal-attached'>): Incident {
  const { startsAt, state: now } = event.data.signal;
  const links = event.content?.links ?? {};
  const newer = state.linksFrom === undefined || startsAt > state.linksFrom;
  return {
    ...watched(counted(state, { signals: 1, firing: now === 'firing' ? 1 : 0 }), event),
    beganGuess: Math.min(state.beganGuess ?? startsAt, startsAt),
    links: newer ? { ...state.links, ...links } : { ...links, ...state.links },
    linksFrom: newer ? startsAt : state.linksFrom,
    keyTimes: earliest(state.keyTimes, 'detected', event, event.data.receivedAt ?? event.occurredAt),
  };
}

/** The end of a signal whose start was never told was not counted as firing. */
export function signalResolved(state: Incident, event: Recorded<'signal-resolved'>): Incident {
  return event.data.unseen ? state : watched(counted(state, { firing: -1 }), event);
}
