// A scripted narrator that lies: from a true statement, copies that are false in one thing each.
import type { CitingSentence, GroundRecord } from '../../evidence/ground-sentences.ts';
import { causalClaims } from '../../evidence/grounding/causes.ts';

export const MUTATIONS = [
  'number',
  'time',
  'unit',
  'name',
  'role',
  'part',
  'negation',
  'cause and effect',
  'quotation',
  'citation',
  'invented id',
] as const;
export type Mutation = (typeof MUTATIONS)[number];
export type Mutant = CitingSentence & { kind: Mutation };

type Make = (text: string, context: { record: GroundRecord; sources: string }) => string[];

const CLOCK = /(?<![\d:])(\d{1,2})([:.])([0-5]\d)(?![\d:])/g;
/** Digits that are no part of a name, a version or a time. */
const NUMBER =
  /(?<![\w.#:,-])\$?\d+(?:[.,]\d+)*(?![\w:-]|[.,]\d)|(?<![\w.#:,-])\d+(?:[.,]\d+)*(?=%|[kKMG]\b| ?(?:ms|s|GB|MB|min|h)\b)/g;
const WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const NUMBER_WORD = new RegExp(`\\b(?:${WORDS.join('|')})\\b(?! (?:past|to))`, 'gi');
const UNITS: Readonly<Record<string, string>> = {
  '%': ' ms',
  ' percent': ' ms',
  ' minutes': ' seconds',
  ' min': ' s',
  ' seconds': ' minutes',
  ' ms': ' s',
  ' GB': ' MB',
  ' MB': ' TB',
  ' hours': ' minutes',
  ' h ': ' days ',
  ' hour': ' minute',
};
const AUXILIARY = /\b(was|were|is|are|had|has|could|did)\b(?! not\b)/i;
const DENIAL: readonly (readonly [RegExp, string])[] = [
  [/\b(was|were|is|are|had|has|could|did|can) not\b/i, '$1'],
  [/\bNobody\b/, 'Everybody'],
  [/\bnobody\b/, 'everybody'],
  [/\bno (?=new |more )/i, ''],
  [/\bnever /i, ''],
];
const PAST =
  /\b(?!need|feed|speed)([a-z]{3,}ed|took|went|came|saw|rose|fell|ran|said|wrote|showed|gave|returned|sent|made)\b/i;

/** Each match in turn, changed; what the sources say as well is no lie. */
function eachChanged(
  text: string,
  pattern: RegExp,
  change: (words: string, match: RegExpMatchArray) => readonly string[],
  sources: string,
): string[] {
  return [...text.matchAll(pattern)].flatMap((match) =>
    change(match[0], match)
      .filter((words) => !sources.includes(words.trim()))
      .map((words) => `${text.slice(0, match.index)}${words}${text.slice(match.index + match[0].length)}`),
  );
}

/** Quotations are left alone: what stands in their place has neither a figure nor a name. */
function outsideQuotes(text: string, make: (text: string) => string[]): string[] {
  const quotes = text.match(/"[^"]*"/g) ?? [];
  const bare = quotes.reduce((rest, quote) => rest.replace(quote, '§'), text);
  const back = (made: string) => quotes.reduce((rest, quote) => rest.replace('§', () => quote), made);
  return make(bare).map(back);
}

const number: Make = (text, { sources }) =>
  outsideQuotes(text, (bare) => [
    ...eachChanged(
      bare,
      NUMBER,
      (words) => {
        const plain = Number(words.replace(/[$,]/g, ''));
        return [plain + 7, plain * 3 + 2].map(
          (value) => `${words.startsWith('$') ? '$' : ''}${Math.round(value * 100) / 100}`,
        );
      },
      sources,
    ),
    ...eachChanged(
      bare,
      NUMBER_WORD,
      (words) => {
        const at = WORDS.indexOf(words.toLowerCase());
        return [WORDS[(at + 3) % WORDS.length] ?? '', 'forty'];
      },
      sources,
    ),
  ]);

const time: Make = (text, { sources }) =>
  outsideQuotes(text, (bare) =>
    eachChanged(
      bare,
      CLOCK,
      (_, [, hours = '', mark = '', minutes = '']) => [
        `${hours}${mark}${String((Number(minutes) + 7) % 60).padStart(2, '0')}`,
        `${(Number(hours) + 2) % 12 || 12}${mark}${minutes}`,
      ],
      sources,
    ),
  );

const unit: Make = (text) =>
  outsideQuotes(text, (bare) =>
    Object.entries(UNITS).flatMap(([from, to]) => {
      const at = bare.search(new RegExp(`(?<=\\d|${WORDS.join('|')})${from}(?![a-z])`));
      return at < 0 ? [] : [`${bare.slice(0, at)}${to}${bare.slice(at + from.length)}`];
    }),
  );

function isName(text: string, name: string): boolean {
  return new RegExp(`(?<!["\\w])${name}(?![\\w])`).test(text);
}

const name: Make = (text, { record, sources }) => {
  const others = record.names.filter((other) => !isName(text, other) && !sources.includes(other));
  return record.names
    .filter((one) => isName(text, one))
    .flatMap((one) => [...others.slice(0, 2), 'Marcus'].map((other) => text.replace(one, other)));
};

const role: Make = (text, { record }) => [
  ...record.names
    .filter((one) => isName(text, one))
    .map((one) =>
      text.replace(new RegExp(`(?<!["\\w])${one}(?:, the [A-Z]\\w+,)?`), 'The Communications Lead'),
    ),
  ...(/\bCommander\b/.test(text) ? [text.replace('Commander', 'Operations Lead')] : []),
];

/** Another machine, version, ticket or system than the one that is named. */
const part: Make = (text, { sources }) =>
  outsideQuotes(text, (bare) =>
    eachChanged(
      bare,
      /\bv?\d+\.\d+\.\d+\b|\b[a-z]+(?:-[a-z]+)*-\d+\b|\b[A-Z]{2,}-\d+\b|#\d+|\b(?:redis|kafka|postgres|checkout-api|partner-sync|mobile-gateway|scheduler|load balancer|terraform|cache|vpn)\b/gi,
      (words) =>
        /\d/.test(words)
          ? [words.replace(/\d+(?=\D*$)/, (last) => String(Number(last) + 3))]
          : ['ledger', 'auth-proxy'],
      sources,
    ),
  );

const negation: Make = (text) =>
  outsideQuotes(text, (bare) => {
    const affirmed = DENIAL.filter(([pattern]) => pattern.test(bare)).map(([pattern, to]) =>
      bare.replace(pattern, to),
    );
    const denied = AUXILIARY.test(bare)
      ? [bare.replace(AUXILIARY, '$1 not'), bare.replace(AUXILIARY, '$1 never')]
      : PAST.test(bare)
        ? [bare.replace(PAST, 'did not $1')]
        : [];
    return affirmed.length > 0 ? affirmed : denied;
  });

const swap: Make = (text) => {
  const [, effect, because, cause] =
    /^(.*?) (because of|because|due to|caused by) (.*?)\.?$/.exec(text) ?? [];
  const [, left, led, right] = /^(.*?) (caused|led to|triggered|resulted in) (.*?)\.?$/.exec(text) ?? [];
  const [, first, so, second] = /^(.*?) (so) (.*?)\.?$/.exec(text) ?? [];
  if (causalClaims(text, 'sentence').length === 0) {
    return [];
  }
  return [
    ...(because === undefined ? [] : [`${cause} ${because} ${effect}.`, `${effect} caused ${cause}.`]),
    ...(led === undefined ? [] : [`${right} ${led} ${left}.`]),
    ...(so === undefined ? [] : [`${second} ${so} ${first}.`, `${first} because ${second}.`]),
  ];
};

const quotation: Make = (text) =>
  [...text.matchAll(/"([^"]+)"/g)].map((match) => {
    const words = (match[1] ?? '').split(' ');
    const changed = [...words.slice(0, -1), 'completely'].join(' ');
    return text.replace(match[1] ?? '', changed);
  });

