// `firescribe workflows dry-run`: what each workflow of the configuration would have done in an incident of the record.
import { createQuestions } from '../engine/questions.ts';
import { timeWords } from '../incident/words.ts';
import type { Policy } from '../policy/policy.ts';
import { openReader } from '../timeline/sqlite.ts';
import { dryRun, type Untold } from '../workflows/dry-run.ts';
import { findIncident } from './find-incident.ts';

/** One line for each reason: a fact that comes often asks each time. */
function untoldWords(untold: readonly Untold[]): string[] {
  const words = untold.map(
    ({ workflow, because, why }) =>
      `${workflow}: at ${because} its condition could not be told, and counts as false: ${why}.`,
  );
  return [...new Set(words)];
}

/** Lines for people. Reads only; the app may run meanwhile. */
export async function dryRunText({
  database,
  incident: word,
  policy,
}: {
  database: string;
  incident: string;
  policy: Policy;
}): Promise<string> {
  if (policy.workflows.length === 0) {
    return 'No workflow is configured. Write one under `workflows.own` of firescribe.yml; docs/workflows.md shows how.';
  }
  const reader = openReader({ file: database });
  try {
    const questions = createQuestions(reader);
    const incident = await findIncident(questions, word);
    const { ran, untold } = dryRun(await questions.events(`incident/${incident.id}`), policy);
    const lines = ran.map(
      ({ at, workflow, because, does }) =>
        `${timeWords(at, incident.zone, incident.declaredAt)}  ${workflow}, set off by ${because}\n${does.map((what) => `    ${what}`).join('\n')}`,
    );
    const idle = policy.workflows.filter(({ id }) => !ran.some(({ workflow }) => workflow === id));
    return [
      `INC-${incident.number} ${incident.title.text} (times in ${incident.zone}; nothing is done)`,
      ...lines,
      ...untoldWords(untold),
      ...idle.map(({ id }) => `${id} would have done nothing.`),
    ].join('\n');
  } finally {
    await reader.close();
  }
}
