// What one step left behind: read back, and taken into the base only where it is what was meant.
import { align } from './align.ts';
import { type Entry, standing } from './base.ts';
import { type Block, cellOf, tablePrint } from './blocks.ts';
import type { Step } from './merge-work.ts';

/** The canvas before and after the step. */
type Seen = { before: readonly Block[]; after: readonly Block[] };

type Moves = {
  /** Where a block of before is now, unchanged. */
  still(at: number): number | undefined;
  /** What came anew or changed. */
  fresh: number[];
};

function movesOf({ before, after }: Seen): Moves {
  const { fates, added } = align(before, after);
  const changed = fates.flatMap((fate) => (fate && !fate.same ? [fate.at] : []));
  return {
    still: (at) => (fates[at]?.same ? fates[at]?.at : undefined),
    fresh: [...changed, ...added].sort((a, b) => a - b),
  };
}

const withEntry = (entries: readonly Entry[], at: number, make: (entry: Entry) => Entry): Entry[] =>
  entries.map((entry, index) => (index === at ? make(entry) : entry));

/** Undefined where something else stands there than was meant. */
export function settle(step: Step, seen: Seen, entries: readonly Entry[]): Entry[] | undefined {
  const moves = movesOf(seen);
  const found = (block: Block) =>
    moves.fresh.find((at) => seen.after[at]?.words === block.words && seen.after[at]?.kind === block.kind);
  switch (step.do) {
    case 'replace': {
      const at = found(step.block);
      const shown = seen.after[at ?? -1];
      const left = moves.still(step.at);
      if (!shown || (left !== undefined && left !== (at ?? 0) - 1)) {
        return undefined;
      }
      // Where the old words still stand before the new ones, the next step takes them out.
      return left === undefined
        ? withEntry(entries, step.entry, ({ section }) => standing(step.block, shown, section))
        : [...entries];
    }
    case 'add': {
      const at = found(step.block);
      const shown = seen.after[at ?? -1];
      if (!shown || at === undefined || !isInPlace(step.place, at, seen, moves)) {
        return undefined;
      }
      return entries.toSpliced(step.entry, 0, standing(step.block, shown, step.section));
    }
    case 'note':
    case 'renote': {
      const shown = seen.after[found(step.block) ?? -1]?.print;
      const note = shown && { of: step.of, shown };
      return note ? withEntry(entries, step.entry, (entry) => ({ ...entry, note })) : undefined;
    }
    case 'cell':
      return settleCell(step, seen, entries);
    case 'remove':
    case 'unnote':
      return moves.still(step.at) === undefined ? settleRemoval(step, seen, entries) : undefined;
  }
}

function isInPlace(
  place: Extract<Step, { do: 'add' }>['place'],
  at: number,
  { after }: Seen,
  { still }: Moves,
): boolean {
  if ('end' in place) {
    return at === after.length - 1;
  }
  // Whoever wrote beside it meanwhile is no fault of Slack's.
  const beside = 'after' in place ? still(place.after) : still(place.before);
  return beside === undefined || ('after' in place ? beside < at : beside > at);
}

function settleRemoval(
  step: Extract<Step, { do: 'remove' | 'unnote' }>,
  { before, after }: Seen,
  entries: readonly Entry[],
): Entry[] {
  if (step.do === 'unnote') {
    const gone = before[step.at]?.print;
    return entries.map((entry) => {
      const { note, ...rest } = entry;
      return note?.shown === gone ? rest : entry;
    });
  }
  const { becomes } = step;
  const shown = becomes && after.find(({ words, kind }) => words === becomes.words && kind === becomes.kind);
  return becomes && shown
    ? withEntry(entries, step.entry, ({ section }) => standing(becomes, shown, section))
    : entries.filter((_, index) => index !== step.entry);
}

function settleCell(
  { at, entry: index, change }: Extract<Step, { do: 'cell' }>,
  { before, after }: Seen,
  entries: readonly Entry[],
): Entry[] | undefined {
  const place = align(before, after).fates[at]?.at;
  const table = after[place ?? -1];
  const cell = table?.cells?.[change.at]?.[change.column];
  if (!table?.cells || !cell || cell.words !== cellOf(change.children).words) {
    return undefined;
  }
  return withEntry(entries, index, (entry) => {
    const cells = entry.cells?.map((row, at) =>
      row.map((one, column) =>
        at === change.row && column === change.column ? { ours: change.print, shown: cell.print } : one,
      ),
    );
    const print = (side: 'ours' | 'shown') =>
      tablePrint((cells ?? []).map((row) => row.map((one) => one[side])));
    return {
      ...entry,
      ...(cells ? { cells } : {}),
      ours: print('ours'),
      ...(entry.shown === undefined ? { theirs: table.print } : { shown: print('shown') }),
    };
  });
}
