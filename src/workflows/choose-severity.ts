// Offers a choice of severity where nobody named one: until somebody does, nothing that severity drives happens.
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const offerSeverities = reaction('offer a choice of severity', ['channel-opened'], (event, after) =>
  isLive(after) && !after.severityChosen
    ? [
        {
          kind: 'message.post',
          payload: { event: event.id, about: 'severity-chooser' },
          once: 'severity-chooser',
        },
      ]
    : [],
);
