// npm run eval: measures the draft and the grounding over the cases, prints the report and writes it to docs/eval.md.
import { writeFileSync } from 'node:fs';
import { judgeCase } from './adversary.ts';
import { shippedCases } from './case-file.ts';
import { measure } from './measure.ts';
import { measureReplays, replaysAreHere } from './replays.ts';
import { goalsOf, reportOf } from './report.ts';

const cases = shippedCases().map((one) => ({ measured: measure(one), judged: judgeCase(one) }));
const evaluated = { cases, replays: measureReplays() };
const report = reportOf(evaluated);
process.stdout.write(`${report}\n`);
if (replaysAreHere()) {
  writeFileSync(new URL('../../../docs/eval.md', import.meta.url), report);
} else {
  process.stdout.write('The development cases are not beside this checkout: docs/eval.md stays as it is.\n');
}
process.exitCode = goalsOf(evaluated).every(({ ok }) => ok) ? 0 : 1;
