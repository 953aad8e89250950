// Whether cited sources hold the figures of a sentence: amounts, lengths of time, times of day, dates.

import { DOING } from '../verbs.ts';
import type { Zoned } from '../zoned.ts';
import { alikeOf } from './alike.ts';
import { isAsRule } from './amount-words.ts';
import type { SaidAmount } from './amounts.ts';
import { escaped } from './escaped.ts';
import { clockLengths, isBetween } from './lengths.ts';
import { isLight } from './light-words.ts';
import { type Near, NOTHING_NEAR } from './near.ts';
import type { SaidDate, SaidTime, Scan } from './scan.ts';
import { localMinutes, type Source } from './source.ts';
import { stemmed } from './stems.ts';
import { carriesAmount } from './units.ts';
import type { Reason } from './verdict.ts';
import { FUNCTION_WORDS } from './vocabulary.ts';

const DEEDS = new Set(DOING.map((word) => stemmed(word.split(' ')[0] ?? word).stem));

/** `310 devices`: what they are may be said beside it. */
const OF_ANY_KIND = new Set(
  'device machine host node box thing piece entry record person'.split(' ').map((word) => stemmed(word).stem),
);

/** Deeds that are counted like things. */
const COUNTED = new Set(
  'call order test file mail page issue copy upload import'.split(' ').map((word) => stemmed(word).stem),
);
const isDeed = (stem: string) => DEEDS.has(stem) && !COUNTED.has(stem);

export type Lost = { reason: Reason; missing: string };

const DAY = 1440;
/** `about 14:05` may be this many minutes off. */
const ABOUT_MINUTES = 5;
const PLAIN_CLOCK = /^(\d{1,2}):(\d\d)$/;

/** What is counted must be told of in the source that holds the number. */
function holdsCount(source: Source, said: SaidAmount, near: Near): boolean {
  const number =
    source.amounts.some(
      (amount) =>
        carriesAmount(ofDimension(amount, said, source), said, said.manner) &&
        sameWhole(amount, said) &&
        sameWay(amount, said) &&
        sameBound(amount, said) &&
        (amount.usual !== true || said.usual === true) &&
        (amount.range !== true || said.range === true || said.manner !== 'exact') &&
        (sameNoun(amount, said, source) || leftUnsaid(amount, said, near)),
    ) ||
    (said.dimension === 'count' && said.manner === 'exact' && source.ids.has(`#${said.value}`));
  const nouns = said.nouns ?? [];
  return (
    number &&
    (said.noun === undefined ||
      near.has(said.noun) ||
      [said.noun, ...nouns].some((noun) => isLight(noun) || OF_ANY_KIND.has(noun) || namesIt(source, noun)))
  );
}

/** Whether one amount of a source is what a sentence says, whatever it counts. */
export function carriesAmountOf(amount: SaidAmount, said: SaidAmount): boolean {
  return carriesAmount(amount, said, said.manner);
}

/** `over 90%` of a rounded 91.4: two digits that say something, at most. */
const isRound = ({ value, grain }: SaidAmount) => Number((value / grain).toPrecision(2)) === value / grain;

/** `up to an hour` is no hour, and `over 90%` not under it. */
function sameBound({ manner, value, denied }: SaidAmount, said: SaidAmount): boolean {
  const bounded = manner === 'over' || manner === 'under';
  return (
    denied === said.denied &&
    (!bounded ||
      (manner === said.manner &&
        (value === said.value || (Math.abs(value - said.value) <= value * 0.05 && isRound(said)))))
  );
}

/** `by 71` is carried by no `to 71`, and `to 15` by no `from 15`. */
function sameWay({ beside: told, mild }: SaidAmount, { beside, mild: mildly }: SaidAmount): boolean {
  if (mildly === true || (mild === true && beside === 'by')) {
    return true;
  }
  const apart = (a: string, b: string) => told === a && beside === b;
  return (
    !['to', 'from', 'at'].some((other) => apart(other, 'by') || (other !== 'at' && apart('by', other))) &&
    !apart('from', 'to') &&
    !apart('to', 'from')
  );
}

