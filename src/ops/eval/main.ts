// npm run eval: measures the draft and the grounding over the cases, and a model where one is configured; prints the report and
// writes it to docs/eval.md.
import { writeFileSync } from 'node:fs';
import { anthropic } from '../../integrations/narrator/anthropic.ts';
import type { PlainNarrator } from '../../integrations/narrator/port.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import { judgeCase } from './adversary.ts';
import { shippedCases } from './case-file.ts';
import { measure } from './measure.ts';
import { measureReplays, replaysAreHere } from './replays.ts';
import { goalsOf, reportOf } from './report.ts';
import { type ModelRun, measureModel } from './with-model.ts';

const TOKENS = 1_000_000;

/** Progress goes to standard error: the report can be piped. */
async function withModel(cases: ReturnType<typeof shippedCases>): Promise<ModelRun | undefined> {
  const problems: string[] = [];
  const configured = anthropic.read(process.env, problems);
  const budget = Number(process.env.EVAL_TOKENS ?? TOKENS);
  if (!Number.isInteger(budget) || budget <= 0) {
    problems.push('EVAL_TOKENS: use a number of tokens.');
  }
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  if (configured === undefined) {
    return undefined;
  }
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog }),
    clock: systemClock,
    log: silentLog,
  };
  const port = configured.create(deps) as PlainNarrator;
  const label = process.env.ANTHROPIC_URL ? `at ${process.env.ANTHROPIC_URL}` : configured.label;
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  await configured.check(port);
  say(`${port.model}, ${label}: ${cases.length} cases, at most ${budget} tokens`);
  return measureModel(cases, { label, port }, { budget, say });
}

/** What is to be mended is said in one line each; nothing was measured then. */
function stopped(error: Error): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

const shipped = shippedCases();
const model = await withModel(shipped).catch(stopped);
const all = shipped.map((one) => ({ set: one.set, measured: measure(one), judged: judgeCase(one) }));
const cases = all.filter(({ set }) => set === 'first');
const general = all.filter(({ set }) => set !== 'first');
const evaluated = { cases, replays: measureReplays(), general, ...(model && { model }) };
const report = reportOf(evaluated);
process.stdout.write(`${report}\n`);
if (replaysAreHere()) {
  writeFileSync(new URL('../../../docs/eval.md', import.meta.url), report);
} else {
  process.stdout.write('The development cases are not beside this checkout: docs/eval.md stays as it is.\n');
}
process.exitCode = goalsOf(evaluated).every(({ ok }) => ok) ? 0 : 1;
