// Makes the bridge when there is a channel to show it in, when somebody asks for it, and ends it with the incident.
import { isOpen } from '../incident/lifecycle.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

/** Once for each channel; a channel that replaces a lost one may need another link. */
export const makeBridge = reaction('make a bridge', ['channel-opened'], (event, after) =>
  isLive(after) && isOpen(after.status)
    ? [{ kind: 'bridge.open', payload: {}, once: `bridge:${event.data.channel.id}` }]
    : [],
);

export const makeBridgeOnRequest = reaction(
  'make a bridge on request',
  ['bridge-requested'],
  (_event, after) => (isLive(after) ? [{ kind: 'bridge.open', payload: {} }] : []),
);

/** At the resolve people still talk. */
export const endBridge = reaction('end the bridge', ['status-changed'], ({ data }, after) => {
  const over = data.to === 'closed' || data.to === 'canceled';
  return over && after.bridge ? [{ kind: 'bridge.end', payload: { meeting: after.bridge.meeting } }] : [];
});
