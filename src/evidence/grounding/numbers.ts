// Numbers in a row of words, in digits or in words, with what scales them: `1,200`, `2.5k`, `three thousand four hundred`.
import type { Piece } from './pieces.ts';
import { numberWord, numeral, scaleOf } from './units.ts';

/** A number, the piece after it, and the unit that was glued to it. */
export type Read = { value: number; next: number; unit: string; money: boolean; text: string };

/** What stands at a place, in lower case; nothing for names of machines. */
export const wordAt = (pieces: readonly Piece[], at: number): string => {
  const piece = pieces[at];
  return piece === undefined
    ? ''
    : piece.kind === 'word'
      ? piece.lower
      : piece.kind === 'mark'
        ? piece.text
        : piece.kind === 'numeral'
          ? piece.text
          : '';
};

/** The number that begins at a piece, in digits or in words, with what scales it. */
export function readNumber(pieces: readonly Piece[], at: number): Read | undefined {
  const piece = pieces[at];
  if (piece?.kind === 'numeral') {
    const money = /^[$€£¥]/.test(piece.text);
    const plain = numeral(piece.text.replace(/^[$€£¥~<>]/, ''));
    const scale = scaleOf(piece.unit) ?? (money && piece.unit === 'm' ? 1e6 : undefined);
    const after = scaleOf(wordAt(pieces, at + 1));
    const next = after !== undefined && piece.unit === '' ? at + 2 : at + 1;
    return {
      value: plain * (scale ?? 1) * (next === at + 2 ? (after ?? 1) : 1),
      next,
      unit: scale === undefined ? piece.unit : '',
      money,
      text: `${piece.text}${piece.unit}`,
    };
  }
  return piece?.kind === 'word' ? readWords(pieces, at) : undefined;
}

function readWords(pieces: readonly Piece[], at: number): Read | undefined {
  const word = wordAt(pieces, at);
  const before = wordAt(pieces, at - 1);
  if (word === 'couple' && /^an?$/.test(before)) {
    return { value: 2, next: at + 1, unit: '', money: false, text: 'a couple' };
  }
  const value = numberWord(word) ?? (/^an?$/.test(word) && scaleOf(wordAt(pieces, at + 1)) ? 1 : undefined);
  if (value === undefined) {
    return undefined;
  }
  const text = word === 'a' ? `a ${wordAt(pieces, at + 1)}` : word;
  return { ...sumOf(pieces, at + 1, value), unit: '', money: false, text };
}

/** `three thousand four hundred`: scales close what stands before them, smaller numbers are added. */
function sumOf(pieces: readonly Piece[], from: number, first: number): { value: number; next: number } {
  let total = 0;
  let current = first;
  for (let next = from; ; ) {
    const scale = scaleOf(wordAt(pieces, next));
    const joint = wordAt(pieces, next) === 'and' ? 1 : 0;
    const ones = numberWord(wordAt(pieces, next + joint));
    const room = current === 0 || current % 100 === 0 ? 100 : current % 10 === 0 && joint === 0 ? 10 : 0;
    if (scale !== undefined && scale < 1000) {
      current *= scale;
      next += 1;
    } else if (scale !== undefined) {
      total += current * scale;
      current = 0;
      next += 1;
    } else if (ones !== undefined && ones < room && (total > 0 || current >= 20)) {
      current += ones;
      next += 1 + joint;
    } else {
      return { value: total + current, next };
    }
  }
}
