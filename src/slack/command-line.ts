// A typed line: which incident it names, its first word, and the rest.

import { nearest, STATUS_WORDS, statusByWord } from '../incident/words.ts';
import { bareWord } from '../policy/bare-word.ts';
import type { Deed } from './deed.ts';

export type Line = {
  /** Where the line begins with an incident's number: `INC-42 status`. */
  number?: number;
  /** In lower case, without the mark after it (`resolve: …`); empty where nothing was typed. */
  word: string;
  rest: string;
};

const NUMBER_FIRST = /^(?:inc-?|#)?(?<number>\d+)(?:[:,]?\s+|[:,]?$)/i;
/** `status: mitigated`, and without the space. */
const FIRST = /^[^\s:]+(?=:)|^\S+/;

/** Reads `severity 2 more users`, `INC-42 resolve rolled back`, or nothing. */
export function readLine(text: string): Line {
  const line = text.trim();
  const number = NUMBER_FIRST.exec(line);
  const words = number ? line.slice(number[0].length) : line;
  const word = FIRST.exec(words)?.[0] ?? '';
  return {
    ...(number ? { number: Number(number.groups?.number) } : {}),
    word: (bareWord(word) || word).toLowerCase(),
    rest: words.slice(word.length).replace(/^:+/, '').trim(),
  };
}

export type CommandDeed = Deed & { command: NonNullable<Deed['command']> };

/** The deeds that can be typed. */
export function typedDeeds(deeds: readonly Deed[]): CommandDeed[] {
  return deeds.filter((deed): deed is CommandDeed => deed.command !== undefined);
}

/** The deed of a word or of one of its aliases. */
function deedOf(deeds: readonly Deed[], word: string): CommandDeed | undefined {
  return typedDeeds(deeds).find(({ command }) => [command.word, ...(command.aliases ?? [])].includes(word));
}

const SEVERITY = /^sev(?:erity)?[-_]?\d+$/;

/**
 * What is typed, and whose it is. A status sets itself: `mitigated rolled back` is `status mitigated rolled back`; so do a severity,
 * `sev1 more users`, and a task, `done 3`.
 */
export function meantBy(deeds: readonly Deed[], line: Line): { deed?: CommandDeed; line: Line } {
  const deed = deedOf(deeds, line.word || (line.number === undefined ? 'help' : 'status'));
  const sets = deed ? undefined : wordFor(line);
  if (sets === undefined) {
    return { line, ...(deed ? { deed } : {}) };
  }
  const rest = `${line.word} ${line.rest}`.trim();
  return meantBy(deeds, { ...line, word: sets, rest });
}

/** The word that goes before what sets something by itself. */
function wordFor({ word, rest }: Line): string | undefined {
  if (word === 'done' && /^#?\d/.test(rest)) {
    return 'task';
  }
  return statusByWord(word) ? 'status' : SEVERITY.test(word) ? 'severity' : undefined;
}

/** What to say to a word that is none of ours: the nearest one, and where all are listed. */
export function unknownWord(deeds: readonly Deed[], line: Line, command: string): string {
  const words = typedDeeds(deeds).flatMap(({ command: { word, aliases } }) => [word, ...(aliases ?? [])]);
  const like = nearest(line.word, [...words, ...STATUS_WORDS]);
  const usage = like === undefined ? undefined : (deedOf(deeds, like)?.command.usage ?? `${like} [why]`);
  const suggestion = usage ? ` Did you mean \`/${command} ${usage}\`?` : '';
  return `There is no command “${line.word.slice(0, 40)}”.${suggestion} \`/${command} help\` lists them all.`;
}
