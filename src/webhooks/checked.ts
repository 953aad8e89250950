// What a parser hands over, held against its type: a value of another kind breaks whatever reads it later.
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import { DEPLOYMENT_STATUSES } from '../incident/values.ts';
import type { Parsed } from './port.ts';

const text = z.string();
const instant = z.number();

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
  test: z.boolean().optional(),
});

const Deployment = z.looseObject({
  vendor: text,
  key: text,
  service: text.optional(),
  environment: text.optional(),
  labels: z.record(text, text).optional(),
  version: text.optional(),
  title: text,
  url: text.optional(),
  by: text.optional(),
  startedAt: instant.optional(),
  finishedAt: instant,
  status: z.enum(DEPLOYMENT_STATUSES),
});

const Ack = z.looseObject({
  vendor: text,
  key: text,
  dedupeKey: text,
  by: z.object({ id: text, name: text.optional() }).optional(),
  number: z.number().optional(),
  page: text.optional(),
  at: instant,
});

const OneThing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signal'), signal: Signal }),
  z.object({ kind: z.literal('deployment'), deployment: Deployment }),
  z.object({ kind: z.literal('alert-ack'), ack: Ack }),
  z.object({ kind: z.literal('ticket-hint'), hint: z.object({ vendor: text, id: text }) }),
]);

/** Why it is not what it should be; undefined where it is. */
function wrongIn(one: Inbound): string | undefined {
  const issue = OneThing.safeParse(one).error?.issues[0];
  return issue && `${issue.path.join('.')}: ${issue.message}. Please report this as a bug.`;
}

/** What is sound of it, as it is; the others are troubles. */
export function checked(parsed: Parsed): Parsed {
  if (!parsed.ok) {
    return parsed;
  }
  const wrong = parsed.inbound.map(wrongIn);
  const troubles = wrong.flatMap((why) => (why === undefined ? [] : `Reading it gave a wrong ${why}`));
  if (troubles.length === 0) {
    return parsed;
  }
  return troubles.length === wrong.length
    ? { ok: false, why: troubles[0] ?? '' }
    : {
        ...parsed,
        inbound: parsed.inbound.filter((_one, index) => wrong[index] === undefined),
        troubles: [...(parsed.troubles ?? []), ...troubles],
      };
}
