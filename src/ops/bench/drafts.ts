// How long a draft takes, and how much memory, from the rows on disk to the finished files.
import { withCore } from './bench-core.ts';
import { startHand } from './child.ts';
import type { DraftAnswer, DraftTask } from './draft-maker.ts';
import type { Figure, Row } from './figure.ts';
import { declareIn, fill } from './furnish.ts';
import { figures, milliseconds } from './statistics.ts';

type Goal = { ms: number; mb?: number };

const SMALL: Goal = { ms: 1_000 };
const LARGE: Goal = { ms: 10_000, mb: 500 };

function rowOf(messages: number, { ms, peakMb }: DraftAnswer, goal: Goal): Row {
  const small = goal.mb === undefined || peakMb <= goal.mb;
  return {
    figure: `draft of ${figures(messages)} entries`,
    measured: `${milliseconds(ms)}, ${figures(peakMb)} MB`,
    goal: `< ${figures(goal.ms)} ms${goal.mb === undefined ? '' : `, ${goal.mb} MB`}`,
    ok: ms < goal.ms && small,
  };
}

export const drafts: Figure = {
  name: 'drafts',
  run: ({ drafts: { small, large } }) =>
    withCore(async (core) => {
      const rows: Row[] = [];
      for (const [messages, goal] of [
        [small, SMALL],
        [large, LARGE],
      ] as const) {
        const stream = await declareIn(core, `Of ${messages} messages`);
        await fill(core, stream, messages);
        const hand = startHand<DraftTask, DraftAnswer>(new URL('./draft-maker.ts', import.meta.url));
        try {
          rows.push(rowOf(messages, await hand.ask({ database: core.database, stream }), goal));
        } finally {
          await hand.close();
        }
      }
      return rows;
    }),
};
