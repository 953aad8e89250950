// The self-check of every draft: a sentence whose evidence does not hold what it says is taken out and asked about.
import { statedTimes } from '../evidence/conflicts.ts';
import { factsOf } from '../evidence/facts.ts';
import { checkGrounded, checkQuoted, type Checked as Judged } from '../evidence/ground.ts';
import type { Evidence, Section, Statement } from './document.ts';
import type { Material } from './material.ts';

/** What a cited entry says to the check: its words, whose they are, its times as a reader sees them, and its values. */
function sourceText(material: Material, id: string): string {
  const entry = material.byEvent.get(id);
  if (entry === undefined) {
    return '';
  }
  const { clock } = material;
  const pinned = entry.pinned === undefined ? [] : [clock.full(entry.pinned.at), clock.time(entry.pinned.at)];
  const values = Object.values(entry.values).map((value) => String(value ?? ''));
  return [
    material.text(entry),
    material.who(entry.author),
    clock.full(entry.at),
    clock.time(entry.at),
    ...pinned,
    ...values,
  ].join('\n');
}

/**
 * What code computed of the whole record, and the clock times of it (`14:05` beside `2026-11-22 14:05`). Times that people state in
 * another zone are computed too: `fixed at 13:20 UTC` is shown as 14:20 in Berlin.
 */
function computed(material: Material): string[] {
  const { entries, selection, clock } = material;
  const stated = statedTimes(entries, selection.readings, clock.zone).map(({ at }) => ({
    text: clock.full(at),
  }));
  return [...factsOf(material), ...stated].flatMap(({ text }) => [text, ...(text.match(/\d\d:\d\d/g) ?? [])]);
}

/** A sentence that was taken out, and what its evidence does not hold. */
export type Removed = {
  text: string;
  evidence: Evidence;
  missing: string;
  /** Asks for it in other words than the sentence's own. */
  question?: string;
};

export type Checked = { sections: Section[]; removed: Removed[] };

/** What sentences about a record are held against. `sources`: what cited entries say to the check. */
export type Grounds = {
  sources(evidence: Evidence): string[];
  computed: readonly string[];
  names: readonly string[];
};

export function groundsOf(material: Material): Grounds {
  return {
    sources: (evidence) => evidence.map((id) => sourceText(material, id)),
    computed: computed(material),
    names: [...material.names.values()].filter((name) => name.length > 2),
  };
}

/** Sections without the statements and rows that their evidence does not carry. Each statement is checked against what it cites. */
export function keepGrounded(material: Material, sections: readonly Section[]): Checked {
  const { sources: cited, computed: facts, names } = groundsOf(material);
  const removed: Removed[] = [];
  const keep = (text: string, evidence: Evidence, checked: Judged) => {
    if (!checked.ok) {
      removed.push({ text, evidence, missing: checked.missing });
    }
    return checked.ok;
  };
  const stands = ({ kind, text, evidence }: Statement) =>
    kind === 'quote'
      ? checkQuoted(text, cited(evidence))
      : checkGrounded(text, { cited: cited(evidence), computed: facts, names });
  const checked = sections.map((section) => ({
    ...section,
    statements: section.statements.filter((statement) =>
      keep(statement.text, statement.evidence, stands(statement)),
    ),
    ...(section.id === 'timeline' && section.table !== undefined
      ? {
          table: {
            ...section.table,
            rows: section.table.rows.filter((row) =>
              keep(row.cells[2] ?? '', row.evidence, rowStands(row, cited(row.evidence))),
            ),
          },
        }
      : {}),
  }));
  return { sections: checked, removed };
}

/** A row of the timeline quotes its entry; quiet rows cite nothing and were counted by code. */
function rowStands(row: { cells: readonly string[]; evidence: Evidence }, cited: readonly string[]): Judged {
  if (row.evidence.length === 0) {
    return { ok: true };
  }
  const [time = '', , what = ''] = row.cells;
  return checkGrounded(`${time} ${what}`, { cited, computed: [], names: [] });
}
