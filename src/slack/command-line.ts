// A typed line: which incident it names, its first word, and the rest.

import { nearest } from '../incident/words.ts';
import type { Deed } from './deed.ts';

export type Line = {
  /** Where the line begins with an incident's number: `INC-42 status`. */
  number?: number;
  /** In lower case; empty where nothing was typed. */
  word: string;
  rest: string;
};

const NUMBER_FIRST = /^(?:inc-?|#)?(?<number>\d+)(?:\s+|$)/i;

/** Reads `severity 2 more users`, `INC-42 resolve rolled back`, or nothing. */
export function readLine(text: string): Line {
  const line = text.trim();
  const number = NUMBER_FIRST.exec(line);
  const words = number ? line.slice(number[0].length) : line;
  const word = /^\S+/.exec(words)?.[0] ?? '';
  return {
    ...(number ? { number: Number(number.groups?.number) } : {}),
    word: word.toLowerCase(),
    rest: words.slice(word.length).trim(),
  };
}

export type CommandDeed = Deed & { command: NonNullable<Deed['command']> };

/** The deeds that can be typed. */
export function typedDeeds(deeds: readonly Deed[]): CommandDeed[] {
  return deeds.filter((deed): deed is CommandDeed => deed.command !== undefined);
}

/** The deed of a word or of one of its aliases. */
export function deedOf(deeds: readonly Deed[], word: string): CommandDeed | undefined {
  return typedDeeds(deeds).find(({ command }) => [command.word, ...(command.aliases ?? [])].includes(word));
}

/** What to say to a word that is none of ours: the nearest one, and where all are listed. */
export function unknownWord(deeds: readonly Deed[], line: Line, command: string): string {
  const words = typedDeeds(deeds).flatMap(({ command: { word, aliases } }) => [word, ...(aliases ?? [])]);
  const like = nearest(line.word, words);
  const meant = like === undefined ? undefined : deedOf(deeds, like)?.command;
  const suggestion = meant ? ` Did you mean \`/${command} ${meant.usage}\`?` : '';
  return `There is no command “${line.word.slice(0, 40)}”.${suggestion} \`/${command} help\` lists them all.`;
}
