// What a model makes of the cases: as our narrator, and with the chat pasted into one prompt. Within a budget of tokens, with progress.
import type { PlainNarrator } from '../../integrations/narrator/port.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import { foldRecord, materialOf } from '../../postmortem/compose.ts';
import { briefOf } from '../../postmortem/narration/brief.ts';
import { narrate } from '../../postmortem/narration/narrate.ts';
import type { Narration } from '../../postmortem/narration/narration.ts';
import type { EvalCase } from './case-file.ts';
import { measure, type Told } from './measure.ts';
import { measurePasted, pastedPrompt } from './pasted.ts';

/** `label`: whose it is, for the report: `Anthropic`, or `stand-in`. */
export type AskedModel = { label: string; port: PlainNarrator };

/** What one way of writing made of one case; `removed`: sentences that grounding took out. */
export type Written = Told & { sentences: number; removed?: number };

export type ModelRun = {
  label: string;
  model: string;
  tokens: number;
  budget: number;
  /** Cases that were put before it, with the draft of the rules beside. */
  cases: readonly { name: string; rules: Told; narrated?: Written; pasted?: Written }[];
  /** Cases that were not, since the budget was spent. */
  left: number;
  failed: readonly string[];
};

/** An answer of this many tokens holds a whole postmortem. */
const LONGEST_ANSWER = 4_000;
const PASTED_MS = 180_000;

type Meter = { spent: number };

function metered(port: PlainNarrator, meter: Meter): PlainNarrator {
  const count = <T extends { tokens: { read: number; written: number } }>(got: T): T => {
    meter.spent += got.tokens.read + got.tokens.written;
    return got;
  };
  return {
    ...port,
    narrate: async (task, bounds) => count(await port.narrate(task, bounds)),
    answer: async (question, bounds) => count(await port.answer(question, bounds)),
  };
}

async function narratedCase(
  one: EvalCase,
  { label, port }: AskedModel,
): Promise<{ written: Written; failed: Narration['failed'] }> {
  const brief = briefOf(materialOf(foldRecord(one.record.events), {}), port.limits.tokens);
  const narration = await narrate(brief, { label, port });
  const { note, ...told } = measure(one, narration);
  const removed = (note?.removed ?? []).reduce((sum, { count }) => sum + count, 0);
  const written = { ...told, sentences: (note?.kept ?? 0) + removed, removed };
  return { written, failed: narration.failed };
}

async function pastedCase(one: EvalCase, { port }: AskedModel): Promise<Written> {
  const question = { system: 'You write postmortems of incidents.', content: pastedPrompt(one) };
  const bounds = { signal: AbortSignal.timeout(PASTED_MS), maxTokens: LONGEST_ANSWER };
  return measurePasted(one, (await port.answer(question, bounds)).text);
}

/** A vendor's failure costs the case its figure, not the run. */
async function orFailed<T>(name: string, failed: string[], work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    failed.push(`${name}: ${error.message}`);
    return undefined;
  }
}

/** `budget`: tokens over all cases; no case is begun that might go beyond it. `say`: a line of progress. */
export async function measureModel(
  cases: readonly EvalCase[],
  { label, port }: AskedModel,
  { budget, say }: { budget: number; say(line: string): void },
): Promise<ModelRun> {
  const meter = { spent: 0 };
  const model = { label, port: metered(port, meter) };
  const failed: string[] = [];
  const done: ModelRun['cases'][number][] = [];
  let largest = 0;
  for (const one of cases) {
    if (meter.spent + largest >= budget) {
      break;
    }
    const before = meter.spent;
    const told = await orFailed(`${one.name}, narrated`, failed, narratedCase(one, model));
    failed.push(...(told?.failed ?? []).map(({ section, why }) => `${one.name}, ${section}: ${why}`));
    const pasted = await orFailed(`${one.name}, pasted`, failed, pastedCase(one, model));
    largest = Math.max(largest, meter.spent - before);
    const narrated = told?.written;
    done.push({
      name: one.name,
      rules: measure(one),
      ...(narrated && { narrated }),
      ...(pasted && { pasted }),
    });
    const lines = `${narrated?.sentences ?? 'no'} sentences narrated, ${pasted?.sentences ?? 'no'} from the pasted chat`;
    say(`${done.length} of ${cases.length} ${one.name}: ${lines}; ${meter.spent} of ${budget} tokens`);
  }
  const left = cases.length - done.length;
  return { label, model: port.model, tokens: meter.spent, budget, cases: done, left, failed };
}
