// The bridge: asked for, opened once, ended when the incident is closed.
import { type Decide, NOTHING, one } from './decision.ts';
import type { Recorded } from './events.ts';
import { isOpen } from './lifecycle.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';

/** State holds the bridge, so it is small. */
const DIAL_IN_KEPT = 2;
const LONGEST_NUMBER = 60;

export const requestBridge: Decide<'request-bridge'> = (_command, { state, lookups }) => {
  if (!isOpen(state.status) && state.status !== 'resolved') {
    throw new Refusal(`INC-${state.number} is ${state.status}. Reopen it first, or talk in the channel.`);
  }
  return state.bridge ? NOTHING : one(lookups, 'bridge-requested', {}, null);
};

/** One bridge at a time; a second telling of the same one is no news. */
export const recordBridge: Decide<'record-bridge'> = ({ wish }, { state, lookups }) => {
  const same = state.bridge?.meeting === wish.meeting && state.bridge.vendor.id === wish.vendor.id;
  const asked = state.bridgeAsked ?? false;
  const dialIn = wish.dialIn.filter(({ number }) => number.length <= LONGEST_NUMBER).slice(0, DIAL_IN_KEPT);
  return same ? NOTHING : one(lookups, 'bridge-opened', { ...wish, dialIn, asked }, null);
};

export const recordBridgeEnded: Decide<'record-bridge-ended'> = ({ wish }, { state, lookups }) =>
  state.bridge?.meeting === wish.meeting ? one(lookups, 'bridge-ended', wish, null) : NOTHING;

export function bridgeOpened(state: Incident, { data }: Recorded<'bridge-opened'>): Incident {
  return { ...state, bridge: data, bridgeAsked: false };
}

export function bridgeEnded(state: Incident): Incident {
  return { ...state, bridge: undefined };
}
