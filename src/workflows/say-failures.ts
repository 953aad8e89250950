// Tells people what could not be done: in the channel where that is possible, the operators where it is not.
import type { Incident } from '../incident/state.ts';
import { effectWords } from './effect-words.ts';
import type { EffectKind, EffectWish } from './effects.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const HOUR = 60 * 60_000;

/** Where these fail, the channel is out of reach. */
const OUT_OF_REACH: readonly EffectKind[] = ['message.post', 'channel.open', 'acknowledge.nag'];

/** What is nice to have is missed quietly: in the card's thread. */
const NICE_TO_HAVE: readonly EffectKind[] = ['graph.draw', 'graph.post'];
const besides = (kind: EffectKind) => (NICE_TO_HAVE.includes(kind) ? { inCardThread: true } : {});

/** Once an hour for each kind: ten pictures that could not be kept are one message. */
export const sayFailures = reaction('say what failed', ['effect-failed'], (event, after, { now }) => {
  const kind = event.data.kind as EffectKind;
  if (kind === 'operators.tell') {
    return [];
  }
  // Each page that reached nobody is said by itself.
  const what =
    kind === 'person.page' || kind === 'page.direct'
      ? event.data.effect
      : `${kind}:${Math.floor(now / HOUR)}`;
  const once = `failed:${what}`;
  return isLive(after) && !OUT_OF_REACH.includes(kind)
    ? [{ kind: 'message.post', payload: { event: event.id, about: 'effect-failed', ...besides(kind) }, once }]
    : [{ ...tellOperators(after, kind, event.content?.why), once }];
});

function tellOperators(incident: Incident, kind: EffectKind, why: string | undefined): EffectWish {
  const text = `INC-${incident.number}: Firescribe could not ${effectWords(kind)}. ${why ?? ''}`.trim();
  return { kind: 'operators.tell', payload: { text, about: `INC-${incident.number}` } };
}

const LOST = {
  archived: 'is archived',
  deleted: 'was deleted',
  'bot-removed': 'no longer has Firescribe in it, so nothing said there is recorded; invite it back',
} as const;

export const sayLostChannel = reaction(
  'tell the operators of a lost channel',
  ['channel-lost'],
  (event, { number, kind, status }) => {
    const over = status === 'closed' || status === 'canceled';
    if (kind === 'imported' || (over && event.data.why === 'archived')) {
      return [];
    }
    // Without the channel's name: what waits to be told outlives a redaction of it.
    const text = `INC-${number}: its channel ${LOST[event.data.why]}.`;
    return [{ kind: 'operators.tell', payload: { text, about: `INC-${number}`, neutral: text } }];
  },
);
