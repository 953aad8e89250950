// Try again: something that was given up (a channel not opened, a document not delivered) is put back in the queue.
import { Refusal } from '../../incident/refusal.ts';
import { viewerOf } from '../asks.ts';
import type { Deed } from '../deed.ts';

/** Puts a parked effect back in the queue and wakes whoever performs it. */
export type RetryEffect = (id: number) => Promise<void>;

export function retryWith(retryEffect: RetryEffect): Deed {
  return {
    name: 'retry',
    buttons: {
      async 'effect:retry'(press, context) {
        const viewer = viewerOf(context, press.asking.by.id);
        const effect = await context.engine.questions.failedEffect(Number(press.value), viewer);
        if (!effect) {
          throw new Refusal('This is no longer among what failed: somebody tried it again, or it was done.');
        }
        await retryEffect(effect.id);
        return {
          kind: 'private',
          text: 'It is tried again now, or at its time where that lies ahead. If it fails once more, it shows up here again.',
        };
      },
    },
  };
}
