// Does an automatic step again that somebody asked for by hand.
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

export const doStepAgain = reaction('do a step again', ['step-overridden'], ({ data }) =>
  data.how === 'done-again'
    ? // The pair stood in an effect of ours before, and its performer looks at the incident as it is now.
      [{ kind: data.kind, payload: whatever(data.payload) } as EffectWish]
    : [],
);

/** Asked for by hand, it is done whatever has become of what it was for. */
function whatever(payload: unknown) {
  const { over: _over, ...rest } = (payload ?? {}) as { over?: true };
  return rest;
}
