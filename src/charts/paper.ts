// What graphs are drawn on: a canvas in memory and the shipped typeface. Loaded by those who draw, not before.
import { fileURLToPath } from 'node:url';
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { DOTS, FAMILY, HEIGHT, WIDTH } from './look.ts';

/** Latin, Greek and Cyrillic; what else a name may hold is drawn with a typeface of the machine, where it has one. */
const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic'];

let registered = false;

export function registerTypeface(): void {
  if (registered) {
    return;
  }
  for (const script of SCRIPTS) {
    for (const weight of [400, 600]) {
      const file = import.meta.resolve(`@fontsource/inter/files/inter-${script}-${weight}-normal.woff2`);
      if (GlobalFonts.registerFromPath(fileURLToPath(file), FAMILY) === null) {
        throw new Error(`The typeface ${file} could not be read. Run npm ci again.`);
      }
    }
  }
  registered = true;
}

export function paper(): Canvas {
  registerTypeface();
  return createCanvas(WIDTH * DOTS, HEIGHT * DOTS);
}
