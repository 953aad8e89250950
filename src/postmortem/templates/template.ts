// Templates of reviews: those that come with Firescribe, and what one is made of.

import { readFileSync } from 'node:fs';
import { named } from '../../lib/named.ts';
import type { Policy } from '../../policy/policy.ts';
import { BUILT_IN_TEMPLATES, DEFAULT_TEMPLATES, templateNameFor } from '../../policy/section-postmortem.ts';

/** `name`: as the configuration calls it. `text`: Markdown with Liquid in it. */
export type Template = { name: string; text: string };

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

/** Lists of a template by the section whose rows they are. */
const LISTS: Readonly<Partial<Record<string, string>>> = {
  'action-items': 'items',
  'supporting-data': 'alerts',
  'open-questions': 'questions',
  timeline: 'timeline',
  people: 'responders',
};

/** Whether it prints facts of one of our sections in its own way. */
export function drawsFrom({ text }: Template, id: string): boolean {
  const list = named(LISTS, id);
  const rows = list === undefined ? '' : `|\\b(?:in|=)\\s+${list}\\b|\\{\\{-?\\s*${list}\\b`;
  return new RegExp(`\\bsections\\.${id}\\b${rows}`).test(text);
}

/** Whether it may show one of our sections, whole or in part; without a template all are shown. */
export function mayShow(template: Template | undefined, id: string): boolean {
  return (
    template === undefined ||
    drawsFrom(template, id) ||
    new RegExp(`\\{%-?\\s*section\\s+${id}\\s*-?%\\}`).test(template.text)
  );
}
