// Whether a figure stands beside its own thing where one entry tells of several: `orders: 3 locks, users: 41 locks`.
import { carriesAmountOf, type Lost } from './figures-held.ts';
import { scan } from './scan.ts';
import type { Source } from './source.ts';
import { stemmed } from './stems.ts';
import { clausesOf, type Term } from './terms.ts';
import { IRREGULARS } from './vocabulary.ts';

/** One thing said of one thing. `subject`: what it is about, as far as it names it. */
type Statement = {
  figures: ReturnType<typeof scan>['amounts'];
  times: readonly number[];
  subjects: readonly string[];
  /** It begins with its figure. */
  counts: boolean;
  stems: ReadonlySet<string>;
};

const JOINT = /[,;]\s|\.\s|\n|\s(?:and|but|while|whereas|then)\s/;
/** Where what a statement is about ends. */
const isVerb = ({ lower, glue, poles }: Term) =>
  BEING.has(lower) ||
  (!glue && poles.length > 0) ||
  /(?:ed|ing)$/.test(lower) ||
  (IRREGULARS.has(lower) && IRREGULARS.get(lower) !== lower);
/** `ferry 7`: the number belongs to the name. */
const NUMBERED = /^(\p{L}{3,}) (\d{1,4})$/u;

function statementOf(part: string): Statement {
  const { amounts, times, pieces } = scan(part, { quoted: false });
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
    counts,
    subjects: numbered.length > 0 ? numbered : stems,
    stems: new Set([...terms.flatMap(({ stems }) => stems), ...labels]),
  };
}

function isLabel(label: string | undefined, labels: readonly string[]): boolean {
  const [word = '', number = ''] = label?.split(' ') ?? [];
  return labels.includes(`${stemmed(word).stem} ${number}`);
}

const COUNTS = /^\W*(?:about |around |some |only |just |another )?[~<>]?\d/i;
const BEING = new Set('is are was were be been has have had'.split(' '));
const isThing = ({ glue, poles, lower }: Term) => !glue && poles.length === 0 && !lower.endsWith('ly');

const told = new WeakMap<Source, Statement[]>();

function statementsIn(source: Source): Statement[] {
  const known = told.get(source);
  if (known !== undefined) {
    return known;
  }
  const parts = source.raw.split(JOINT).map(statementOf);
  // The `db` of `orders db` and `users db` tells neither from the other.
  const isShared = (one: string) => parts.filter(({ subjects }) => subjects.includes(one)).length > 1;
  const shared = new Set(parts.flatMap(({ subjects }) => subjects).filter(isShared));
  const own = parts.map((part) => ({ ...part, subjects: part.subjects.filter((one) => !shared.has(one)) }));
  told.set(source, own);
  return own;
}

const bears = (one: Statement, said: Statement) =>
  said.times.some((time) => one.times.includes(time)) ||
  said.figures.some((amount) => one.figures.some((other) => carriesAmountOf(other, amount)));

/** A figure that the only entry tells of one thing, beside another thing that the entry names. */
export function pairedLost(text: string, cited: readonly Source[]): Lost | undefined {
  const [source, ...others] = cited;
  if (source?.entry === undefined || others.length > 0 || !/\d/.test(source.raw)) {
    return undefined;
  }
  const parts = statementsIn(source);
  if (parts.length < 2) {
    return undefined;
  }
  for (const said of text.split(JOINT).map(statementOf)) {
    const bearing = parts.filter((part) => bears(part, said));
    const has = ({ subjects }: Statement) => subjects.find((one) => said.stems.has(one));
    const other = parts
      .filter((part) => !bearing.includes(part))
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
