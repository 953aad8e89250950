// The timeline of key entries: at most forty rows, each linked, dates where the day changes, quiet stretches folded.
import { durationText } from '../../evidence/durations.ts';
import { shortened } from '../../evidence/reading.ts';
import type { Row } from '../../evidence/select.ts';
import type { Entry } from '../../incident/entry.ts';
import type { Section, Table } from '../document.ts';
import type { KeyRow, Material } from '../material.ts';

const KIND_WORDS: Readonly<Record<string, string>> = {
  declared: 'declared',
  status: 'status',
  severity: 'severity',
  role: 'role',
  note: 'note',
  evidence: 'evidence',
  alert: 'alert',
  deployment: 'deployment',
  task: 'task',
  'follow-up': 'follow-up',
  correction: 'correction',
  runbook: 'runbook',
  link: 'link',
};

/** One word for what a row is: its kind, or the first meaning of a message. */
function wordFor({ entry, meanings }: KeyRow): string {
  const word = KIND_WORDS[entry.kind] ?? meanings[0] ?? 'message';
  return entry.pinned === undefined ? word : `${word}, pinned`;
}

function marks({ entry }: KeyRow, material: Material): string {
  const notes = [
    ...(entry.edited ? ['edited'] : []),
    ...(entry.recovered ? ['recovered later'] : []),
    ...(entry.pinned === undefined ? [] : [`pinned at ${material.when(entry.pinned.at)}`]),
  ];
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}

/** A role as it changed hands: who holds it stands among the responders, and who did this in the column before. */
function roleWords({ author, values }: Entry): string {
  const role = String(values.role ?? 'a role');
  if (values.to === null) {
    return values.from === author.id ? `gave back the role ${role}` : `freed the role ${role}`;
  }
  return values.to === author.id ? `took the role ${role}` : `gave the role ${role} to another responder`;
}

function wordsOf({ entry, quote }: KeyRow, material: Material): string {
  if (entry.kind === 'role' && !entry.redacted) {
    return roleWords(entry);
  }
  return entry.kind === 'message' && quote ? `“${quote}”` : shortened(material.text(entry));
}

function said(row: KeyRow, material: Material): string {
  const words = wordsOf(row, material);
  return `${words}${marks(row, material)}`;
}

function quietRow(row: Extract<Row, { kind: 'quiet' }>): string {
  const within =
    row.entries === 0
      ? 'no message'
      : row.entries === 1
        ? '1 message, not shown'
        : `${row.entries} messages, not shown`;
  return `${durationText(row.ms)}: ${within}`;
}

function rowsOf(material: Material): Table['rows'] {
  let day = '';
  return material.selection.rows.map((row) => {
    if (row.kind === 'quiet') {
      return { cells: ['…', '', quietRow(row), 'quiet'], evidence: [] };
    }
    const date = material.clock.date(row.entry.at);
    const time = date === day ? material.clock.time(row.entry.at) : material.clock.full(row.entry.at);
    day = date;
    return {
      cells: [time, material.who(row.entry.author), said(row, material), wordFor(row)],
      evidence: [row.entry.id],
    };
  });
}

export function timeline(material: Material): Section {
  return {
    id: 'timeline',
    title: 'Timeline',
    statements: [],
    table: { columns: [`Time (${material.clock.zone})`, 'Who', 'What', 'Kind'], rows: rowsOf(material) },
  };
}
