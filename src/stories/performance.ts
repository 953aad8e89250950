// A story that can be played, paused and played again, for whoever watches.
import type { Story, StoryState } from '../emulator/page-panel.ts';
import { play, type Theatre } from './play.ts';
import type { Script, Step } from './script.ts';

/** Between two steps a watcher waits at least and at most this long. Wire time, ms. */
const SHORTEST_MS = 900;
const LONGEST_MS = 3_200;
/** What was said is read at this pace. */
const MS_PER_LETTER = 22;

/** How long a watcher needs for what has just happened. Wire time, ms. */
function readingTime(step: Step | undefined): number {
  const words = step && 'say' in step.deed ? step.deed.say : '';
  const caption = step?.caption ?? '';
  return Math.min(LONGEST_MS, SHORTEST_MS + MS_PER_LETTER * (words.length + caption.length));
}

export type Performance = Story & {
  /** The channel of the incident that is being played, once it is there. */
  channel(): string | undefined;
};

export type Watching = {
  /** 1: at the pace of a reader; 10: ten times as fast. */
  speed: number;
  /** Told when a step could not happen, for instance because the watcher resolved the incident meanwhile. */
  failed(error: Error): void;
};

export function performanceOf(script: Script, theatre: Theatre, watching: Watching): Performance {
  const listeners = new Set<() => void>();
  let state: StoryState = { status: 'waiting', step: 0, steps: script.steps.length, caption: 'Press Play.' };
  let goOn: (() => void) | undefined;
  let run = 0;
  let channel: string | undefined;

  const become = (change: Partial<StoryState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) {
      listener();
    }
  };

  /** Waits for the watcher's eyes, and for as long as the story is paused. */
  async function turn(mine: number, index: number): Promise<void> {
    await pause(readingTime(script.steps[index - 1]) / watching.speed);
    while (state.status === 'paused') {
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
    if (mine !== run) {
      throw new Replayed();
    }
  }

  async function perform(mine: number): Promise<void> {
    try {
      const ended = await play(script, theatre, {
        async before(step, index) {
          await turn(mine, index);
          become({ step: index + 1, ...(step.caption ? { caption: step.caption } : {}) });
        },
        onChannel(id) {
          channel = id;
          become({ look: { channel: id } });
        },
      });
      become({ status: 'ended', look: { channel: ended, tab: 'canvas' } });
    } catch (error) {
      if (!(error instanceof Replayed)) {
        become({
          status: 'ended',
          caption:
            'The story ends here: something you did took another turn. Press Replay to see it as it was.',
        });
        watching.failed(error as Error);
      }
    }
  }

  const begin = () => {
    run += 1;
    channel = undefined;
    become({ status: 'playing', step: 0, caption: script.title, look: undefined });
    void perform(run);
  };

  return {
    state: () => state,
    channel: () => channel,
    play() {
      if (state.status === 'paused') {
        become({ status: 'playing' });
        goOn?.();
      } else if (state.status !== 'playing') {
        begin();
      }
    },
    pause() {
      if (state.status === 'playing') {
        become({ status: 'paused' });
      }
    },
    replay() {
      goOn?.();
      begin();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Ends a run that another one has replaced. */
class Replayed extends Error {}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
