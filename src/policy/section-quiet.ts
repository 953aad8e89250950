// The section `quiet` of firescribe.yml: what an alert may do by itself.
import { z } from 'zod';
import { defaultPolicy } from './defaults.ts';
import type { Policy, QuietLimits } from './policy.ts';
import { duration, durationWords } from './section-words.ts';

const words = z.array(z.string().min(1));

export const quietSection = z
  .strictObject({
    declares: words.describe('Words of alerts that open an incident by themselves.').optional(),
    recordsOnly: words.describe('Words of alerts that are recorded and nothing else.').optional(),
    staleAfter: duration.describe('Alerts first seen later than this give one line only.').optional(),
    attachWithin: duration
      .describe('How long ago an incident may have been active to take a signal.')
      .optional(),
    opensAtMost: z
      .number()
      .int()
      .min(0)
      .describe('Incidents that may open themselves within `window`.')
      .optional(),
    window: duration.optional(),
  })
  .transform(({ staleAfter, attachWithin, window, ...given }): QuietLimits => {
    const { quiet } = defaultPolicy;
    return {
      ...quiet,
      ...given,
      staleAfterMs: staleAfter ?? quiet.staleAfterMs,
      attachWithinMs: attachWithin ?? quiet.attachWithinMs,
      windowMs: window ?? quiet.windowMs,
    };
  })
  .describe('The limits of what alerts may do by themselves.');

/** The section as one would write it for this policy. */
export const writtenQuiet = ({ quiet }: Policy) => ({
  declares: quiet.declares,
  recordsOnly: quiet.recordsOnly,
  staleAfter: durationWords(quiet.staleAfterMs),
  attachWithin: durationWords(quiet.attachWithinMs),
  opensAtMost: quiet.opensAtMost,
  window: durationWords(quiet.windowMs),
});
