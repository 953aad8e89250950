// How the newest draft came into the canvas, for the sheet of the review: what clashes, what was not put in, why it was left.
import { reviewStateOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import { escaped } from './blocks.ts';
import { type Base, readBase } from './canvas/base.ts';
import type { Stage } from './stage.ts';

/** What is known of the canvas since the last delivery. */
export async function canvasOf(stage: Pick<Stage, 'files'>, { draft }: Incident): Promise<Base | undefined> {
  const digest = draft?.delivered?.base;
  return readBase(digest === undefined ? undefined : await stage.files.read(digest));
}

/** What stands before the first heading has no name. */
export const sectionName = (section: string) => (section === '' ? 'the beginning' : section);

export function canvasLines(canvas: Base | undefined, incident: Incident): string[] {
  const draft = incident.draft?.draft ?? 0;
  const { left, anew, strayed, clashes = [], withheld = 0 } = canvas ?? {};
  if (left) {
    return [
      `⚑ Draft ${draft} is not in the canvas as a whole. ${escaped(left)} It is a file in this thread.`,
    ];
  }
  const published = reviewStateOf(incident) === 'published';
  const ours = published
    ? `ours are in draft ${draft} in this thread`
    : 'ours are marked behind them. Delete what is not wanted';
  const theirs = strayed
    ? 'other words stand there than on record. They were left'
    : 'people changed what changed on record, too. Their words stand';
  const both = clashes.map((section) => `⚑ *${escaped(sectionName(section))}*: ${theirs}; ${ours}.`);
  const told = anew ? ['The canvas before was deleted by somebody; this one is new.', ...both] : both;
  const more = withheld - clashes.length;
  return more > 0
    ? [
        ...told,
        `⚑ The published review stands as it was read. ${more} new or dropped ${more === 1 ? 'passage' : 'passages'} of draft ${draft} ${more === 1 ? 'is' : 'are'} in the file in this thread only.`,
      ]
    : told;
}
