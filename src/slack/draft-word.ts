// The word in the channel that a draft is being made: posted once, made the link by the delivery, taken back where nothing comes of it.
import type { Performer } from '../engine/performer.ts';
import type { Incident } from '../incident/state.ts';
import type { Post } from './blocks.ts';
import { streamOf } from './ids.ts';
import { findPosted, postOnce } from './posting.ts';
import { type Attempt, incidentOf, type Stage } from './stage.ts';
import { takeAway } from './withdraw-announcement.ts';

/** Marks the progress message of a cycle's draft, which the delivered draft replaces. */
export const draftMark = (incident: Incident) => ({
  draft: streamOf(incident),
  cycle: incident.reopens + 1,
});

export function findDraftWord(stage: Stage, channel: string, wanted: { draft: string; cycle: number }) {
  return findPosted(
    stage,
    { channel },
    ({ draft, cycle }) => draft === wanted.draft && cycle === wanted.cycle,
  );
}

/** Not a second time: a delivery may have made the link to the review of it meanwhile. */
export async function sayDrafting(
  stage: Stage,
  effect: Attempt,
  { incident, channel, words }: { incident: Incident; channel: string; words: Post },
): Promise<void> {
  const mark = draftMark(incident);
  if (!(await findDraftWord(stage, channel, mark))) {
    await postOnce(stage, effect, { channel }, words, mark);
  }
}

const OPEN_AGAIN = 'The incident is open again: there is no draft now. It comes with the next resolve.';
const CANCELED = 'The incident is canceled: there is no draft of it.';

export function draftWithdrawer(stage: Stage): Performer<'draft.withdraw'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const { channel, channelLost, draft } = incident;
    const { cycle } = effect.payload;
    const isLinked = draft?.cycle === cycle && draft.delivered?.message !== undefined;
    if (!channel || channelLost || isLinked) {
      return;
    }
    const found = await findDraftWord(stage, channel.id, { draft: effect.stream, cycle });
    if (found) {
      const words = incident.status === 'canceled' ? CANCELED : OPEN_AGAIN;
      await takeAway(stage, { team: channel.team, channel: channel.id, ts: found.ts }, words);
    }
  };
}
