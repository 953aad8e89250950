// Brings a canvas in which people write in step with a new draft: one change, a look at what came of it, the next change.
import { toString as textOf } from 'mdast-util-to-string';
import { VendorError } from '../../lib/vendor-error.ts';
import { align } from './align.ts';
import { type Base, type Entry, NOTHING_KNOWN, sectionsOf, standing } from './base.ts';
import { type Block, cellMarkdown, markdownOf } from './blocks.ts';
import { merge } from './merge.ts';
import type { Merged, Mode, Step } from './merge-work.ts';
import { settle } from './settle.ts';

/** The canvas as its calls see it. `read`: its blocks now; undefined where it cannot be read. */
export type Surface = {
  read(): Promise<Block[] | undefined>;
  /** The blocks of Markdown of ours. */
  parse(markdown: string): Promise<Block[]>;
  edit(change: object): Promise<void>;
  /** Ids of sections that contain a text, with what is in them. */
  find(text: string): Promise<{ id: string; child_section_ids?: string[] }[]>;
};

/** More changes than this are one write of the whole, where only we wrote in it. */
const ONE_WRITE = 20;
/** Changes of one refresh; Slack takes about fifty a minute (docs, Tier 3). */
const MOST = 40;
/** People who write at the same time have it read anew this often. */
const AGAIN = 3;

export type Refreshed = {
  base: Base;
  touched: boolean;
  /** Why it was not brought in step, in words. */
  left?: string;
};

const TOO_MUCH = 'More has changed than can be worked into what people wrote.';
const UNREAD = 'The canvas could not be read back.';
const EMPTY = 'Nothing stands in the canvas.';
const NO_WAY = 'Some of it is a picture or a table that Slack lets no app change in place.';
const NOT_MEANT = 'Slack did something else with a change than it was asked for.';

/** The base of a canvas that holds just this. Blocks that read otherwise by now are people's. */
export function freshEntries(ours: readonly Block[], theirs: readonly Block[]): Entry[] {
  const side = ({ kind, words }: Block) => ({ kind, print: `${kind} ${words}` });
  const { fates } = align(ours.map(side), theirs.map(side));
  const sections = sectionsOf(ours);
  return ours.map((block, at): Entry => {
    const fate = fates[at];
    const there = fate && theirs[fate.at];
    const section = sections[at] ?? '';
    return there && fate.same
      ? standing(block, there, section)
      : {
          ...{ kind: block.kind, section, ours: block.print },
          ...(there ? { theirs: there.print, since: block.print } : {}),
        };
  });
}

const content = (markdown: string) => ({ document_content: { type: 'markdown', markdown } });

/** Writes the whole, and takes what stands there then for the base. */
export async function writeWhole(surface: Surface, markdown: string): Promise<Refreshed> {
  await surface.edit({ operation: 'replace', ...content(markdown) });
  return baseOf(surface, markdown);
}

/** What stands in a canvas that was just made of this. */
export async function baseOf(surface: Surface, markdown: string): Promise<Refreshed> {
  const theirs = await surface.read();
  const ours = await surface.parse(markdown);
  if (!theirs) {
    return { base: NOTHING_KNOWN, touched: true };
  }
  const entries = freshEntries(ours, theirs);
  return { base: { ...NOTHING_KNOWN, entries }, touched: merge(entries, theirs, ours, KEPT).touched };
}

const KEPT: Mode = { frozen: true, erased: false };

type Run = { surface: Surface; ours: Block[]; mode: Mode };

/** @throws VendorError where Slack refuses or is away: a later attempt begins with what stands there then. */
export async function refreshCanvas(
  surface: Surface,
  base: Base & { entries: Entry[] },
  markdown: string,
  mode: Mode,
): Promise<Refreshed> {
  const run: Run = { surface, ours: await surface.parse(markdown), mode };
  const first = await surface.read();
  if (!first || (first.length === 0 && base.entries.length > 0)) {
    return { base, touched: true, left: first ? EMPTY : UNREAD };
  }
  const begun = merge(base.entries, first, run.ours, mode);
  if (!begun.touched && !mode.frozen && begun.steps.length > ONE_WRITE) {
    return writeWhole(surface, markdown);
  }
  if (begun.steps.length > MOST || (begun.steps.length > 0 && base.misses > 1)) {
    const left = base.misses > 1 ? NOT_MEANT : TOO_MUCH;
    return { base: { ...base, entries: begun.entries, clashes: begun.clashes }, touched: true, left };
  }
  const { merged, left } = await stepByStep(run, begun, first);
  const { entries, clashes, withheld, touched } = merged;
  const misses = left === NOT_MEANT ? base.misses + 1 : 0;
  const strayed = touched && (misses > 0 || base.strayed === true);
  return {
    base: { entries, clashes, withheld, misses, drafted: base.drafted, ...(strayed ? { strayed } : {}) },
    touched,
    ...(left ? { left } : {}),
  };
}

