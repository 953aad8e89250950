// Undo of a resolve: the previous status returns, for ten minutes.
import { change, incidentOf, seenInChannel } from '../act.ts';
import type { Answer, Ask, Deed, DeedContext } from '../deed.ts';
import { unpack } from '../press-values.ts';

async function takeBack(ask: Ask, context: DeedContext, named = ''): Promise<Answer> {
  const resolveEvent = named || incidentOf(ask).undoable?.event || '';
  await change(ask, context, 'undo-resolve', { resolveEvent });
  return seenInChannel(ask, 'The resolve is undone.');
}

export const undo: Deed = {
  name: 'undo',
  command: {
    word: 'undo',
    usage: 'undo',
    says: 'Take the last resolve back, within ten minutes.',
    needsIncident: true,
    run: (ask, context) => takeBack(ask, context),
  },
  buttons: {
    /** The value names the resolve's event; a message of ours may stay on the screen longer than what it offers. */
    'undo:press': (press, context) => takeBack(press, context, unpack(press.value).event ?? press.value),
  },
};
