// Where people made something else of a block of ours: their words stand, and what ours says by now is shown behind them.
import type { Entry } from './base.ts';
import type { Block } from './blocks.ts';
import { mergeTable } from './merge-table.ts';
import { dropNote, type Work } from './merge-work.ts';
import { noteOf, tableNote } from './note.ts';

/** `index` of the base, `at` in the canvas. */
export type Changed = {
  known: Entry;
  index: number;
  at: number;
  there: Block;
  block: Block;
  section: string;
};

export function mergeTheirs(work: Work, changed: Changed): Entry {
  const { known, there, block, section, index } = changed;
  if (there.print === block.print) {
    return { ...asWritten(block, section), ...dropNote(work, index) };
  }
  const since = known.since ?? known.ours;
  const { shown: _stood, ...rest } = known;
  const made: Entry = { ...rest, section, ours: block.print, theirs: there.print, since };
  if (known.cells && there.cells && block.cells) {
    return mergeTheirTable(work, changed, made);
  }
  const agreed = since === block.print || there.words === block.words;
  return noted(work, changed, made, agreed ? undefined : { block: noteOf(block), of: block.print });
}

/** It stands just as we would write it. */
export function asWritten(block: Block, section: string): Entry {
  const cells = block.cells?.map((row) => row.map(({ print }) => ({ ours: print, shown: print })));
  return {
    kind: block.kind,
    section,
    ours: block.print,
    shown: block.print,
    ...(cells ? { cells } : {}),
  };
}

function mergeTheirTable(work: Work, changed: Changed, made: Entry): Entry {
  const { known, there, block, at } = changed;
  const { frozen, erased } = work.mode;
  const entry = work.entries.length;
  const options = { drop: !frozen, erased };
  const merged = mergeTable(known.cells ?? [], there.cells ?? [], block.cells ?? [], options);
  if (!merged) {
    const same = made.since === block.print;
    return noted(work, changed, made, same ? undefined : { block: tableNote([]), of: block.print });
  }
  for (const change of merged.changes) {
    work.steps.push({ do: 'cell', at, entry, change });
  }
  const note = merged.lines.length > 0 ? tableNote(merged.lines) : undefined;
  const wanted = note && { block: note, of: note.print };
  return noted(work, changed, { ...made, cells: merged.cells }, wanted);
}

/** Once; whoever takes it out has it gone until ours changes again. */
function noted(
  work: Work,
  { index, at }: Changed,
  made: Entry,
  wanted: { block: Block | undefined; of: string } | undefined,
): Entry {
  const { note, ...rest } = made;
  const place = work.notes.get(index);
  if (!wanted?.block) {
    return { ...rest, ...dropNote(work, index) };
  }
  const { block, of } = wanted;
  if (note && place === undefined && note.of === of) {
    return { ...rest, note: { of } };
  }
  const entry = work.entries.length;
  work.clashes.push(made.section);
  work.withheld += work.mode.frozen ? 1 : 0;
  if (!work.mode.frozen && place === undefined) {
    work.steps.push({ do: 'note', at, entry, block, of });
  } else if (!work.mode.frozen && place !== undefined && note?.of !== of) {
    work.steps.push({ do: 'renote', at: place, entry, block, of });
  }
  return { ...rest, ...(note && place !== undefined ? { note } : {}) };
}
