// A fact as a template holds it. It goes through the engine as a mark, so that neither Markdown nor Liquid ever sees its words.
import type { Evidence, Statement } from '../document.ts';

export type Told = {
  /** What is printed. */
  text: string;
  evidence: Evidence;
  /** What it is, in words that a sentence about it may use besides: `declared`. */
  about?: string;
  /** Somebody's words, which no sentence takes for its own; shown in quotation marks, or as they stand. */
  spoken?: 'quoted' | 'plain';
  /** Somebody's name: nothing is said of them but what they are. */
  person?: boolean;
  /** Where its words lead. */
  url?: string;
  /** A whole statement: alone on its line it is shown as sections show it. */
  statement?: Statement;
  /** What conditions compare; absent: the text. Null: nothing is on record. */
  value?: string | number | boolean | null;
};

export const NOT_RECORDED = 'not recorded';

/** Nobody recorded it: it prints so, and counts as nothing in a condition. */
export const untold = (about: string): Told => ({ text: NOT_RECORDED, evidence: [], about, value: null });

export const told = (text: string, evidence: Evidence, about: string, more: Partial<Told> = {}): Told => ({
  text,
  evidence,
  about,
  ...more,
});

/** The fact, or that nobody recorded it. */
export const orUntold = (
  text: string | null | undefined,
  evidence: Evidence,
  about: string,
  more?: Partial<Told>,
) =>
  text == null || text === '' || text === NOT_RECORDED ? untold(about) : told(text, evidence, about, more);

/** A told fact as the engine carries it, with what can be asked of it by name. */
export type MakeFact = (told: Told, fields?: Readonly<Record<string, unknown>>) => unknown;

const OPEN = '\u{E000}';
const CLOSE = '\u{E001}';
/** Stands for a line that holds nothing but tags. */
export const NO_LINE = '\u{E002}';

/** Characters that marks are made of: never in a template, and no letter of any language. */
export const MARK_CHARACTERS = /[\u{E000}-\u{E002}]/gu;
const MARKS = /\u{E000}([^\u{E001}]*)\u{E001}/gu;

export const factMark = (index: number): string => `${OPEN}${index}${CLOSE}`;
export const sectionMark = (id: string): string => `\n\n${OPEN}section ${id}${CLOSE}\n\n`;

/** Words of the template, and facts between them by their numbers. */
export type Run = { words: string } | { fact: number };

export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKS)) {
    if (match.index > from) {
      runs.push({ words: text.slice(from, match.index) });
    }
    runs.push({ fact: Number(match[1]) });
    from = match.index + match[0].length;
  }
  return from < text.length ? [...runs, { words: text.slice(from) }] : runs;
}

/** The section that stands alone on a line; undefined where there is none. */
export function sectionIn(text: string): string | undefined {
  return /^\u{E000}section ([a-z-]+)\u{E001}$/u.exec(text.trim())?.[1];
}
