// Runs a deed and writes down that it was asked for: whatever was typed or pressed leaves a line in the record, refusals too.
import { RefusedBefore } from '../engine/refused-before.ts';
import { Refusal } from '../incident/refusal.ts';
import { DiskError } from '../lib/disk-error.ts';
import type { Answer, Ask, DeedContext } from './deed.ts';
import { streamOf } from './ids.ts';
import { sentenceNaming } from './sentence.ts';

/** What came of an ask; `refused` is the sentence to show. `repeated`: all of it had been done before, by the same asking. */
export type Outcome<A> = ({ answer: A } | { refused: string; field?: string } | { failed: unknown }) & {
  repeated?: boolean;
};

const FAILED =
  'Something went wrong on our side, and this may not have been recorded. Try it once more; if it fails again, the reason is in Firescribe’s log.';

/** Trying once more is of no use then. */
const NO_DISK =
  'Firescribe cannot write its record now, so this may not have been recorded. Whoever runs it has to look: its log says why. What is said in the channel meanwhile is fetched later.';

/** What to say where something broke on our side: what it means, and what to do. */
export const failureWords = (error: unknown): string => (error instanceof DiskError ? NO_DISK : FAILED);

/**
 * Runs `work` with a context whose engine is watched. Where nothing reached the engine, the look or the refusal is recorded
 * here, so that no deed can forget it. What a look-up showed is not copied into the record: a copy would outlive a redaction.
 */
export async function runRecorded<A extends { kind: string }>(
  ask: Pick<Ask, 'asking' | 'incident'>,
  command: string,
  context: DeedContext,
  work: (watched: DeedContext) => Promise<A>,
): Promise<Outcome<A>> {
  const watch = watched(context);
  const outcome = await outcomeOf(work(watch.context));
  if (!watch.reached() && !('failed' in outcome)) {
    const recorded = await outcomeOf(writeDown(ask, command, watch.context, outcome));
    if ('failed' in recorded) {
      return recorded;
    }
  }
  return watch.repeated() ? { ...outcome, repeated: true } : outcome;
}

/** Into the incident's record; outside of incidents into the audit. */
async function writeDown(
  { asking, incident }: Pick<Ask, 'asking' | 'incident'>,
  command: string,
  { engine }: DeedContext,
  outcome: { answer: { kind: string } } | { refused: string },
): Promise<unknown> {
  const refused = 'refused' in outcome ? outcome.refused : undefined;
  const answer = 'answer' in outcome ? shown(outcome.answer.kind) : undefined;
  if (!incident) {
    return engine.audit({ command, asking, answer, refused });
  }
  const wish = { command, line: asking.words ?? command, answer: refused ?? answer };
  return engine.handle({ type: 'record-answer', incident: streamOf(incident), wish, asking });
}

/** A context whose engine is watched: whether anything reached it, and whether all of it was there already. */
function watched(context: DeedContext) {
  const told: boolean[] = [];
  const { handle, audit } = context.engine;
  const engine: DeedContext['engine'] = {
    ...context.engine,
    handle: (request) => note(handle(request)),
    audit: (asked) => note(audit(asked)),
  };
  async function note<T extends { repeated: boolean }>(work: Promise<T>): Promise<T> {
    const index = told.push(false) - 1;
    try {
      const done = await work;
      told[index] = done.repeated;
      return done;
    } catch (error) {
      told[index] = error instanceof RefusedBefore;
      throw error;
    }
  }
  return {
    context: { ...context, engine },
    reached: () => told.length > 0,
    repeated: () => told.length > 0 && told.every((repeated) => repeated),
  };
}

async function outcomeOf<A>(work: Promise<A>): Promise<Outcome<A>> {
  try {
    return { answer: await work };
  } catch (error) {
    return error instanceof Refusal ? { refused: error.message, field: error.field } : { failed: error };
  }
}

const SHOWN: Readonly<Record<string, string>> = {
  modal: 'a form was shown',
  errors: 'the form was given back with remarks',
  update: 'a form was shown',
  nothing: 'nothing was to be done',
};

const shown = (kind: string) => SHOWN[kind] ?? 'answered privately';

/** The outcome as an answer: refusals and failures are sentences. */
export function asAnswer(outcome: Outcome<Answer>, { policy }: Pick<DeedContext, 'policy'>): Answer {
  if ('answer' in outcome) {
    return outcome.answer;
  }
  const text = 'refused' in outcome ? sentenceNaming(outcome.refused, policy) : failureWords(outcome.failed);
  return { kind: 'private', text };
}
