// Contributing factors: causes and suspicions in the words of those who were there, never inferred, never about a person.
import type { Section, Statement } from '../document.ts';
import { type KeyRow, type Material, question, quote } from '../material.ts';

const CAUSES = 6;
const FINDINGS = 4;
const SUSPICIONS = 4;

/** A sentence about causes in which somebody is named or addressed is not quoted here; the timeline has it. */
function namesSomebody(material: Material, words: string): boolean {
  if (/@[\p{L}\p{N}]|<@/u.test(words)) {
    return true;
  }
  const tokens = new Set(words.match(/[\p{L}\p{N}_-]+/gu));
  return [...material.names.values()].some((name) => name.split(/\s+/).some((part) => tokens.has(part)));
}

type Kind = 'cause' | 'finding' | 'suspicion' | 'withdrawal';

/** Shorter sentences name nothing that could be looked into. */
const WORDS = 5;
const WORDS_OF_A_SUSPICION = 7;

/** Findings of this weight were found by looking (`it turns out that …`), not merely seen. */
const FOUND_BY_LOOKING = 4.2;

function isDiscovery(material: Material, { entry, meanings }: KeyRow): boolean {
  const weight = material.selection.readings.get(entry.id)?.weight ?? 0;
  return meanings[0] === 'finding' && !meanings.includes('plan') && weight >= FOUND_BY_LOOKING;
}

/** What the change to `identified` says: the cause as its author put it for the record. */
function identified(material: Material): Statement[] {
  return material.events.flatMap((event) => {
    const entry = material.byEvent.get(event.id);
    const said =
      event.type === 'status-changed' && event.data.to === 'identified' ? event.content?.text : undefined;
    return said && entry !== undefined && !entry.redacted && !namesSomebody(material, said)
      ? [{ ...quote(material, entry, said, 'a responder'), label: 'identified' }]
      : [];
  });
}

/** What a message says of causes and how it came to that, verbatim; nothing where it says so in jest or of a person. */
function wordsOf(material: Material, row: KeyRow, kind: Kind): string | undefined {
  const sentences = material.selection.readings.get(row.entry.id)?.sentences ?? [];
  const bearing = sentences.filter(({ meanings, weight }) => weight >= 3 && meanings.includes(kind));
  const words = row.quote ?? '';
  const unfit =
    bearing.length === 0 ||
    bearing.some(({ joke }) => joke) ||
    words.split(/\s+/).length < (kind === 'suspicion' ? WORDS_OF_A_SUSPICION : WORDS) ||
    namesSomebody(material, words);
  return unfit ? undefined : words;
}

function quoted(material: Material, kind: Kind, taken: Set<string>, label?: string): Statement[] {
  return material.keyRows.flatMap((row) => {
    if (row.entry.kind !== 'message' || taken.has(row.entry.id) || row.entry.author.kind !== 'person') {
      return [];
    }
    const words = wordsOf(material, row, kind);
    if (words === undefined || (kind === 'finding' && !isDiscovery(material, row))) {
      return [];
    }
    taken.add(row.entry.id);
    return [
      { ...quote(material, row.entry, words, 'a responder'), ...(label === undefined ? {} : { label }) },
    ];
  });
}

export function contributingFactors(material: Material): Section {
  const taken = new Set<string>();
  const causes = [...identified(material), ...quoted(material, 'cause', taken)].slice(0, CAUSES);
  const found = quoted(material, 'finding', taken, 'found').slice(0, FINDINGS);
  const suspected = quoted(material, 'suspicion', taken, 'suspected').slice(0, SUSPICIONS);
  const withdrawn = quoted(material, 'withdrawal', taken, 'ruled out or withdrawn').slice(0, SUSPICIONS);
  const asked =
    causes.length > 0
      ? question('Are these the conditions that made it possible? Which others were there?')
      : question('No responder names a cause on record. Which conditions made it possible?');
  return {
    id: 'contributing-factors',
    title: 'Contributing factors',
    statements: [...causes, ...found, ...suspected, ...withdrawn, asked],
  };
}
