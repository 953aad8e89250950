// Impact: shows what users notice, or describes it anew.
import { change, incidentOf, restOf, seenInChannel } from '../act.ts';
import { escaped } from '../blocks.ts';
import type { Deed } from '../deed.ts';

export const impact: Deed = {
  name: 'impact',
  command: {
    word: 'impact',
    usage: 'impact [what users notice]',
    says: 'Describe who is affected, and how.',
    needsIncident: true,
    async run(ask, context) {
      const incident = incidentOf(ask);
      const text = restOf(ask, context);
      if (text === '') {
        const now = incident.impact
          ? `The impact is described as: ${escaped(incident.impact.text)}`
          : 'The impact is not recorded yet.';
        return {
          kind: 'private',
          text: `${now}\nTo describe it: \`/${context.policy.command} impact\` and who is affected, and how.`,
        };
      }
      await change(ask, context, 'describe-impact', { text });
      return seenInChannel(ask, 'The impact is described.');
    },
  },
};
