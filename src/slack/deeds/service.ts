// Service: shows which one is affected, or corrects it.
import { serviceByWord } from '../../policy/services.ts';
import { change, incidentOf, restOf, seenInChannel } from '../act.ts';
import { escaped } from '../blocks.ts';
import type { Deed } from '../deed.ts';
import { notConfigured } from '../not-configured.ts';

export const service: Deed = {
  name: 'service',
  command: {
    word: 'service',
    usage: 'service [name]',
    says: 'Say which service is affected.',
    needsIncident: true,
    async run(ask, context) {
      const incident = incidentOf(ask);
      const wanted = restOf(ask, context);
      if (wanted === '') {
        const now = incident.service
          ? `The service is ${escaped(incident.service)}.`
          : 'No service is named.';
        const known = context.policy.services.map(({ id }) => escaped(id)).join(', ');
        return {
          kind: 'private',
          text: `${now} To set it: \`/${context.policy.command} service\` and its name.${known ? ` Configured: ${known}.` : ''}`,
        };
      }
      await change(ask, context, 'change-service', { service: wanted });
      const known = serviceByWord(context.policy, wanted);
      const unknown = notConfigured(wanted, known, context.policy.services);
      return unknown
        ? { kind: 'private', text: `The service is set. ${unknown}` }
        : seenInChannel(ask, 'The service is set.');
    },
  },
};
