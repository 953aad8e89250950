// Alerts join silently; one that names a higher severity than the incident has is said, with a button to raise it.
import { severityOfSignal } from '../policy/severities.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const sayHigherSeverity = reaction(
  'say that an alert names a higher severity',
  ['signal-attached', 'signal-ranked'],
  (event, after, { policy }) => {
    const named = severityOfSignal(policy, event.type === 'signal-attached' ? event.data.signal : event.data);
    // Nobody looks into a channel whose incident goes on in another one.
    return isLive(after) && !after.mergedInto && named !== undefined && named.rank < after.severity.rank
      ? [
          {
            kind: 'message.post',
            payload: { event: event.id, about: 'signal-severity' },
            // Fifty alerts of one severity say it once.
            once: `signal-severity:${named.id}`,
          },
        ]
      : [];
  },
  { at: 'channel-opened', on: ['signal-attached', 'signal-ranked'] },
);
