// Team: shows which one owns the incident, or corrects it.
import { teamByWord } from '../../policy/services.ts';
import { change, incidentOf, restOf, seenInChannel } from '../act.ts';
import { escaped } from '../blocks.ts';
import type { Deed } from '../deed.ts';
import { notConfigured } from '../not-configured.ts';

export const team: Deed = {
  name: 'team',
  command: {
    word: 'team',
    usage: 'team [name]',
    says: 'Say which team owns it.',
    needsIncident: true,
    async run(ask, context) {
      const incident = incidentOf(ask);
      const wanted = restOf(ask, context);
      if (wanted === '') {
        const now = incident.team ? `The team is ${escaped(incident.team)}.` : 'No team is named.';
        const known = context.policy.teams.map(({ id }) => escaped(id)).join(', ');
        return {
          kind: 'private',
          text: `${now} To set it: \`/${context.policy.command} team\` and its name.${known ? ` Configured: ${known}.` : ''}`,
        };
      }
      await change(ask, context, 'change-team', { team: wanted });
      const known = teamByWord(context.policy, wanted);
      const unknown = notConfigured(wanted, known, context.policy.teams);
      return unknown
        ? { kind: 'private', text: `The team is set. ${unknown}` }
        : seenInChannel(ask, 'The team is set.');
    },
  },
};
