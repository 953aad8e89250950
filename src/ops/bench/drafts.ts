// How long a draft takes, and how much memory, from the rows on disk to the finished files.
import type { Core } from '../../core.ts';
import { withCore } from './bench-core.ts';
import { startHand } from './child.ts';
import type { DraftAnswer, DraftTask } from './draft-maker.ts';
import type { Figure, Row } from './figure.ts';
import { declareIn, fill } from './furnish.ts';
import { figures, median, milliseconds } from './statistics.ts';

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

/** Each time in a new process: the first draft after a start is the slowest. */
async function draftOnce(task: DraftTask): Promise<DraftAnswer> {
  const hand = startHand<DraftTask, DraftAnswer>(new URL('./draft-maker.ts', import.meta.url));
  try {
    return await hand.ask(task);
  } finally {
    await hand.close();
  }
}

async function draftOf(core: Core, messages: number, times: number): Promise<DraftAnswer> {
  const stream = await declareIn(core, `Of ${messages} messages`);
  await fill(core, stream, messages);
  const answers: DraftAnswer[] = [];
  for (let time = 0; time < times; time += 1) {
    answers.push(await draftOnce({ database: core.database, stream }));
  }
  return {
    ms: median(answers.map(({ ms }) => ms)),
    peakMb: Math.max(...answers.map(({ peakMb }) => peakMb)),
  };
}

export const drafts: Figure = {
  name: 'drafts',
  run: ({ drafts: { small, large, times } }) =>
    withCore(async (core) => [
      rowOf(small, await draftOf(core, small, times), SMALL),
      rowOf(large, await draftOf(core, large, times), LARGE),
    ]),
};
