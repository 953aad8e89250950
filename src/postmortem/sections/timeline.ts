// The timeline of key entries: at most forty rows, each linked, dates where the day changes, quiet stretches folded.
import { durationText } from '../../evidence/durations.ts';
import { shortened } from '../../evidence/reading.ts';
import type { Row } from '../../evidence/select.ts';
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
  task: 'task',
  'follow-up': 'follow-up',
  correction: 'correction',
  runbook: 'runbook',
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

function said(row: KeyRow, material: Material): string {
  const words =
    row.entry.kind === 'message' && row.quote ? `“${row.quote}”` : shortened(material.text(row.entry));
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
