// What stands between a draft and its readers, as it is kept beside the draft: guesses, other values, wordings. Read by whoever shows it.
import { z } from 'zod';
import { QUESTION_ABOUTS } from '../incident/question-values.ts';
import { KEY_TIMES } from '../incident/values.ts';

const name = z.enum(KEY_TIMES);
const at = z.number().describe('Milliseconds since 1970');

export const gateSheet = z.object({
  /** For times that are not recorded. `evidence`: ids of entries. */
  guesses: z.array(z.object({ name, at, source: z.string(), evidence: z.array(z.string()).default([]) })),
  /** Other values that people or notes give for a time. */
  conflicts: z.array(z.object({ name, at, source: z.string(), link: z.string().optional() })),
  /** Of the blame check; `quoted` is empty where something is missing. */
  findings: z.array(
    z.object({
      rule: z.string(),
      quoted: z.string(),
      why: z.string(),
      suggestion: z.string(),
      section: z.string().optional(),
    }),
  ),
  /** What may be asked of those who were there. `evidence`: ids of entries. */
  questions: z
    .array(
      z.object({
        about: z.enum(QUESTION_ABOUTS),
        text: z.string(),
        evidence: z.array(z.string()),
        to: z.object({
          kind: z.enum(['person', 'bot', 'monitor', 'operator', 'firescribe']),
          id: z.string(),
          name: z.string().optional(),
        }),
      }),
    )
    .default([]),
});

export type GateSheet = z.infer<typeof gateSheet>;

export const EMPTY_GATE: GateSheet = { guesses: [], conflicts: [], findings: [], questions: [] };