function namesIt({ stems, ids }: Source, noun: string): boolean {
  return stems.has(noun) || ids.has(noun) || [...alikeOf(noun)].some((other) => stems.has(other));
}

const RATED =
  /\b(?:cpu|memory|disk|load|rate|ratio|share|percent\w*|success|usage|utili[sz]ation|availability|uptime|coverage|free|conversion|ctr)\b|%/i;

/** `auth rate fell from 94 to 71` are percent. */
function ofDimension(amount: SaidAmount, said: SaidAmount, { raw }: Source): SaidAmount {
  return said.dimension === 'percent' &&
    amount.dimension === 'count' &&
    amount.value <= 100 &&
    RATED.test(raw)
    ? { ...amount, dimension: 'percent' }
    : amount;
}

const UNITS_OF_TIME = new Set(['second', 'minute', 'hour', 'day', 'week'].map((word) => stemmed(word).stem));

/** `adding two`, `900 a minute`: of what was just spoken of. */
function leftUnsaid({ noun }: SaidAmount, said: SaidAmount, near: Near): boolean {
  return (
    said.noun !== undefined &&
    near.has(said.noun) &&
    (noun === undefined || UNITS_OF_TIME.has(noun) || isDeed(noun))
  );
}

/** `12 messages by 3 authors` holds no 3 messages. */
function sameNoun(amount: SaidAmount, said: SaidAmount, source: Source): boolean {
  if (said.whole === true && amount.whole === true) {
    return true;
  }
  const wanted = [said.noun ?? '', ...(said.nouns ?? [])];
  const told = [amount.noun ?? '', ...(amount.nouns ?? [])];
  const same = told.some((noun) => wanted.some((one) => one === noun || alikeOf(one).has(noun)));
  const bound = source.amounts.some(({ noun }) => noun !== undefined && noun === said.noun);
  return (
    said.noun === undefined ||
    amount.noun === said.noun ||
    same ||
    !(bound || countsAnother(amount, said, source))
  );
}

const PERSON = stemmed('person').stem;

/** `14,000 calls` are no 14,000 partners. */
function countsAnother({ noun, dimension }: SaidAmount, said: SaidAmount, { stems }: Source): boolean {
  if (dimension !== 'count' || said.manner === 'over' || noun === undefined || said.noun === undefined) {
    return false;
  }
  // `labels by hand, 3 people on it`: the labels are told of, and it is not them that were counted.
  if (noun === PERSON) {
    return stems.has(said.noun);
  }
  return (
    ![said.noun, noun].some((one) => isLight(one) || isDeed(one)) &&
    !UNITS_OF_TIME.has(noun) &&
    !OF_ANY_KIND.has(noun)
  );
}

/** `3 of 11` is carried by `3 of 11`, and by a `3` of which no whole is told; 11 by no `3 of 11`. */
function sameWhole(source: SaidAmount, said: SaidAmount): boolean {
  return source.whole === true
    ? said.whole === true
    : said.of === undefined || source.of === undefined || said.of === source.of;
}

/** A length that no source tells and that lies between two of them. */
export function isLengthBetween(sources: readonly Source[], said: SaidAmount): boolean {
  return (
    said.dimension === 'time' &&
    !sources.some((source) => holdsCount(source, said, NOTHING_NEAR)) &&
    isBetween(sources, said)
  );
}

/** `line 4 was running` where the record has `line 4 moving`: what is numbered counts nothing; `version 2` is `v2`. */
function holdsLabel({ raw, ids }: Source, { label }: SaidAmount): boolean {
  const version = /^(?:version|release|generation) (\d+)$/.exec(label ?? '')?.[1];
  if (version !== undefined && ids.has(`v${version}`)) {
    return true;
  }
  return (
    label !== undefined &&
    !FUNCTION_WORDS.has(label.split(' ')[0] ?? '') &&
    new RegExp(
      `(?<![\\p{L}\\p{N}])${escaped(label).replace(/s(?= \d)/, 's?')}(?![\\p{L}\\p{N}.,:%])`,
      'iu',
    ).test(raw)
  );
}

