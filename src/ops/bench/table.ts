// The table as it is printed.
import type { Row } from './figure.ts';

const HEAD = ['figure', 'measured', 'goal', ''];

const verdict = ({ ok }: Row) => (ok === undefined ? '' : ok ? 'ok' : 'missed');

/** Columns of equal width, for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map((row) => [row.figure, row.measured, row.goal, verdict(row)])];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const printed = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [printed[0], rule, ...printed.slice(1)].join('\n');
}
