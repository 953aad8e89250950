// Undo of a resolve: the previous status returns, for ten minutes.
import { change, incidentOf, seenInChannel } from '../act.ts';
import type { Deed } from '../deed.ts';
import { unpack } from '../press-values.ts';

export const undo: Deed = {
  name: 'undo',
  buttons: {
    /** The value names the resolve's event; a message of ours may stay on the screen longer than what it offers. */
    async 'undo:press'(press, context) {
      const incident = incidentOf(press);
      const resolveEvent = unpack(press.value).event ?? (press.value || incident.undoable?.event || '');
      await change(press, context, 'undo-resolve', { resolveEvent });
      return seenInChannel(press, 'The resolve is undone.');
    },
  },
};
