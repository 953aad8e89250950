// At most three messages of ours in a channel before a person speaks: the card, and two more. The rest go to its thread.
import type { EffectWish, MessageAbout } from './effects.ts';

/** The card is the first of the three. */
const BESIDE_THE_CARD = 2;

/** Said in the channel whatever came before: people have to see these, or pressed the button that caused them. */
const NEVER_MOVED: ReadonlySet<MessageAbout> = new Set<MessageAbout>(['resolved', 'undone', 'draft', 'page']);

/**
 * Moves what comes too early into the card's thread. `said`: how many of ours, besides the card, stood in the channel
 * before; returned with those that are added now.
 */
export function keepQuiet(
  wishes: readonly EffectWish[],
  said: number,
): { wishes: EffectWish[]; said: number } {
  let count = said;
  const kept = wishes.map((wish): EffectWish => {
    if (!isMessage(wish)) {
      return wish;
    }
    if (wish.kind === 'message.post' && count >= BESIDE_THE_CARD && !NEVER_MOVED.has(wish.payload.about)) {
      return { ...wish, payload: { ...wish.payload, inCardThread: true } };
    }
    count += 1;
    return wish;
  });
  return { wishes: kept, said: count };
}

function isMessage(wish: EffectWish): boolean {
  return wish.kind === 'message.post' || wish.kind === 'acknowledge.nag';
}

/** Whether any of these would stand in the channel as a message of ours. */
export function speaks(wishes: readonly EffectWish[]): boolean {
  return wishes.some(isMessage);
}
