// Brings the cards of other incidents up to date that name this one: linked with it, merged with it, or like it.
import { isDeepStrictEqual } from 'node:util';
import type { Performer } from '../engine/performer.ts';
import { partsOf } from '../incident/merges-told.ts';
import type { Incident } from '../incident/state.ts';
import type { Post } from './blocks.ts';
import { cardMark, cardWords } from './card.ts';
import { streamOf } from './ids.ts';
import { update } from './posting.ts';
import { type Attempt, incidentOf, PERFORMER, type Stage } from './stage.ts';

/** Of the open ones so many are looked at: only they show what is like them. */
const MOST_OPEN = 200;
/** Their own facts may change a card while it is written. */
const TIMES = 3;

async function naming({ engine }: Stage, incident: Incident): Promise<string[]> {
  const { related = [], mergedInto } = incident;
  const known = [...related, ...partsOf(incident), ...(mergedInto ? [mergedInto] : [])];
  const open = await engine.questions.list({ open: true, limit: MOST_OPEN }, PERFORMER);
  const alike = open.filter(({ similar = [] }) => similar.includes(incident.number));
  return [...new Set([...known.map((one) => one.incident), ...alike.map(streamOf)])];
}

async function refresh(stage: Stage, effect: Attempt, stream: string): Promise<void> {
  let shown: Post | undefined;
  for (let time = 0; time < TIMES; time += 1) {
    const other = await incidentOf(stage, stream);
    const { card, channel, channelLost } = other;
    if (!card || channelLost || card.channel !== channel?.id) {
      return;
    }
    const words = await cardWords(stage, other);
    if (isDeepStrictEqual(words, shown)) {
      return;
    }
    await update(stage, card, words, cardMark(stream, effect), 'refresh');
    shown = words;
  }
}

export function otherCardsPerformer(stage: Stage): Performer<'other-cards.refresh'> {
  return async (effect) => {
    for (const stream of await naming(stage, await incidentOf(stage, effect.stream))) {
      await refresh(stage, effect, stream);
    }
  };
}
