// What a parser hands over, held against its type: a value of another kind breaks whatever reads it later.
import { z } from 'zod';
import type { Parsed } from './port.ts';

const text = z.string();
const instant = z.number().finite();

/** The parts of a signal that routing and the domain read. */
const Signal = z.looseObject({
  vendor: text,
  dedupeKey: text,
  identity: text.optional(),
  state: z.enum(['firing', 'resolved']),
  title: text,
  description: text.optional(),
  severity: text.optional(),
  priority: text.optional(),
  service: text.optional(),
  team: text.optional(),
  labels: z.record(text, text),
  links: z.object({ runbook: text.optional(), source: text.optional(), dashboard: text.optional() }),
  startsAt: instant,
  endsAt: instant.optional(),
});

/** As it is; or not understood, where one of its signals is none. */
export function checked(parsed: Parsed): Parsed {
  const signals = parsed.ok ? parsed.inbound.flatMap((one) => (one.kind === 'signal' ? one.signal : [])) : [];
  for (const signal of signals) {
    const { error } = Signal.safeParse(signal);
    if (error) {
      const [issue] = error.issues;
      return {
        ok: false,
        why: `Reading it gave a signal whose ${issue?.path.join('.')} is wrong (${issue?.message}). Please report this as a bug.`,
      };
    }
  }
  return parsed;
}
