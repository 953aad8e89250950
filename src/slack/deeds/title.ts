// Title: shows it, or corrects it.
import { change, incidentOf, restOf, seenInChannel } from '../act.ts';
import { escaped } from '../blocks.ts';
import type { Deed } from '../deed.ts';

export const title: Deed = {
  name: 'title',
  command: {
    word: 'title',
    aliases: ['rename'],
    usage: 'title [new title]',
    says: 'Correct the title.',
    needsIncident: true,
    async run(ask, context) {
      const incident = incidentOf(ask);
      const wanted = restOf(ask, context);
      if (wanted === '') {
        return {
          kind: 'private',
          text: `INC-${incident.number} is titled “${escaped(incident.title.text)}”. To change it: \`/${context.policy.command} title\` and the new title.`,
        };
      }
      await change(ask, context, 'change-title', { title: wanted });
      return seenInChannel(ask, 'The title is changed.');
    },
  },
};
