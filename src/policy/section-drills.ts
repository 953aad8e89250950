// The section `drills` of firescribe.yml: who is brought into an incident that is only practised on.
import { z } from 'zod';
import { people } from './section-words.ts';

/** `invite`: who comes besides whoever declared it; absent: everybody whom a real one would bring in. */
export type DrillPolicy = { invite?: readonly string[] };

export const drillsSection = z
  .strictObject({
    invite: people
      .describe(
        'These come besides whoever declares it, and nobody by service, team, severity or schedule; [] for nobody else. Without it everybody comes whom a real incident would bring in.',
      )
      .optional(),
  })
  .describe('Drills (`/incident drill`): who is brought in.');
