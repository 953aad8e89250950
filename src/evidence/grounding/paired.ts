// Whether what a sentence says stands beside its own thing where entries tell of several: `orders: 3 locks, users: 41 locks`.
import { carriesAmountOf, type Lost } from './figures-held.ts';
import { isLight } from './light-words.ts';
import type { Scan } from './scan.ts';
import type { Source } from './source.ts';
import { stemmed } from './stems.ts';
import { isVerb, JOINT, LONGEST, type Statement, statementOf, statementsIn } from './told-parts.ts';

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

type Parts = { bearing: readonly Statement[]; others: readonly Statement[]; all: readonly Statement[] };

const isLabelled = (subject: string) => subject.includes(' ');
const subjectIn = (said: Statement, { subjects }: Statement) => subjects.find((one) => said.stems.has(one));

/** Its figures stand beside another thing than the one that it names. */
function figureApart(said: Statement, { bearing, others, all }: Parts): string | undefined {
  const isElsewhere = (one: string) => others.some(({ stems, points }) => stems.has(one) && !points);
  const stranger = said.things.some((one) => bearing.some(({ stems }) => stems.has(one)))
    ? undefined
    : said.things.find(isElsewhere);
  const other =
    stranger ??
    others
      .map((part) => (part.points && !part.subjects.some(isLabelled) ? undefined : subjectIn(said, part)))
      .find((subject) => subject !== undefined && !bearing.some(({ stems }) => stems.has(subject)));
  const apart = bearing.every((part) =>
    // What comes first and names nothing is of no thing that is named later.
    part.subjects.length > 0 ? subjectIn(said, part) === undefined : part === all[0] && !part.counts,
  );
  return bearing.length > 0 && apart ? other : undefined;
}

/** `200k votes counted, 3% of them twice`: what is said of one figure only. */
function wayApart(said: Statement, { bearing, others }: Parts): string | undefined {
  const way = said.terms.find(
    ({ stems: [stem = ''], poles, glue, denied }) =>
      !glue &&
      !denied &&
      poles.length > 0 &&
      !bearing.some(({ stems }) => stems.has(stem)) &&
      others.some((part) => part.stems.has(stem)) &&
      others.every(({ stems, figures }) => !stems.has(stem) || figures.length > 0),
  );
  return bearing.length === 1 && said.figures.length === 1 ? way?.lower : undefined;
}

/** What is told of one thing is told of it, and not of the subject of another part. */
function subjectApart(said: Statement, all: readonly Statement[]): string | undefined {
  const rest = said.things.filter((one) => !said.leading.includes(one));
  const known = rest.filter((one) => all.some(({ stems }) => stems.has(one)));
  const [subject, ...more] = said.leading;
  if (subject === undefined || more.length > 0 || known.length === 0 || known.length < rest.length) {
    return undefined;
  }
  const telling = all.filter(({ stems }) => known.every((one) => stems.has(one)));
  const naming = all.filter(({ stems }) => stems.has(subject));
  return telling.length > 0 &&
    naming.length > 0 &&
    !telling.some((part) => naming.includes(part) || part.points || part.subjects.length === 0) &&
    telling.every((part) => subjectIn(said, part) === undefined && !naming.some(({ points }) => points))
    ? subject
    : undefined;
}

const MEASURES = new Set(
  'usage load latency space memory cpu disk lag queue backlog limit threshold alert alarm p50 p95 p99 service server node pod host'
    .split(' ')
    .map((word) => stemmed(word).stem),
);

/** `the wind sensor reads 99` tells of no wind of 99. */
function headApart(said: Statement, all: readonly Statement[]): string | undefined {
  const last = said.leading.at(-1);
  if (
    last === undefined ||
    said.figures.length !== 1 ||
    said.labels.some((label) => label.startsWith(`${last} `))
  ) {
    return undefined;
  }
  const heads = all.flatMap(({ terms }) =>
    terms.flatMap((term, at) => (term.stems.includes(last) ? [{ term, next: terms[at + 1] }] : [])),
  );
  const isHead = ({ term, next }: (typeof heads)[number]) =>
    next !== undefined &&
    !next.glue &&
    !next.id &&
    next.segment === term.segment &&
    !/(?:ed|ing|s|ly)$/.test(term.lower) &&
    !/(?:ed|ing|ly)$/.test(next.lower) &&
    next.poles.every(({ scale }) => scale === 'keeping') &&
    !isLight(next.stems[0] ?? '') &&
    !MEASURES.has(next.stems[0] ?? '') &&
    !isVerb(next) &&
    !next.stems.some((stem) => said.stems.has(stem));
  return heads.length > 0 && heads.every(isHead) ? last : undefined;
}

/** A figure that the cited entries tell of one thing, beside another thing that they name. */
export function pairedLost(text: string, whole: Scan, cited: readonly Source[]): Lost | undefined {
  if (cited.some(({ entry, raw }) => entry === undefined || raw.length > LONGEST)) {
    return undefined;
  }
  const figures = whole.amounts.length + whole.times.length + whole.dates.length > 0;
  const all = apart(cited.flatMap(statementsIn));
  if (all.length === 0 || (!figures && (cited.length > 1 || all.length === 1))) {
    return undefined;
  }
  for (const said of text.split(JOINT).map(statementOf)) {
    const bearing = figures ? all.filter((part) => bears(part, said)) : [];
    const parts = { all, bearing, others: all.filter((part) => !bearing.includes(part)) };
    const lost =
      (all.length > 1 ? (figureApart(said, parts) ?? wayApart(said, parts)) : undefined) ??
      headApart(said, all) ??
      (cited.length === 1 && all.length > 1 ? subjectApart(said, all) : undefined);
    if (lost !== undefined) {
      return { reason: 'number', missing: `of ${lost}` };
    }
  }
  return undefined;
}
