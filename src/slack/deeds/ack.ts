// Acknowledge: somebody is on it.
import { change, seenInChannel } from '../act.ts';
import type { Answer, Ask, Deed, DeedContext } from '../deed.ts';

async function acknowledge(ask: Ask, context: DeedContext): Promise<Answer> {
  await change(ask, context, 'acknowledge', {});
  return seenInChannel(ask, 'Acknowledged.');
}

export const ack: Deed = {
  name: 'ack',
  command: {
    word: 'ack',
    aliases: ['acknowledge'],
    usage: 'ack',
    says: 'Say that somebody is on it.',
    needsIncident: true,
    run: acknowledge,
  },
  buttons: { 'ack:press': acknowledge },
};
