// Whether a figure stands beside its own thing where one entry tells of several: `orders: 3 locks, users: 41 locks`.
import { carriesAmountOf, type Lost } from './figures-held.ts';
import { type Scan, scan } from './scan.ts';
import type { Source } from './source.ts';
import { stemmed } from './stems.ts';
import { clausesOf, type Term } from './terms.ts';
import { IRREGULARS } from './vocabulary.ts';

/** One thing said of one thing. `subject`: what it is about, as far as it names it. */
type Statement = {
  figures: ReturnType<typeof scan>['amounts'];
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
};

const JOINT = /[,;]\s|\.\s|\n|\s(?:and|but|while|whereas|then)\s/;
/** A sentence on several entries is cut finer: it sets them in order. */
const FINER_JOINT =
  /[,;]\s|\.\s|\n|\s(?:and|but|while|whereas|then|after|before|because|since|once|when|although|though|which|who)\s/;
const LONGEST = 4_000;
/** Where what a statement is about ends. */
const isVerb = ({ lower, glue, poles }: Term) =>
  BEING.has(lower) ||
  (!glue && poles.length > 0) ||
  /(?:ed|ing)$/.test(lower) ||
  (IRREGULARS.has(lower) && IRREGULARS.get(lower) !== lower);
/** `ferry 7`: the number belongs to the name. */
const NUMBERED = /^(\p{L}{3,}) (\d{1,4})$/u;

function statementOf(part: string): Statement {
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
  const numbered = labels.filter((label) => stems.some((stem) => label.startsWith(`${stem} `)));
  return {
    figures: amounts.filter(({ loose, label }) => loose !== true && !isLabel(label, labels)),
    times: times.map(({ minutes }) => minutes),
    dates: dates.map(({ month, day, weekday }) => `${month}-${day}-${weekday}`),
    labels,
    points: terms.some(({ lower }) => POINTING.has(lower)),
    things: terms.filter(isThing).flatMap(({ stems }) => stems),
    counts,
    subjects: numbered.length > 0 ? numbered : stems,
    stems: new Set([...terms.flatMap(({ stems }) => stems), ...labels]),
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

function statementsIn(source: Source): Statement[] {
  const known = told.get(source);
  if (known !== undefined) {
    return known;
  }
  const parts = source.raw.split(JOINT);
  const made = parts.length > MOST ? [] : parts.map(statementOf);
  told.set(source, made);
  return made;
}

/** The `db` of `orders db` and `users db` tells neither from the other. */
function apart(parts: readonly Statement[]): Statement[] {
  const uses = new Map<string, number>();
  for (const one of parts.flatMap(({ subjects }) => [...new Set(subjects)])) {
    uses.set(one, (uses.get(one) ?? 0) + 1);
  }
  return parts.map((part) => ({ ...part, subjects: part.subjects.filter((one) => uses.get(one) === 1) }));
}

const bears = (one: Statement, said: Statement) =>
  said.times.some((time) => one.times.includes(time)) ||
  said.dates.some((date) => one.dates.includes(date)) ||
  said.labels.some((label) => one.labels.includes(label) && !one.subjects.includes(label)) ||
  said.figures.some((amount) => one.figures.some((other) => carriesAmountOf(other, amount)));

/** A figure that the cited entries tell of one thing, beside another thing that they name. */
export function pairedLost(text: string, whole: Scan, cited: readonly Source[]): Lost | undefined {
  if (
    whole.amounts.length + whole.times.length + whole.dates.length === 0 ||
    cited.some(({ entry, raw }) => entry === undefined || raw.length > LONGEST)
  ) {
    return undefined;
  }
  const parts = apart(cited.flatMap(statementsIn));
  if (parts.length < 2) {
    return undefined;
  }
  for (const said of text.split(cited.length > 1 ? FINER_JOINT : JOINT).map(statementOf)) {
    const bearing = parts.filter((part) => bears(part, said));
    const has = ({ subjects }: Statement) => subjects.find((one) => said.stems.has(one));
    const others = parts.filter((part) => !bearing.includes(part));
    const isElsewhere = (one: string) => others.some(({ stems, points }) => stems.has(one) && !points);
    const stranger = said.things.some((one) => bearing.some(({ stems }) => stems.has(one)))
      ? undefined
      : said.things.find(isElsewhere);
    const other =
      stranger ??
      others
        .filter(({ points }) => !points)
        .map(has)
        .find((subject) => subject !== undefined && !bearing.some(({ stems }) => stems.has(subject)));
    if (
      other !== undefined &&
      bearing.length > 0 &&
      bearing.every((part) =>
        // What comes first and names nothing is of no thing that is named later.
        part.subjects.length > 0 ? has(part) === undefined : part === parts[0] && !part.counts,
      )
    ) {
      return { reason: 'number', missing: `of ${other}` };
    }
  }
  return undefined;
}
