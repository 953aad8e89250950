// Tables for a terminal.

/** Columns of equal width under their heads. `widest`: longer cells are cut. */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  widest = 60,
): string {
  const cut = (cell: string) => {
    const letters = [...cell.replace(/\s+/g, ' ')];
    return letters.length > widest ? `${letters.slice(0, widest - 1).join('')}…` : letters.join('');
  };
  const lines = [heads, ...rows].map((line) => line.map(cut));
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const printed = lines.map((line) =>
    widths
      .map((width, column) => (line[column] ?? '').padEnd(width))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [printed[0], rule, ...printed.slice(1)].join('\n');
}
