// What vendors owe an incident: a bridge, a runbook, a graph that should be there and is not yet. Said on the card until it comes.
import { type Decide, NOTHING, one } from './decision.ts';
import type { Recorded } from './events.ts';
import type { Incident } from './state.ts';

/** `missing` holds kinds of things, never the things themselves; more kinds than this are a mistake of ours. */
const MOST = 20;

/** Told once until it comes, or is given up. */
export const recordVendorFailed: Decide<'record-vendor-failed'> = ({ wish }, { state, lookups }) => {
  const { why, ...data } = wish;
  return state.missing?.[wish.what] ? NOTHING : one(lookups, 'vendor-failed', data, { why });
};

export const recordVendorRecovered: Decide<'record-vendor-recovered'> = ({ wish }, { state, lookups }) =>
  state.missing?.[wish.what] ? one(lookups, 'vendor-recovered', wish, null) : NOTHING;

export function vendorFailed(state: Incident, event: Recorded<'vendor-failed'>): Incident {
  const { what, vendor, effect } = event.data;
  if (Object.keys(state.missing ?? {}).length >= MOST) {
    return state;
  }
  return { ...state, missing: { ...state.missing, [what]: { vendor, effect, since: event.occurredAt } } };
}

export function vendorRecovered(state: Incident, event: Recorded<'vendor-recovered'>): Incident {
  const { [event.data.what]: _come, ...missing } = state.missing ?? {};
  return { ...state, missing };
}

/** Nobody tries it any more by themselves. */
export function givenUp(state: Incident, event: Recorded<'effect-failed'>): Incident {
  const owed = Object.entries(state.missing ?? {});
  if (!owed.some(([, { effect }]) => effect === event.data.kind)) {
    return state;
  }
  const missing = owed.map(([what, row]) => [
    what,
    row.effect === event.data.kind ? { ...row, givenUp: true } : row,
  ]);
  return { ...state, missing: Object.fromEntries(missing) };
}
