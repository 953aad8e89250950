// The shapes of a merge: what is to be done to a canvas, and what is known while that is found out.
import type { Aligned } from './align.ts';
import type { Entry } from './base.ts';
import type { Block } from './blocks.ts';
import type { CellChange } from './merge-table.ts';

/** Where a new block goes: `after` or `before` a place in the canvas. */
export type Place = { after: number } | { before: number } | { end: true };

/** One change to the canvas. `at`: a place in it; `entry`: one in the base. */
export type Step =
  | { do: 'replace'; at: number; entry: number; block: Block }
  /** `becomes`: our new words stand behind it already. */
  | { do: 'remove'; at: number; entry: number; becomes?: Block }
  | { do: 'add'; place: Place; entry: number; block: Block; section: string }
  | { do: 'cell'; at: number; entry: number; change: CellChange }
  | { do: 'note'; at: number; entry: number; block: Block; of: string }
  | { do: 'renote'; at: number; entry: number; block: Block; of: string }
  | { do: 'unnote'; at: number; entry: number };

export type Mode = {
  /** Published: what stands is kept true, nothing is put in or taken out. */
  frozen: boolean;
  /** Words were erased: what ours does not say any more goes in any case. */
  erased: boolean;
};

export type Merged = {
  /** The base with what was found to stand already. */
  entries: Entry[];
  steps: Step[];
  /** Sections in which people and we changed the same. */
  clashes: string[];
  /** Passages that a published review is not given. */
  withheld: number;
  /** Anybody but us wrote in it or took something out. */
  touched: boolean;
};

export type Work = Merged & {
  base: readonly Entry[];
  theirs: readonly Block[];
  ours: readonly Block[];
  /** The heading above each block of ours. */
  sections: readonly string[];
  mode: Mode;
  now: Aligned;
  next: Aligned;
  /** Where the note of an entry of the base stands. */
  notes: ReadonlyMap<number, number>;
  /** By place in ours: its entry, and where it stands, with its note. */
  known: Map<number, { entry: number; place?: number }>;
};

/** The next entry, for a block of ours. */
export function keep(work: Work, at: number, entry: Entry, place?: number): void {
  work.known.set(at, { entry: work.entries.length, ...(place === undefined ? {} : { place }) });
  work.entries.push(entry);
}

/** Notes stay known until they are taken out. */
export function dropNote(work: Work, index: number): Pick<Entry, 'note'> {
  const at = work.notes.get(index);
  const note = work.base[index]?.note;
  if (at === undefined || !note) {
    return {};
  }
  work.steps.push({ do: 'unnote', at, entry: work.entries.length });
  return { note };
}
