// Mitigation and resolution, apart: changes of status and their words first, then what responders said they did and saw.
import type { Meaning } from '../../evidence/meaning.ts';
import type { Section, Statement } from '../document.ts';
import { evidenceOf, fact, gap, type KeyRow, type Material, quote } from '../material.ts';

/** Actions quoted before the first all-clear, and all-clears, at most. */
const ACTIONS = 3;
const ALL_CLEARS = 3;

function carries(row: KeyRow, meaning: Meaning): boolean {
  return row.entry.kind === 'message' && row.meanings.includes(meaning);
}

function quoted(material: Material, rows: readonly KeyRow[]): Statement[] {
  return rows.map((row) => quote(material, row.entry, row.quote ?? ''));
}

/** Only the sentences that say what was done, not what its author doubted in the same breath. */
function done(material: Material, row: KeyRow): Statement[] {
  const sentences = material.selection.readings.get(row.entry.id)?.sentences ?? [];
  const words = sentences
    .filter(({ meanings, weight }) => weight >= 3 && meanings[0] === 'action')
    .map(({ text }) => text);
  return words.length === 0 ? [] : [quote(material, row.entry, words.join('\n'))];
}

/** The last change to a status that stands, with the words its author gave it. */
function change(material: Material, to: string): Statement[] {
  const changes = material.events.filter((event) => event.type === 'status-changed');
  const undone = new Set(changes.map((event) => event.data.undoes));
  const last = changes.findLast((event) => event.data.to === to && !undone.has(event.id));
  const entry = last === undefined ? undefined : material.byEvent.get(last.id);
  if (last === undefined || entry === undefined) {
    return [];
  }
  const said = last.content?.text;
  const what = fact(`Set to ${to} at ${material.when(last.occurredAt)}.`, evidenceOf(material, [last.id]));
  return said && !entry.redacted ? [what, quote(material, entry, said)] : [what];
}

export function mitigation(material: Material): Section {
  const rows = material.keyRows;
  const clears = rows.filter((row) => row.entry.kind === 'message' && row.meanings[0] === 'all-clear');
  const firstClear = clears[0]?.entry.at ?? Number.POSITIVE_INFINITY;
  const actions = rows.filter(
    (row) => carries(row, 'action') && row.entry.at < firstClear && !clears.includes(row),
  );
  const statements = [
    ...change(material, 'mitigated'),
    ...actions.flatMap((row) => done(material, row)).slice(-ACTIONS),
    ...quoted(material, clears.slice(0, ALL_CLEARS)),
  ];
  return {
    id: 'mitigation',
    title: 'Mitigation',
    statements:
      statements.length > 0 ? statements : [gap('What stopped the impact is not recorded. Who knows?')],
  };
}

export function resolution(material: Material): Section {
  const resolved = change(material, 'resolved');
  const clears = material.keyRows.filter((row) => row.meanings[0] === 'all-clear');
  const after = clears[0]?.entry.at ?? Number.POSITIVE_INFINITY;
  const changes = material.keyRows.filter((row) => carries(row, 'change') && row.entry.at > after);
  const statements = [
    ...(resolved.length > 0
      ? resolved
      : [gap('No resolution is on record. When was it over, and what ended it?')]),
    ...quoted(material, changes.slice(0, ACTIONS)).map((statement) => ({
      ...statement,
      label: 'Change on record after the first all-clear',
    })),
  ];
  return { id: 'resolution', title: 'Resolution', statements };
}
