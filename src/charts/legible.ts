// Whether words can be drawn with the typefaces at hand: boxes in place of letters say less than other words.
import { createCanvas } from '@napi-rs/canvas';
import { font } from './look.ts';

const SIZE = 24;
/** No typeface has a letter for it (Unicode, "Noncharacters"): what is drawn for it is drawn for every letter that is missing. */
const NOTHING = '\u{10FFFF}';
/** What the shipped typeface holds by and large; the others are looked at. */
const COVERED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{ASCII}]*$/u;

const known = new Map<string, boolean>();

function drawn(letter: string): string {
  const canvas = createCanvas(2 * SIZE, 2 * SIZE);
  const context = canvas.getContext('2d');
  context.font = font(SIZE);
  context.fillText(letter, SIZE / 4, 1.5 * SIZE);
  return Buffer.from(canvas.data()).toString('base64');
}

function isThere(letter: string): boolean {
  const before = known.get(letter);
  if (before !== undefined) {
    return before;
  }
  const there = /^\s$/u.test(letter) || drawn(letter) !== drawn(NOTHING);
  known.set(letter, there);
  return there;
}

/** The words, or others where some of their letters cannot be drawn. */
export function legible(words: string, otherwise: string): string {
  return COVERED.test(words) || [...new Set(words)].every(isThere) ? words : otherwise;
}
