// Offers a choice of severity where nobody named one, and shows there what was chosen. Until somebody does, nothing that severity drives happens.
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

export const showSeverityChosen = reaction(
  'show the severity where it was asked for',
  ['severity-changed'],
  (event, after) =>
    isLive(after) && after.severityAsked
      ? [{ kind: 'severity.refresh', payload: { event: event.id }, target: `severity:${event.stream}` }]
      : [],
);
