// What a template of reviews is, and what it may show.
import { named } from '../../lib/named.ts';

/** `name`: as the configuration calls it. `text`: Markdown with Liquid in it. */
export type Template = { name: string; text: string };

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