const MAKERS: Readonly<Record<Exclude<Mutation, 'citation' | 'invented id'>, Make>> = {
  number,
  time,
  unit,
  name,
  role,
  part,
  negation,
  'cause and effect': swap,
  quotation,
};

/** Citations moved to the entries before and after, and to one far away. */
function moved({ text, cites }: CitingSentence, record: GroundRecord): Mutant[] {
  const [first = ''] = cites;
  const at = record.entries.findIndex(({ id }) => id === first);
  const far = (at + Math.floor(record.entries.length / 2)) % record.entries.length;
  return [at - 1, at + 1, far].flatMap((index) => {
    const other = record.entries[index];
    return at < 0 || other === undefined || cites.includes(other.id)
      ? []
      : [{ kind: 'citation' as const, text, cites: [other.id, ...cites.slice(1)] }];
  });
}

/** Every mutated copy of a true statement. */
export function mutantsOf(statement: CitingSentence, record: GroundRecord): Mutant[] {
  const cited = record.entries.filter(({ id }) => statement.cites.includes(id));
  const facts = record.facts.filter(({ id }) => statement.cites.includes(id));
  const sources = [
    ...cited.map(({ text, author }) => `${text} ${author}`),
    ...facts.map(({ text }) => text),
  ].join('\n');
  const made = Object.entries(MAKERS).flatMap(([kind, make]) =>
    [...new Set(make(statement.text, { record, sources }))]
      .filter((text) => text !== statement.text)
      .map((text): Mutant => ({ kind: kind as Mutation, text, cites: statement.cites })),
  );
  const invented = {
    kind: 'invented id' as const,
    text: statement.text,
    cites: [...statement.cites, 'E9999'],
  };
  return [...made, ...moved(statement, record), invented];
}
