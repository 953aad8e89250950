// Follow-ups: what has to be done after the incident.
import type { Deed } from '../deed.ts';
import { itemFromMessage, runItemLine } from '../item-deeds.ts';

export const followup: Deed = {
  name: 'followup',
  command: {
    word: 'followup',
    aliases: ['follow-up', 'followups', 'follow-ups'],
    usage: 'followup [what @who by friday, done 3, or reopen 3]',
    says: 'Add something to do afterwards, finish it, or list what is open.',
    needsIncident: true,
    run: (ask, context) => runItemLine('follow-up', ask, context),
  },
  messageShortcuts: { make_follow_up: (ask, context) => itemFromMessage('follow-up', ask, context) },
};
