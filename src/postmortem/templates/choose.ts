// Which template a review is made by: one that comes with Firescribe, or one's own, as the configuration says.
import { readFileSync } from 'node:fs';
import type { Policy } from '../../policy/policy.ts';
import { BUILT_IN_TEMPLATES, DEFAULT_TEMPLATES, templateNameFor } from '../../policy/section-postmortem.ts';
import type { Template } from './template.ts';

/** One of ours; undefined where there is none of that name. */
export function builtInTemplate(name: string): Template | undefined {
  return BUILT_IN_TEMPLATES.some((one) => one === name)
    ? { name, text: readFileSync(new URL(`./${name}.md`, import.meta.url), 'utf8') }
    : undefined;
}

/** What the configuration chooses for an incident; undefined for the default one, which shows every section as it is. */
export function templateFor(
  { templates }: Pick<Policy, 'templates'>,
  texts: Readonly<Record<string, string>>,
  incident: Parameters<typeof templateNameFor>[1],
): Template | undefined {
  const name = templateNameFor(templates, incident);
  const text = texts[name];
  return name === DEFAULT_TEMPLATES.template
    ? undefined
    : text === undefined
      ? builtInTemplate(name)
      : { name, text };
}
