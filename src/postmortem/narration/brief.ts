// What a narrator is shown of an incident: key entries first, then the rest as far as the budget goes; never the raw channel.
import type { Material } from '../material.ts';
import { mayShow } from '../templates/template.ts';
import { groundRecordOf } from './ground-record.ts';
import type { Asked, Brief } from './narration.ts';

/** Causes and lessons are not among them: they are asked of people. */
export const NARRATED: readonly Asked[] = [
  {
    id: 'summary',
    title: 'Summary',
    asks: 'In at most four sentences: what happened, when, whom it touched, and how it ended.',
  },
  {
    id: 'impact',
    title: 'Impact',
    asks: 'Who and what was affected, how much, from when to when. Figures with their source.',
  },
  {
    id: 'detection',
    title: 'Detection',
    asks: 'How it was noticed: the first alert or report, who told whom, and when.',
  },
  {
    id: 'mitigation',
    title: 'Mitigation',
    asks: 'What was tried in order, what helped and what did not, with times.',
  },
  { id: 'resolution', title: 'Resolution', asks: 'What ended it, and how that was seen.' },
];

/** Letters of English to a token, roughly; JSON around each entry counts in. */
const LETTERS_PER_TOKEN = 3.5;
const AROUND_AN_ENTRY = 80;
/** What the prompt and an answer take of each section's share. */
const RESERVED_TOKENS = 1_500;
const LONGEST_ENTRY = 1_200;

/** What is asked for. `latest`: of the entries that are no key ones the newest come first, as where something still goes on. */
export type BriefWish = { sections: readonly Asked[]; latest?: boolean };

/** What a draft asks for: sections that its template does not show are left out. */
const wishOf = ({ options }: Material): BriefWish => ({
  sections: NARRATED.filter(({ id }) => mayShow(options.template, id)),
});

/** `tokens`: for all that is asked for. Each section is shown the same entries. */
export function briefOf(
  material: Material,
  tokens: number,
  { sections, latest = false }: BriefWish = wishOf(material),
): Brief {
  const record = groundRecordOf(material);
  const key = new Set(material.keyRows.map(({ entry }) => entry.id));
  const room = Math.max(0, tokens / Math.max(1, sections.length) - RESERVED_TOKENS) * LETTERS_PER_TOKEN;
  let used = 0;
  const fits = ({ text, author }: (typeof record.entries)[number]) => {
    used += Math.min(text.length, LONGEST_ENTRY) + author.length + AROUND_AN_ENTRY;
    return used <= room;
  };
  const all = latest ? record.entries.toReversed() : record.entries;
  const inOrder = [...all].sort((a, b) => Number(key.has(b.id)) - Number(key.has(a.id)));
  const shown = new Set(inOrder.filter(fits).map(({ id }) => id));
  const chosen = record.entries.filter(({ id }) => shown.has(id));
  return {
    zone: material.clock.zone,
    sections,
    entries: chosen.map(({ at, kind, author, authorKind, text, roles = [] }, index) => ({
      id: `E${index + 1}`,
      at: material.clock.full(at),
      kind,
      who: roles[0] ?? (authorKind === 'person' ? `a responder (${author})` : author),
      text: text.slice(0, LONGEST_ENTRY),
    })),
    facts: record.facts,
    entryOf: Object.fromEntries(chosen.map(({ id }, index) => [`E${index + 1}`, id])),
    citable: record.entries.length,
  };
}
