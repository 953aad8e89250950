// Import: an incident that was run in some other channel becomes one here, with its history.
import { requireRight } from '../../incident/allowed.ts';
import { Refusal } from '../../incident/refusal.ts';
import { channelLink } from '../blocks.ts';
import type { Deed } from '../deed.ts';

const MENTIONED = /^<#(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>/;

/** Slack is asked by the effect: before the answer there is no time for it. */
export const importChannel: Deed = {
  name: 'import',
  command: {
    word: 'import',
    usage: 'import #channel',
    says: 'Make an incident of a channel where one was run without Firescribe.',
    needsIncident: false,
    async run(ask, context) {
      const channel = MENTIONED.exec(ask.rest.trim())?.groups?.id;
      if (!channel) {
        throw new Refusal(
          `Say which channel, and pick it from the list that Slack shows after #: \`/${context.policy.command} import #old-outage\`.`,
        );
      }
      requireRight(context.policy, ask.asking, 'declare');
      const held = await context.engine.questions.byChannel(context.team, channel);
      if (held) {
        throw new Refusal(`This channel is already that of INC-${held.number}.`);
      }
      await context.engine.audit({
        command: 'import',
        asking: ask.asking,
        work: (event) => ({ kind: 'channel.import', payload: { event, channel } }),
      });
      return {
        kind: 'private',
        text: `The import of ${channelLink(channel)} has begun. How it goes is told to you in a direct message.`,
      };
    },
  },
};
