// Runs a deed and writes down that it was asked for: whatever was typed or pressed leaves a line in the record, refusals too.
import { Refusal } from '../incident/refusal.ts';
import type { Answer, Ask, DeedContext } from './deed.ts';
import { streamOf } from './ids.ts';
import { sentenceNaming } from './sentence.ts';

/** What came of an ask; `refused` is the sentence to show. */
export type Outcome<A> = { answer: A } | { refused: string; field?: string } | { failed: unknown };

/** What to say where something broke on our side: what it means, and what to do. */
export const FAILED =
  'Something went wrong on our side, and this may not have been recorded. Try it once more; if it fails again, the reason is in Firescribe’s log.';

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
  if (watch.reached() || 'failed' in outcome) {
    return outcome;
  }
  const recorded = await outcomeOf(writeDown(ask, command, context, outcome));
  return 'failed' in recorded ? recorded : outcome;
}

/** Into the incident's record; outside of incidents into the audit. */
async function writeDown(
  { asking, incident }: Pick<Ask, 'asking' | 'incident'>,
  command: string,
  { engine }: DeedContext,
  outcome: { answer: { kind: string } } | { refused: string },
): Promise<void> {
  const refused = 'refused' in outcome ? outcome.refused : undefined;
  const answer = 'answer' in outcome ? shown(outcome.answer.kind) : undefined;
  if (!incident) {
    return engine.audit({ command, asking, answer, refused });
  }
  const wish = { command, line: asking.words ?? command, answer: refused ?? answer };
  await engine.handle({ type: 'record-answer', incident: streamOf(incident), wish, asking });
}

function watched(context: DeedContext): { context: DeedContext; reached: () => boolean } {
  let reached = false;
  const engine: DeedContext['engine'] = {
    ...context.engine,
    handle: (request) => {
      reached = true;
      return context.engine.handle(request);
    },
  };
  return { context: { ...context, engine }, reached: () => reached };
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
  return { kind: 'private', text: 'refused' in outcome ? sentenceNaming(outcome.refused, policy) : FAILED };
}
