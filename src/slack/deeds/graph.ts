// Graph: has the figures around the incident drawn as they are now.
import { change, incidentOf } from '../act.ts';
import { channelLink } from '../blocks.ts';
import type { Deed } from '../deed.ts';

export const graph: Deed = {
  name: 'graph',
  command: {
    word: 'graph',
    aliases: ['graphs', 'chart'],
    usage: 'graph',
    says: 'Show the metric behind the alert, as it is now.',
    needsIncident: true,
    async run(ask, context) {
      const { channel } = incidentOf(ask);
      await change(ask, context, 'ask-graph', {});
      const where = channel && channel.id !== ask.channel ? `in ${channelLink(channel.id)}` : 'here';
      return { kind: 'private', text: `The graph is being drawn and comes ${where} in a moment.` };
    },
  },
};
