// Close: the work after the incident is arranged.
import { change, restOf, seenInChannel } from '../act.ts';
import type { Deed } from '../deed.ts';

export const close: Deed = {
  name: 'close',
  command: {
    word: 'close',
    aliases: ['closed'],
    usage: 'close [words]',
    says: 'Close a resolved incident.',
    needsIncident: true,
    async run(ask, context) {
      const text = restOf(ask, context);
      await change(ask, context, 'close', text ? { text } : {});
      return seenInChannel(ask, 'Closed.');
    },
  },
};
