// The parts of an entry or a sentence: one thing said of one thing each, with its figures and what it is about.
import { lettersIn } from './marked.ts';
import { type Scan, scan } from './scan.ts';
import type { Source } from './source.ts';
import { stemmed } from './stems.ts';
import { clausesOf, type Term } from './terms.ts';
import { IRREGULARS } from './vocabulary.ts';

/** One thing said of one thing. `subject`: what it is about, as far as it names it. */
export type Statement = {
  figures: Scan['amounts'];
  times: readonly number[];
  dates: readonly string[];
  /** `hall 2` */
  labels: readonly string[];
  things: readonly string[];
  /** `during that time`, `it`: of what another tells. */
  points: boolean;
  subjects: readonly string[];
  /** It begins with its figure. */
  counts: boolean;
  stems: ReadonlySet<string>;
  terms: readonly Term[];
  /** Stems of the things before what is said of them. */
  leading: readonly string[];
};

export const JOINT =
  /[,;]\s|\.\s|\n|\s(?:and|but|while|whereas|then|(?:after|before|since)(?! (?:about )?\d| noon| midnight)|because|once|when|although|though|which|who)\s/;
/** Longer texts are not taken apart. */
export const LONGEST = 4_000;
/** Where what a statement is about ends. */
export const isVerb = ({ lower, glue, poles }: Term) =>
  BEING.has(lower) ||
  (!glue && poles.length > 0) ||
  /(?:ed|ing)$/.test(lower) ||
  (IRREGULARS.has(lower) && IRREGULARS.get(lower) !== lower);
/** `ferry 7`: the number belongs to the name. */
const NUMBERED = /^(\p{L}{3,}) (\d{1,4}(?:\.\d+)*)$/u;
/** `5.2 drops bluetooth` is about 5.2. */
const VERSION = /^\W*v?(\d+\.\d+)\b(?! ?(?:%|s|ms|min|h|k|m|million|gb|mb|percent)\b)/i;

export function statementOf(part: string): Statement {
  const { amounts, times, dates, pieces } = scan(part, { quoted: false });
  const terms = clausesOf(pieces).flatMap((clause) => clause.terms);
  const verb = terms.findIndex(isVerb);
  // `took 14 minutes`, `20 of them`: of what was told of just before.
  const counts = COUNTS.test(part);
  const leading = counts ? [] : (verb < 0 ? terms : terms.slice(0, verb)).filter(isThing);
  const labels = amounts.flatMap(({ label, dimension }) => {
    const [, word, number] = (dimension === 'count' && NUMBERED.exec(label ?? '')) || [];
    const known = word === undefined ? undefined : stemmed(word);
    return known === undefined || known.glue ? [] : [`${known.stem} ${number}`];
  });
  const stems = leading.flatMap((term) => term.stems.slice(0, 1));
  labels.push(...lettersIn(part).map(([thing, letter]) => `${stemmed(thing).stem} ${letter}`));
  const version = VERSION.exec(part)?.[1];
  const numbered = labels.filter((label) => stems.some((stem) => label.startsWith(`${stem} `)));
  return {
    figures: amounts.filter(({ loose, label }) => loose !== true && !isLabel(label, labels)),
    times: times.map(({ minutes }) => minutes),
    dates: dates.map(({ month, day, weekday }) => `${month}-${day}-${weekday}`),
    labels,
    points: terms.some(({ lower }) => POINTING.has(lower)),
    things: terms.filter(isThing).flatMap(({ stems }) => stems),
    counts: counts && version === undefined,
    subjects: version !== undefined ? [version] : numbered.length > 0 ? numbered : stems,
    stems: new Set([
      ...terms.flatMap(({ stems }) => stems),
      ...labels,
      ...labels.map((label) => label.split(' ')[1] ?? ''),
    ]),
    terms,
    leading: leading.flatMap((term) => term.stems),
  };
}

function isLabel(label: string | undefined, labels: readonly string[]): boolean {
  const [word = '', number = ''] = label?.split(' ') ?? [];
  return labels.includes(`${stemmed(word).stem} ${number}`);
}

const COUNTS =
  /^\W*(?:about |around |some |only |just |another )?(?:[~<>]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|many|few)\b)/i;
const POINTING = new Set('it that this these those they them both its their which'.split(' '));
const BEING = new Set('is are was were be been has have had'.split(' '));
const isThing = ({ glue, poles, lower }: Term) => !glue && poles.length === 0 && !lower.endsWith('ly');

const told = new WeakMap<Source, Statement[]>();
/** A text of more statements than this is a list: its figures are not set beside each other. */
const MOST = 40;

export function statementsIn(source: Source): Statement[] {
  const known = told.get(source);
  if (known !== undefined) {
    return known;
  }
  const parts = source.raw.split(JOINT);
  const made = parts.length > MOST ? [] : parts.map(statementOf);
  told.set(source, made);
  return made;
}
