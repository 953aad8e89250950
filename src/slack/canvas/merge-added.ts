// A block that ours has and the base has not: whether it stands already, and else where it goes.
import type { Entry } from './base.ts';
import type { Block } from './blocks.ts';
import { asWritten } from './merge-clash.ts';
import type { Place, Work } from './merge-work.ts';

export function mergeAdded(work: Work, at: number): void {
  const { ours, theirs, sections, mode } = work;
  const block = ours[at];
  if (!block) {
    return;
  }
  const section = sections[at] ?? '';
  const entry: Entry = { kind: block.kind, section, ours: block.print };
  const typed = takeTyped(work, block);
  const there = typed === undefined ? undefined : theirs[typed];
  if (there) {
    // A write of ours that was cut off, or people said the same: only what is exactly ours is ours to change.
    const stood = there.print === block.print;
    insert(
      work,
      at,
      stood ? asWritten(block, section) : { ...entry, theirs: there.print, since: block.print },
      typed,
    );
  } else if (isTakenOut(work, at)) {
    insert(work, at, entry);
  } else if (mode.frozen) {
    work.withheld += 1;
  } else {
    const place = placeFor(work, at);
    work.steps.push({ do: 'add', place, entry: entryBefore(work, at) + 1, block, section });
  }
}

/** A block that belongs to nothing of ours and says the same. */
function takeTyped({ now, theirs }: Work, block: Block): number | undefined {
  const typed =
    now.added.find((place) => theirs[place]?.print === block.print) ??
    now.added.find((place) => theirs[place]?.words === block.words && theirs[place]?.kind === block.kind);
  now.added = now.added.filter((place) => place !== typed);
  return typed;
}

/** Entries stand in the order of ours. What points at those behind it goes with them. */
function insert(work: Work, at: number, entry: Entry, place?: number): void {
  const index = entryBefore(work, at) + 1;
  work.entries.splice(index, 0, entry);
  for (const step of work.steps) {
    step.entry += step.entry >= index ? 1 : 0;
  }
  for (const one of work.known.values()) {
    one.entry += one.entry >= index ? 1 : 0;
  }
  work.known.set(at, { entry: index, ...(place === undefined ? {} : { place }) });
}

function entryBefore({ known }: Work, at: number): number {
  for (let before = at - 1; before >= 0; before -= 1) {
    const one = known.get(before);
    if (one) {
      return one.entry;
    }
  }
  return -1;
}

const isTitle = (block: Block | undefined) => /^heading[12]$/.test(block?.kind ?? '');

/** People took out the heading that it belongs under. */
function isTakenOut({ ours, known }: Work, at: number): boolean {
  const title = isTitle(ours[at]) ? -1 : ours.findLastIndex((block, place) => place < at && isTitle(block));
  const one = known.get(title);
  return one !== undefined && one.place === undefined;
}

/** Behind the block of ours before it, and what belongs to that; a new section before the next one of ours. */
function placeFor({ ours, known }: Work, at: number): Place {
  const before = ours.flatMap((_, place) => (place < at ? (known.get(place)?.place ?? []) : [])).at(-1);
  const [next] = ours.flatMap((block, place) =>
    place > at && (isTitle(block) || before === undefined) ? (known.get(place)?.place ?? []) : [],
  );
  if (before !== undefined && !isTitle(ours[at])) {
    return { after: before };
  }
  return next === undefined ? { end: true } : { before: next };
}
