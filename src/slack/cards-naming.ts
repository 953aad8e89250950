// Cards of other incidents that name one which has become private: drawn anew, without it.
import type { Incident } from '../incident/state.ts';
import { cardWords } from './card.ts';
import { streamOf } from './ids.ts';
import { update } from './posting.ts';
import { type Attempt, PERFORMER, type Stage } from './stage.ts';

const names = ({ similar = [], related = [] }: Incident, number: number) =>
  similar.includes(number) || related.some((one) => one.number === number);

/** Open ones alone have a card that names others. */
const MOST_OPEN = 500;

export async function forgetOnCards(stage: Stage, effect: Attempt, { number }: Incident): Promise<void> {
  const open = await stage.engine.questions.list({ open: true, limit: MOST_OPEN }, PERFORMER);
  for (const other of open) {
    if (names(other, number) && other.card && !other.channelLost) {
      const mark = { card: streamOf(other), effect: effect.key };
      await update(stage, other.card, await cardWords(stage, other), mark, 'refresh');
    }
  }
}
