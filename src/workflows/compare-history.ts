// Compares the channel's history with the timeline when an incident is resolved, so that the draft misses nothing.
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const compareHistory = reaction(
  'compare with history on resolve',
  ['status-changed'],
  (event, after) =>
    isLive(after) && event.data.to === 'resolved'
      ? [{ kind: 'history.repair', payload: {}, target: `history:${event.stream}` }]
      : [],
);
