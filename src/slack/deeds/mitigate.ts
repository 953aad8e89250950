// Mitigate, proposed by a button when every alert of an incident is over.
import { change, seenInChannel } from '../act.ts';
import type { Deed } from '../deed.ts';

export const mitigate: Deed = {
  name: 'mitigate',
  buttons: {
    async 'mitigate:press'(press, context) {
      await change(press, context, 'change-status', { status: 'mitigated' });
      return seenInChannel(press, 'The status is set.');
    },
  },
};