function holdsAmount(sources: readonly Source[], said: SaidAmount, near: Near): boolean {
  if (sources.some((source) => holdsCount(source, said, near) || holdsLabel(source, said))) {
    return true;
  }
  if (said.dimension === 'time') {
    return sources.some((source) => clockLengths(source).includes(said.value)) || isBetween(sources, said);
  }
  // `a`, `one`: of a thing that the source names; of all of them it is not one.
  return (
    !(said.text === 'one' && sources.every(({ scales }) => scales.get('share') === 1)) &&
    said.loose === true &&
    (said.noun === undefined || sources.some(({ stems }) => stems.has(said.noun ?? '')))
  );
}

function lostAmount(sources: readonly Source[], said: SaidAmount): Lost {
  const elsewhere = sources.some(({ amounts }) =>
    amounts.some(({ value, grain }) => value / grain === said.value / said.grain),
  );
  const reason = elsewhere ? 'unit' : said.dimension === 'time' ? 'duration' : 'number';
  return { reason, missing: said.text };
}

function holdsTime(source: Source, said: SaidTime, zone: Zoned): boolean {
  return source.times.some(({ minutes, at, slack }) => {
    const wanted = localMinutes(said, zone, at);
    const apart = Math.abs(wanted - minutes);
    return Math.min(apart, DAY - apart) <= (said.about ? ABOUT_MINUTES : slack);
  });
}

function isLengthHeld(sources: readonly Source[], said: SaidTime): boolean {
  const [, hours, minutes] = PLAIN_CLOCK.exec(said.text) ?? [];
  if (hours === undefined) {
    return false;
  }
  const value = Number(hours) * 3600 + Number(minutes) * 60;
  const text = said.text;
  return holdsAmount(sources, { value, dimension: 'time', grain: 60, text, manner: 'exact' }, NOTHING_NEAR);
}

function sameDay(a: SaidDate, b: SaidDate): boolean {
  const both = (x: number | undefined, y: number | undefined) => x === undefined || x === y;
  return both(a.year, b.year) && both(a.month, b.month) && both(a.day, b.day) && both(a.weekday, b.weekday);
}

/** `from 94% to 41%`: by how much it went up or down; the two may stand in two entries. */
export function changeOf(amounts: readonly SaidAmount[]): number {
  const at = amounts.findIndex(({ beside, dimension }, index) => {
    const next = amounts[index + 1];
    return beside === 'from' && next?.beside === 'to' && next.dimension === dimension;
  });
  return at < 0 ? 0 : (amounts[at + 1]?.value ?? 0) - (amounts[at]?.value ?? 0);
}

/** The first figure of a sentence that no cited source holds. */
export function figureLost(
  said: Scan,
  sources: readonly Source[],
  zone: Zoned,
  near: Near = NOTHING_NEAR,
): Lost | undefined {
  const worded = new Set<string>();
  for (const time of said.times) {
    if (sources.some((source) => holdsTime(source, time, zone)) || isLengthHeld(sources, time)) {
      worded.add(time.text);
    }
  }
  const time = said.times.find(({ text }) => !worded.has(text));
  if (time !== undefined) {
    return { reason: 'time', missing: time.text };
  }
  const date = said.dates.find(
    (day) => !sources.some(({ dates }) => dates.some((other) => sameDay(day, other))),
  );
  if (date !== undefined) {
    return { reason: 'date', missing: date.text };
  }
  const asRule = said.pieces.some((piece) => piece.kind === 'word' && isAsRule(piece.lower));
  const amount = said.amounts.find(
    (one) => !holdsAmount(sources, asRule ? { ...one, usual: true } : one, near),
  );
  return amount === undefined ? undefined : lostAmount(sources, amount);
}
