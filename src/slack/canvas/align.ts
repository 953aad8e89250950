// Which block became which: two rows of blocks laid side by side.
import { diffIndices } from 'node-diff3';

/** `kind` tells what may have become what, within one `section`; a block that is nowhere has no `print`. */
export type Side = { kind: string; print?: string; section?: string };

/** Where a block stands on the other side; undefined: nowhere. `same`: unchanged. */
export type Fate = { at: number; same: boolean } | undefined;

export type Aligned = {
  /** By place in `from`. */
  fates: Fate[];
  /** Places in `to` that nothing in `from` became. */
  added: number[];
};

const identityOf = (side: Side | undefined) => `${side?.print} ${side?.section}`;

const mayBecome = (from: Side | undefined, to: Side | undefined) =>
  from?.kind === to?.kind && from?.section === to?.section;

const range = (start: number, length: number) => Array.from({ length }, (_, at) => start + at);

/** Unchanged blocks are found first, moved ones next; between them blocks of one kind are paired in their order. */
export function align(from: readonly Side[], to: readonly Side[]): Aligned {
  const there = range(0, from.length).filter((at) => from[at]?.print !== undefined);
  const hunks = diffIndices(
    there.map((at) => identityOf(from[at])),
    to.map(identityOf),
  );
  const fates: Fate[] = from.map(() => undefined);
  const left = hunks.map(({ buffer1, buffer2 }) => ({
    from: range(...buffer1).flatMap((at) => there[at] ?? []),
    to: range(...buffer2),
  }));
  matchUnchanged(fates, there, left, to.length);
  matchMoved(fates, from, to, left);
  for (const hunk of left) {
    matchByKind(fates, from, to, hunk);
  }
  return { fates, added: left.flatMap((hunk) => hunk.to) };
}

type Hunk = { from: number[]; to: number[] };

function matchUnchanged(fates: Fate[], there: number[], hunks: Hunk[], length: number): void {
  const changed = new Set(hunks.flatMap((hunk) => hunk.from));
  const others = new Set(hunks.flatMap((hunk) => hunk.to));
  const stay = range(0, length).filter((at) => !others.has(at));
  there
    .filter((at) => !changed.has(at))
    .forEach((at, index) => {
      fates[at] = { at: stay[index] ?? 0, same: true };
    });
}

function matchMoved(fates: Fate[], from: readonly Side[], to: readonly Side[], hunks: Hunk[]): void {
  for (const hunk of hunks) {
    hunk.from = hunk.from.filter((at) => {
      for (const other of hunks) {
        const place = other.to.find((one) => identityOf(to[one]) === identityOf(from[at]));
        if (place !== undefined) {
          fates[at] = { at: place, same: true };
          other.to = other.to.filter((one) => one !== place);
          return false;
        }
      }
      return true;
    });
  }
}

function matchByKind(fates: Fate[], from: readonly Side[], to: readonly Side[], hunk: Hunk): void {
  let after = -1;
  for (const at of hunk.from) {
    const place = hunk.to.find((one) => one > after && mayBecome(from[at], to[one]));
    if (place !== undefined) {
      fates[at] = { at: place, same: false };
      hunk.to = hunk.to.filter((one) => one !== place);
      after = place;
    }
  }
}