type Course = { merged: Merged; left?: string };

async function stepByStep(run: Run, begun: Merged, first: Block[]): Promise<Course> {
  let merged = begun;
  let theirs = first;
  let again = 0;
  for (let more = 2 * begun.steps.length + AGAIN; merged.steps.length > 0; more -= 1) {
    const next = await firstPossible(run.surface, merged.steps, theirs);
    if (!next || more === 0) {
      return { merged, left: next ? NOT_MEANT : NO_WAY };
    }
    const made = await perform(run.surface, next.change);
    const after = await run.surface.read();
    if (!after) {
      return { merged, left: UNREAD };
    }
    again += made ? 0 : 1;
    const seen = { before: theirs, after };
    const entries = made ? settle(next.step, seen, merged.entries) : again <= AGAIN && merged.entries;
    theirs = after;
    if (!entries) {
      return { merged: merge(merged.entries, theirs, run.ours, run.mode), left: NOT_MEANT };
    }
    merged = merge(entries, theirs, run.ours, run.mode);
  }
  return { merged };
}

type Possible = { step: Step; change: object };

/** Pictures have no id to aim at, and wait for a draft that is written as a whole. */
async function firstPossible(
  surface: Surface,
  steps: readonly Step[],
  theirs: readonly Block[],
): Promise<Possible | undefined> {
  for (const step of steps) {
    const change = await changeFor(surface, step, theirs);
    if (change) {
      return { step, change };
    }
  }
  return undefined;
}

/** False where somebody took the block away, or its id changed, between the look and the change. */
async function perform(surface: Surface, change: object): Promise<boolean> {
  try {
    await surface.edit(change);
    return true;
  } catch (error) {
    if (error instanceof VendorError && /section \S+ was not found/i.test(error.message)) {
      return false;
    }
    throw error;
  }
}

async function changeFor(
  surface: Surface,
  step: Step,
  theirs: readonly Block[],
): Promise<object | undefined> {
  if (step.do === 'add') {
    return placed(surface, step, theirs);
  }
  if (step.do === 'cell') {
    const id = theirs[step.at]?.cells?.[step.change.at]?.[step.change.column]?.id;
    const markdown = cellMarkdown(step.change.children);
    return id === undefined ? undefined : { operation: 'replace', section_id: id, ...content(markdown) };
  }
  const id = await idOf(surface, theirs[step.at]);
  const target = { section_id: id };
  if (id === undefined) {
    return undefined;
  }
  switch (step.do) {
    case 'replace':
    case 'renote':
      return { operation: 'replace', ...target, ...content(markdownOf([step.block.node])) };
    case 'note':
      return insertBehind(surface, theirs[step.at] as Block, step.block, theirs);
    case 'remove':
    case 'unnote':
      return { operation: 'delete', ...target };
  }
}

/** Between its blocks; what is no item goes behind the whole of a list. */
async function placed(
  surface: Surface,
  { place, block }: Extract<Step, { do: 'add' }>,
  theirs: readonly Block[],
): Promise<object | undefined> {
  const behind = 'after' in place ? theirs[place.after] : undefined;
  if ('after' in place && behind) {
    return insertBehind(surface, behind, block, theirs);
  }
  const before = 'before' in place ? await idOf(surface, theirs[place.before]) : undefined;
  const body = content(markdownOf([block.node]));
  if (before !== undefined) {
    return { operation: 'insert_before', section_id: before, ...body };
  }
  return 'end' in place ? { operation: 'insert_at_end', ...body } : undefined;
}

async function insertBehind(
  surface: Surface,
  behind: Block,
  block: Block,
  theirs: readonly Block[],
): Promise<object | undefined> {
  const body = content(markdownOf([block.node]));
  const list = block.node.type === 'list' ? undefined : behind.list;
  const after = list ?? (await idOf(surface, behind));
  if (after !== undefined) {
    return { operation: 'insert_after', section_id: after, ...body };
  }
  const next = theirs[theirs.indexOf(behind) + 1];
  const before = next?.list ?? (await idOf(surface, next));
  if (before !== undefined) {
    return { operation: 'insert_before', section_id: before, ...body };
  }
  return next ? undefined : { operation: 'insert_at_end', ...body };
}

/** Tables and quotations are found by a text in them, and known by the ids of what they hold. */
async function idOf(surface: Surface, block: Block | undefined): Promise<string | undefined> {
  const text = block?.id === undefined ? textIn(block) : undefined;
  if (text === undefined) {
    return block?.id;
  }
  const found = await surface.find(text);
  return found.find(({ child_section_ids: inner = [] }) => inner.includes(block?.inner?.[0] ?? ''))?.id;
}

function textIn(block: Block | undefined): string | undefined {
  if (block?.node.type === 'blockquote') {
    return block.node.children.map((child) => textOf(child)).find(Boolean);
  }
  return block?.cells?.flat().find(({ text }) => text !== '')?.text;
}
