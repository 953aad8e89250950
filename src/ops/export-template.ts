// Which template an exported review is laid out by: the one that is asked for by name or as a file, else as configured.
import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import type { Incident } from '../incident/state.ts';
import { BUILT_IN_TEMPLATES } from '../policy/section-postmortem.ts';
import { templateProblems } from '../postmortem/templates/check.ts';
import { templateFor } from '../postmortem/templates/choose.ts';
import { namesFor } from '../postmortem/templates/shape.ts';
import type { Template } from '../postmortem/templates/template.ts';

export type TemplateOf = (incident: Incident) => Template | undefined;

/** @throws Error with every problem of a file that is no template */
export async function templateAsked(
  { policy, templates }: Pick<Config, 'policy' | 'templates'>,
  asked?: string,
): Promise<TemplateOf> {
  if (asked === undefined) {
    return (incident) => templateFor(policy, templates, incident);
  }
  if (BUILT_IN_TEMPLATES.some((name) => name === asked) || asked in templates) {
    const chosen = { templates: { ...policy.templates, template: asked, severities: {}, teams: {} } };
    return (incident) => templateFor(chosen, templates, incident);
  }
  const template = { name: asked, text: await textOf(asked) };
  const problems = templateProblems(template, namesFor(policy)).map(
    ({ line, why }) => `${asked}:${line}: ${why}`,
  );
  if (problems.length > 0) {
    throw new Error(`The template cannot be used:\n${problems.join('\n')}`);
  }
  return () => template;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    const names = BUILT_IN_TEMPLATES.join(', ');
    throw new Error(`There is no template ${file}: use ${names}, a name of firescribe.yml, or a file.`);
  }
}
