// What we know of a canvas between two writes: digests of our blocks, as we wrote them and as they stand. No words.
import { z } from 'zod';
import type { Block } from './blocks.ts';
import { titleOf } from './title.ts';

const cell = z.object({ ours: z.string(), shown: z.string() });

const entry = z.object({
  kind: z.string(),
  /** The heading of ours above it. */
  section: z.string(),
  /** Digest of our Markdown. */
  ours: z.string(),
  /** Digest of it as Slack shows it; absent where it does not stand in the canvas. */
  shown: z.string().optional(),
  /** Digest of what people made of it; neither this nor `shown`: people took it out. */
  theirs: z.string().optional(),
  /** What of ours people changed. */
  since: z.string().optional(),
  /** What of ours stands behind people's words; without `shown` people took it out. */
  note: z.object({ of: z.string(), shown: z.string().optional() }).optional(),
  cells: z.array(z.array(cell)).optional(),
});

const base = z.object({
  /** Absent where nothing is known of what stands there. */
  entries: z.array(entry).optional(),
  /** Sections in which people and we changed the same, newest refresh. */
  clashes: z.array(z.string()).default([]),
  /** Passages of the newest draft that a published review has not been given. */
  withheld: z.number().default(0),
  /** Why the newest draft is not in the canvas, in words. */
  left: z.string().optional(),
  /** The canvas before this one was deleted. */
  anew: z.boolean().optional(),
  /** Version of the draft that it was brought in step with. */
  drafted: z.number().default(0),
  /** Refreshes in a row after which something else stood there than was asked for. */
  misses: z.number().default(0),
  /** Once something else stood there, what is not ours need not be people's. */
  strayed: z.boolean().optional(),
});

export type BaseCell = z.infer<typeof cell>;
export type Entry = z.infer<typeof entry>;
export type Base = z.infer<typeof base>;

/** Of a canvas that could not be read, or that is none of ours to change. */
export const NOTHING_KNOWN: Base = { clashes: [], withheld: 0, drafted: 0, misses: 0 };

export const writeBase = (known: Base) => new TextEncoder().encode(JSON.stringify(known));

/** What was kept; undefined where it cannot be read any more. */
export function readBase(bytes: Uint8Array | undefined): Base | undefined {
  try {
    return bytes && base.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/** The heading above each block. */
export function sectionsOf(blocks: readonly Block[]): string[] {
  let section = '';
  return blocks.map((block) => {
    section = /^heading[12]$/.test(block.kind) ? titleOf(block) : section;
    return section;
  });
}

/** One block of ours that stands in the canvas as `shown`. */
export function standing(ours: Block, shown: Block, section: string): Entry {
  const cells = cellsStanding(ours, shown);
  return {
    kind: ours.kind,
    section,
    ours: ours.print,
    shown: shown.print,
    ...(cells ? { cells } : {}),
  };
}

/** Undefined where a table came out in another shape: then its cells are not told apart. */
function cellsStanding(ours: Block, shown: Block): BaseCell[][] | undefined {
  const rows = ours.cells?.map((row, at) =>
    row.map((one, column) => ({ ours: one.print, shown: shown.cells?.[at]?.[column]?.print ?? '' })),
  );
  const same = rows?.length === shown.cells?.length && rows?.every((row) => row.every((one) => one.shown));
  return same ? rows : undefined;
}
