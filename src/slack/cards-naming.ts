// Cards of other incidents that name one which has become private: drawn anew, without it.
import type { Incident } from '../incident/state.ts';
import { cardWords } from './card.ts';
import { streamOf } from './ids.ts';
import { unless, update } from './posting.ts';
import { type Attempt, PERFORMER, type Stage } from './stage.ts';

const names = ({ similar = [], related = [], absorbed = [], mergedInto }: Incident, number: number) =>
  similar.includes(number) ||
  [...related, ...absorbed, ...(mergedInto ? [mergedInto] : [])].some((one) => one.number === number);

/** The newest, over or not: what is older than these is read by nobody. */
const LOOKED_AT = 500;
/** Nobody is shown anything there any more. */
const SHUT = ['is_archived', 'not_in_channel', 'channel_not_found'];

export async function forgetOnCards(stage: Stage, effect: Attempt, { number }: Incident): Promise<void> {
  const newest = await stage.engine.questions.list({ limit: LOOKED_AT }, PERFORMER);
  for (const other of newest) {
    if (names(other, number) && other.card && !other.channelLost) {
      const mark = { card: streamOf(other), effect: effect.key };
      const words = await cardWords(stage, other);
      await unless(SHUT, update(stage, other.card, words, mark, 'refresh'));
    }
  }
}
