// Bridge: shows where responders talk, or has a bridge made.
import { change, incidentOf } from '../act.ts';
import { escaped } from '../blocks.ts';
import { bridgeWords } from '../bridge-words.ts';
import type { Answer, Ask, Deed, DeedContext } from '../deed.ts';

/** The step that made it by itself, and how that is switched off. */
const STEP = 'make a bridge';

async function run(ask: Ask, context: DeedContext): Promise<Answer> {
  const { bridge, missing } = incidentOf(ask);
  if (bridge) {
    const why = bridge.asked
      ? ''
      : ` Made by the step “${STEP}”; \`STEPS_OFF=${STEP}\` in the environment switches it off.`;
    return { kind: 'private', text: `${bridgeWords(bridge)}${why}` };
  }
  await change(ask, context, 'request-bridge', {});
  const trouble = missing?.bridge
    ? ` ${escaped(missing.bridge.vendor)} did not do its part so far; \`/${context.policy.command} timeline all\` says why.`
    : '';
  return {
    kind: 'private',
    text: `A bridge is being made. Its link comes here and stands on the card.${trouble}`,
  };
}

export const bridge: Deed = {
  name: 'bridge',
  command: {
    word: 'bridge',
    aliases: ['call', 'huddle', 'meeting', 'zoom', 'meet'],
    usage: 'bridge',
    says: 'Show where to talk, or have a bridge made.',
    needsIncident: true,
    run,
  },
};
