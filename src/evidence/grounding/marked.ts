// What little words say of a thing: which of several it is, before or since when, whose it is, whether it is so as a rule.
import type { Lost } from './figures-held.ts';
import type { Source } from './source.ts';

/** `hall B`, `secret A`: the letter is the name. */
const LETTERED = /\b(\p{L}{3,}) ([A-Z])(?![\p{L}\p{N}'’.&-]|\.\p{L})/gu;
/** `is A`, `the I`: no thing is named so. */
const NO_THING = /^(?:and|or|the|but|than|that|what|when|then|was|is|are|were|as|if|so|plan|vitamin)$/i;

export function lettersIn(text: string): [string, string][] {
  return [...text.matchAll(LETTERED)].flatMap(([, thing = '', letter = '']): [string, string][] =>
    NO_THING.test(thing) || letter === 'I' ? [] : [[thing.toLowerCase(), letter]],
  );
}

/** Another letter than the sources give the thing. */
export function letterLost(text: string, sources: readonly Source[]): Lost | undefined {
  const said = lettersIn(text);
  if (said.length === 0) {
    return undefined;
  }
  const told = sources.flatMap(({ raw }) => lettersIn(raw));
  const lost = said.find(([thing, letter]) => {
    const others = told.filter(([other]) => other === thing);
    return others.length > 0 && !others.some(([, other]) => other === letter);
  });
  return lost === undefined ? undefined : { reason: 'name', missing: lost.join(' ') };
}

const TIMED =
  /\b(since|from|after|as of|until|till|before|by|up to)(?: about| around| roughly)? (\d{1,2}:\d\d|noon|midnight|midday)/gi;
/** Words that say from when on, and until when. */
const FROM_THEN = new Set(['since', 'from', 'after', 'as of']);
const TO_THEN = new Set(['until', 'till', 'before', 'up to', 'by']);

function sidesIn(text: string): { time: string; side: number }[] {
  return [...text.matchAll(TIMED)].map(([, word = '', time = '']) => {
    const lower = word.toLowerCase();
    return { time: time.toLowerCase(), side: FROM_THEN.has(lower) ? 1 : TO_THEN.has(lower) ? -1 : 0 };
  });
}

/** `before 03:00` of what the sources tell to be since then. Told of with a zone's clock, the hours differ and nothing is compared. */
export function sideLost(text: string, sources: readonly Source[]): Lost | undefined {
  const said = sidesIn(text).filter(({ side }) => side !== 0);
  if (said.length === 0) {
    return undefined;
  }
  const told = sources.flatMap(({ raw }) => sidesIn(raw));
  const lost = said.find(({ time, side }) => {
    const same = told.filter((other) => other.time === time);
    return same.length > 0 && same.every((other) => other.side === -side);
  });
  return lost === undefined ? undefined : { reason: 'time', missing: lost.time };
}

const OURS = /\b(?:we|our|us)\b/i;
const THEIRS =
  /\b(?:on|at) (?:their|his|her|the (?:vendor|provider|partner|carrier)'?s?) (?:side|end)\b|^they\b|\bthey (?:say|said|tell|told)\b/i;

/** What others say of theirs, or do on their side, is not ours. */
export function ownerLost(text: string, sources: readonly Source[]): Lost | undefined {
  return OURS.test(text) &&
    sources.every(
      ({ raw, entry }) => entry !== undefined && THEIRS.test(raw) && !OURS.test(raw) && !/\bI\b/.test(raw),
    )
    ? { reason: 'name', missing: OURS.exec(text)?.[0] ?? 'our' }
    : undefined;
}

const SOME = /\b(?:some|a few|several|certain|part) (?:of (?:the |our )?)?(?=\p{L})/iu;
const ALL = /\b(?:all|everyone|everybody|every|each|any)\b/i;
const PART =
  /\b(?:some|few|several|certain|part\w*|many|most|not|no|but|except|only|half)\b|n't\b|\d ?%|\d of \d/i;

/** `some users` where the sources say that it was everybody. */
export function someLost(text: string, sources: readonly Source[]): Lost | undefined {
  return SOME.test(text) && !ALL.test(text) && sources.every(({ raw }) => ALL.test(raw) && !PART.test(raw))
    ? { reason: 'opposite', missing: 'some' }
    : undefined;
}
