// One table in three versions: which of its cells follow ours, and what is said where people changed the same.
import type { PhrasingContent } from 'mdast';
import { type Aligned, align } from './align.ts';
import type { BaseCell } from './base.ts';
import { type Block, type Cell, cellOf } from './blocks.ts';

/** `row` and `column` in the base, `at` the row in the canvas. `children`: what is to stand there. */
export type CellChange = {
  row: number;
  column: number;
  at: number;
  children: PhrasingContent[];
  print: string;
};

export type MergedTable = {
  cells: BaseCell[][];
  changes: CellChange[];
  /** What ours says where people wrote something else, and its rows that cannot be put in between. */
  lines: PhrasingContent[][];
};

/** Slack lets nobody take out a row through its API: one that ours dropped is emptied. */
const NOTHING = cellOf([{ type: 'text', value: '–' }]);

const joined = (prints: readonly string[]) => prints.join();

/** Rows that begin alike are one row; what is left over on both sides is paired where there is as much of it. */
function alignRows(from: readonly string[][], to: readonly string[][]): Aligned {
  const side = (row: readonly string[]) => ({ kind: row[0] ?? '', print: joined(row) });
  const { fates, added } = align(from.map(side), to.map(side));
  const lost = fates.flatMap((fate, at) => (fate ? [] : [at]));
  if (lost.length !== added.length) {
    return { fates, added };
  }
  lost.forEach((at, index) => {
    fates[at] = { at: added[index] ?? 0, same: false };
  });
  return { fates, added: [] };
}

const printsOf = (rows: readonly (readonly Cell[])[]) => rows.map((row) => row.map(({ print }) => print));

/**
 * Undefined where the three do not have the same columns. `drop`: rows that ours does not have any more are emptied, where
 * people wrote nothing in them; `erased`: the cells beside people's, too.
 */
export function mergeTable(
  base: BaseCell[][],
  theirs: Cell[][],
  ours: Cell[][],
  options: { drop: boolean; erased: boolean },
): MergedTable | undefined {
  const width = base[0]?.length;
  if (theirs[0]?.length !== width || ours[0]?.length !== width) {
    return undefined;
  }
  const now = alignRows(
    base.map((row) => row.map(({ shown }) => shown)),
    printsOf(theirs),
  );
  const next = alignRows(
    base.map((row) => row.map((one) => one.ours)),
    printsOf(ours),
  );
  const merged: MergedTable = { cells: base.map((row) => [...row]), changes: [], lines: [] };
  base.forEach((known, row) => {
    const stands = now.fates[row];
    const fate = next.fates[row];
    const touched = known.some(({ shown }, column) => theirs[stands?.at ?? 0]?.[column]?.print !== shown);
    const dropped = options.erased || (options.drop && !touched);
    const wanted = fate ? ours[fate.at] : dropped ? known.map(() => NOTHING) : undefined;
    if (stands && wanted) {
      mergeRow(merged, { known, row, at: stands.at }, theirs, wanted, fate !== undefined);
    }
  });
  const typed = new Set(now.added.map((at) => joined((theirs[at] ?? []).map(({ words }) => words))));
  for (const at of next.added) {
    const row = ours[at] ?? [];
    if (!typed.has(joined(row.map(({ words }) => words)))) {
      merged.lines.push(newRow(row));
    }
  }
  return merged;
}

type Place = { known: BaseCell[]; row: number; at: number };

function mergeRow(
  merged: MergedTable,
  { known, row, at }: Place,
  theirs: Cell[][],
  wanted: Cell[],
  told: boolean,
): void {
  known.forEach((one, column) => {
    const there = theirs[at]?.[column];
    const want = wanted[column];
    if (!there || !want || want.print === one.ours) {
      return;
    }
    const cells = merged.cells[row];
    if (there.print === want.print && cells) {
      cells[column] = { ours: want.print, shown: there.print };
    } else if (there.print === one.shown) {
      merged.changes.push({ row, column, at, children: want.children, print: want.print });
    } else if (told && there.words !== want.words) {
      const name = [theirs[at]?.[0]?.text, theirs[0]?.[column]?.text];
      merged.lines.push([{ type: 'text', value: `${name.filter(Boolean).join(', ')}: ` }, ...want.children]);
    }
  });
}

function newRow(row: readonly Cell[]): PhrasingContent[] {
  const cells = row.filter(({ children }) => children.length > 0);
  return cells.flatMap(({ children }, index): PhrasingContent[] =>
    index === 0
      ? [{ type: 'text', value: 'new row: ' }, ...children]
      : [{ type: 'text', value: ' · ' }, ...children],
  );
}

/** The cells that differ, where both have as many rows and columns. */
export function changedCells(base: BaseCell[][], ours: Block): CellChange[] | undefined {
  const rows = ours.cells;
  if (!rows || rows.length !== base.length || rows.some((row, at) => row.length !== base[at]?.length)) {
    return undefined;
  }
  return rows.flatMap((row, at) =>
    row.flatMap(({ print, children }, column) =>
      print === base[at]?.[column]?.ours ? [] : [{ row: at, column, at, children, print }],
    ),
  );
}
