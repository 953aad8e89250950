// Says in the channel who was called and could not be brought in: whoever called them counts on them.
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

/** Whom a limit of ours spares is no news. Each is said once, however many facts call for them. */
export const sayNotInvited = reaction(
  'say who could not be brought in',
  ['people-invited'],
  (event, after) => {
    const missing = event.data.refused.filter(({ spared }) => !spared).map(({ who }) => who);
    return isLive(after) && missing.length > 0
      ? [
          {
            kind: 'message.post',
            payload: { event: event.id, about: 'not-invited' },
            once: `not-invited:${missing.sort().join()}`,
          },
        ]
      : [];
  },
);
