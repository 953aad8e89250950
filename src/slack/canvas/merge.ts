// Three versions of a canvas: what we wrote, what stands there, what we would write now. From them, what is to be done.
import { type Aligned, align } from './align.ts';
import { type Entry, sectionsOf } from './base.ts';
import type { Block } from './blocks.ts';
import { mergeAdded } from './merge-added.ts';
import { mergeTheirs } from './merge-clash.ts';
import { changedCells } from './merge-table.ts';
import { dropNote, keep, type Merged, type Mode, type Step, type Work } from './merge-work.ts';

/** A few cells are changed one by one; for more of them the table is written anew. */
const CELLS = 4;

/** Notes are set apart before blocks are compared: they belong to what stands before them. */
function findNotes(base: readonly Entry[], theirs: readonly Block[]): Map<number, number> {
  const notes = new Map<number, number>();
  base.forEach(({ note }, entry) => {
    const taken = [...notes.values()];
    const at = theirs.findIndex(({ print }, place) => print === note?.shown && !taken.includes(place));
    if (note?.shown !== undefined && at >= 0) {
      notes.set(entry, at);
    }
  });
  return notes;
}

function alignTheirs(
  base: readonly Entry[],
  theirs: readonly Block[],
  notes: ReadonlyMap<number, number>,
): Aligned {
  const taken = new Set(notes.values());
  const places = theirs.flatMap((_, at) => (taken.has(at) ? [] : [at]));
  const { fates, added } = align(
    base.map(({ kind, shown, theirs: made }) => ({ kind, print: shown ?? made })),
    theirs.filter((_, at) => !taken.has(at)),
  );
  const placed = (at: number) => places[at] ?? 0;
  return {
    fates: fates.map((fate) => fate && { ...fate, at: placed(fate.at) }),
    added: added.map(placed),
  };
}

/**
 * Per block: what nobody touched follows ours, what people wrote stands, what they took out stays out. Calling it again after
 * each step finds the next one; after the last it finds none.
 */
export function merge(
  base: readonly Entry[],
  theirs: readonly Block[],
  ours: readonly Block[],
  mode: Mode,
): Merged {
  const notes = findNotes(base, theirs);
  const sections = sectionsOf(ours);
  const next = align(
    base.map(({ kind, section, ours: print }) => ({ kind, section, print })),
    ours.map(({ kind, print }, at) => ({ kind, print, section: sections[at] })),
  );
  const work: Work = {
    ...{ base, theirs, ours, mode, notes, next, known: new Map() },
    ...{ sections, now: alignTheirs(base, theirs, notes) },
    ...{ entries: [], steps: [], clashes: [], withheld: 0, touched: false },
  };
  for (const index of base.keys()) {
    mergeEntry(work, index);
  }
  for (const at of next.added) {
    mergeAdded(work, at);
  }
  const { entries, steps, clashes, withheld, now } = work;
  const touched = now.added.length > 0 || notes.size > 0 || entries.some(({ shown }) => shown === undefined);
  return { entries, steps, clashes: [...new Set(clashes)], withheld, touched };
}

function mergeEntry(work: Work, index: number): void {
  const { base, theirs, ours, now, next, notes, sections } = work;
  const known = base[index];
  const fate = next.fates[index];
  const stands = now.fates[index];
  const there = stands && theirs[stands.at];
  const block = fate && ours[fate.at];
  if (!known) {
    return;
  }
  const section = sections[fate?.at ?? -1] ?? known.section;
  if (stands && known.shown !== undefined && stands.same) {
    mergeOurs(work, { known, index, at: stands.at, section });
  } else if (fate && block) {
    const place = notes.get(index) ?? stands?.at;
    const entry: Entry =
      stands && there
        ? mergeTheirs(work, { known, index, at: stands.at, there, block, section })
        : { kind: block.kind, section, ours: block.print, ...dropNote(work, index) };
    keep(work, fate.at, entry, place);
  } else if (notes.has(index)) {
    const { shown: _stood, ...rest } = known;
    work.entries.push({ ...rest, ...dropNote(work, index), ...(there ? { theirs: there.print } : {}) });
  } else if (stands) {
    // Ours has nothing there any more: it is people's alone.
    now.added.push(stands.at);
  }
}

type Untouched = { known: Entry; index: number; at: number; section: string };

function mergeOurs(work: Work, { known, index, at, section }: Untouched): void {
  const { ours, mode, next } = work;
  const fate = next.fates[index];
  const block = fate && ours[fate.at];
  const entry = work.entries.length;
  const { note: _none, ...rest } = known;
  const kept = { ...rest, section, ...dropNote(work, index) };
  if (!fate || !block) {
    if (mode.frozen && !mode.erased) {
      work.withheld += 1;
    } else {
      work.steps.push({ do: 'remove', at, entry });
    }
    work.entries.push(kept);
    return;
  }
  if (!fate.same) {
    work.steps.push(...stepsTo(work, { known, at, entry, block }));
  }
  keep(work, fate.at, kept, work.notes.get(index) ?? at);
}

type Wanted = { known: Entry; at: number; entry: number; block: Block };

function stepsTo({ theirs, now }: Work, { known, at, entry, block }: Wanted): Step[] {
  const behind = theirs[at + 1];
  if (behind && now.added.includes(at + 1) && behind.words === block.words && behind.kind === block.kind) {
    // Slack put it behind what it was to replace.
    now.added = now.added.filter((one) => one !== at + 1);
    return [{ do: 'remove', at, entry, becomes: block }];
  }
  const cells = known.cells && changedCells(known.cells, block);
  return cells && cells.length > 0 && cells.length <= CELLS
    ? cells.map((change) => ({ do: 'cell', at, entry, change }))
    : [{ do: 'replace', at, entry, block }];
}
