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
  ['bridge-requested', 'channel-opened'],
  (_event, after) => (isLive(after) && after.bridgeAsked ? [{ kind: 'bridge.open', payload: {} }] : []),
);

/** Whoever asked for it waits in the channel; one that came by itself is on the card. */
export const sayBridge = reaction('say where to talk', ['bridge-opened'], (event, after) =>
  isLive(after) && event.data.asked
    ? [{ kind: 'message.post', payload: { event: event.id, about: 'bridge' } }]
    : [],
);

export const keepBookmarks = reaction(
  'keep the bridge among the bookmarks',
  ['bridge-opened', 'bridge-ended'],
  (event, after) =>
    isLive(after) ? [{ kind: 'channel.bookmarks', payload: {}, target: `bookmarks:${event.stream}` }] : [],
);

/** At the resolve people still talk. One that was under way while the incident was closed is ended as soon as it is known. */
export const endBridge = reaction(
  'end the bridge',
  ['status-changed', 'bridge-opened'],
  (_event, { status, bridge }) =>
    bridge && (status === 'closed' || status === 'canceled')
      ? [{ kind: 'bridge.end', payload: { meeting: bridge.meeting } }]
      : [],
);
