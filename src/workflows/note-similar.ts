// Has incidents of the past looked up that are like this one, and what was left undone after them.
import { isOpen } from '../incident/lifecycle.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const NAME = 'note similar incidents';

/** What did it, and how that is switched off. */
export const SIMILAR_RULE = { name: NAME, off: `STEPS_OFF=${NAME}` };

/** As soon as there is a card to say it on. */
export const noteSimilar = reaction(
  NAME,
  ['channel-opened', 'service-changed', 'title-changed'],
  (_event, after) =>
    isLive(after) && isOpen(after.status)
      ? [{ kind: 'similar.find', payload: {}, target: `similar:${after.id}` }]
      : [],
);
