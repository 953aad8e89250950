// Puts each draft into the channel; one that was made before there was a channel, as soon as there is one.
import { hasChannel } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const deliverDraft = reaction('deliver the draft', ['postmortem-drafted'], (event, after) =>
  hasChannel(after)
    ? [
        {
          kind: 'postmortem.deliver',
          payload: { event: event.id, ...(event.data.over ? { over: true } : {}) },
        },
      ]
    : [],
);

export const deliverWaitingDraft = reaction(
  'deliver the draft that waited for a channel',
  ['channel-opened'],
  (_event, after) =>
    hasChannel(after) && after.draft !== undefined && after.draft.delivered?.message === undefined
      ? [{ kind: 'postmortem.deliver', payload: { event: after.draft.event } }]
      : [],
);
