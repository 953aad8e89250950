// Who in a text is a person, a role or a team: the subject decides whether a sentence judges somebody or tells of a machine.
import type { CheckedDocument } from './document.ts';
import { ALSO_WORDS, GIVEN_NAMES } from './given-names.ts';

export type Person = {
  from: number;
  to: number;
  words: string;
  kind: 'name' | 'mention' | 'role' | 'team' | 'pronoun';
};

/** The people of one document, ready to be looked for. */
export type Persons = {
  /** Everybody in a text whose quotations are masked, in order. */
  in(text: string): Person[];
};

const ROLES = [
  'on[- ]?calls?(?: (?:engineer|person|responder|developer|sre))?',
  'engineers?|developers?|programmers?|operators?|responders?|commanders?|admins?|administrators?|sysadmins?|dbas?',
  'sres?|managers?|technicians?|reviewers?|committers?|maintainers?|colleagues?|teammates?|co-?workers?',
  'staff|employees?|contractors?|interns?|newcomers?|juniors?|seniors?|somebody|someone',
  '(?:communications|operations|tech|team|engineering|support|incident) leads?|support agents?|analysts?|architects?',
].join('|');

/** What makes a machine of it: the on-call schedule, the developer portal, the operator pod. */
const THING =
  /^(?:[- ](?:rotations?|schedules?|pagers?|phones?|laptops?|scripts?|tools?|tooling|dashboards?|portals?|accounts?|tokens?|keys?|roles?|pods?|consoles?|bots?|channels?|runbooks?|guides?|docs|documentation|handbooks?|pages?|paging|alerts?|alerting|process(?:es)?|polic(?:y|ies)|lists?|queues?|loads?|interfaces?|clusters?|environments?|servers?|machines?|services?|apis?|ui|apps?|jobs?|emails?|mailbox(?:es)?|groups?|hand-?offs?|handovers?|workflows?|errors?|counts?|sessions?|hubs?|frameworks?|images?|versions?|upgrades?|deployments?|configs?|controllers?|sdks?|binar(?:y|ies)|containers?|databases?|namespaces?|vpns?|instances?|credentials?|certificates?|experience|tickets?|branch(?:es)?|builds?|systems?|nodes?|hosts?|boxes|box|stacks?|mode|console|calls?|training|review process))\b/i;
const POSSESSIVE = /^['’]s?\b/;

/** The act of somebody is somebody: Ana's typo, the engineer's mistake. */
const ACT =
  /^['’]s?\s+(?:\w+\s+)?(?:typo|mistake|error|slip|negligence|carelessness|inattention|haste|oversight|decision|misconfiguration|misjudge?ment|command|failure)\b/i;

const PRONOUN = /\b(?:we|i|he|she)\b/gi;
const MENTION =
  /<@[UW][A-Z0-9]+(?:\|[^<>]*)?>|(?<=^|[\s(,;:])@(?!(?:here|channel|everyone|all)\b)[a-z][\w.-]*\w(?![/\w])/gi;
const GROUP = /team|on-?call|sre|support|ops\b|eng\b/i;

/** Patterns look no further than this on either side: a long text would be read over and over. */
const NEAR = 160;
export const behind = (text: string, at: number) => text.slice(at, at + NEAR);
export const inFront = (text: string, at: number) => text.slice(Math.max(0, at - NEAR), at);

const escapedForPattern = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const startsSentence = (text: string, at: number) =>
  /(?:^|[.!?:]\s+|\n\s*|[-*•]\s+)$/.test(inFront(text, at));

/** Words before `operator`, `manager` and `responder` that make software of them. */
const SOFTWARE_BEFORE =
  /^(?:k8s|kubernetes|cluster|database|postgres|kafka|redis|etcd|ternary|boolean|sql|logical|comparison|package|secrets?|password|cert|certificate|session|transaction|memory|node|resource|state|cache|key|window|task|file|lock|connection|queue|traffic|bandwidth|volume|network|device|ocsp|http|dns|auto|mdns)$/i;

/** A product's own operator, manager or responder: the Strimzi operator, the package manager, an OCSP responder. */
function isSoftware(text: string, from: number, words: string): boolean {
  if (!/(?:operator|manager|responder)s?$/i.test(words)) {
    return false;
  }
  const before = /([\w-]+)[ -]$/.exec(inFront(text, from))?.[1] ?? '';
  const product = /^[A-Z][a-z]/.test(before) && !/^(?:The|An?|Our|One|Another|Each|This|That)$/.test(before);
  return SOFTWARE_BEFORE.test(before) || (/operator/i.test(words) && product) || text[from - 1] === '-';
}

/** True where it is the person that acts, and nothing of theirs. */
function isSubject(text: string, { from, to, words }: Person): boolean {
  const after = behind(text, to);
  return !THING.test(after) && !POSSESSIVE.test(after) && !isSoftware(text, from, words);
}

function found(text: string, pattern: RegExp, kind: Person['kind']): Person[] {
  return [...text.matchAll(pattern)].map((match) => {
    const words = match.groups?.who ?? match[0];
    const from = match.index + match[0].length - words.length;
    return { from, to: match.index + match[0].length, words, kind };
  });
}

/** A name of these: not where it begins a sentence and is a word as well, and not as part of another name (`Bo-2`, `bo.example`). */
function namesIn(text: string, known: ReadonlySet<string>): Person[] {
  const words = found(text, /(?<![\p{L}\p{N}@/._-])\p{Lu}[\p{L}’'-]*(?:\s\p{Lu}[\p{L}’'-]+)?/gu, 'name');
  return words.flatMap((person) => {
    const whole = person.words.replace(/['’]s?$/, '');
    const [first = '', ...rest] = whole.split(/\s/);
    const one = first.replace(/['’]s$/, '');
    const pair = known.has(whole) || (rest.length > 0 && known.has(one));
    const name = pair ? whole : one;
    const last = rest.length > 0 && !pair && known.has(rest.join(' ')) ? rest.join(' ') : undefined;
    if (last !== undefined) {
      const from = person.from + person.words.indexOf(last);
      return [{ ...person, from, to: from + last.length, words: last }];
    }
    if (!pair && !known.has(one)) {
      return [];
    }
    const asWord = ALSO_WORDS.has(one) && startsSentence(text, person.from);
    // "Ana The …" never ends a name; a second capital word belongs to it only as a surname.
    const shown = known.has(whole) || !/^(?:The|And|But|Then|On|In|At)$/.test(rest[0] ?? '') ? name : one;
    return asWord ? [] : [{ ...person, to: person.from + shown.length, words: shown }];
  });
}

/** The words by which people are known in this document. */
export function personsOf(document: Pick<CheckedDocument, 'people' | 'roles' | 'teams'>): Persons {
  const listed = (document.people ?? []).filter((name) => name.trim().length > 1);
  const firsts = listed.flatMap((name) => name.split(/\s+/)[0] ?? []).filter((name) => /^\p{Lu}/u.test(name));
  const known = new Set([...GIVEN_NAMES, ...listed, ...firsts]);
  // Names that the pattern cannot see: handles, other scripts.
  const odd = listed.filter((name) => !/^\p{Lu}[\p{L}’'-]*(?:\s\p{Lu}[\p{L}’'-]+)?$/u.test(name));
  const roles = [ROLES, ...(document.roles ?? []).map(escapedForPattern)].join('|');
  const teams = [
    'the (?:[\\w-]+ ){0,2}team(?! of)',
    'team [A-Z][\\w-]*',
    'our team',
    ...(document.teams ?? []).map((team) => `(?:team )?${escapedForPattern(team)}(?: team)?`),
  ].join('|');
  const patterns: [RegExp, Person['kind']][] = [
    [new RegExp(`(?<![\\w-])(?<who>${roles})(?![\\w])`, 'gi'), 'role'],
    [new RegExp(`\\b(?<who>${teams})\\b`, 'gi'), 'team'],
    [PRONOUN, 'pronoun'],
    [MENTION, 'mention'],
    ...odd.map((name): [RegExp, Person['kind']] => [
      new RegExp(`(?<![\\p{L}\\p{N}])${escapedForPattern(name)}(?![\\p{L}\\p{N}])`, 'gu'),
      'name',
    ]),
  ];
  const look = (text: string): Person[] =>
    [...patterns.flatMap(([pattern, kind]) => found(text, pattern, kind)), ...namesIn(text, known)]
      .filter((person) => person.kind !== 'mention' || !GROUP.test(person.words))
      .filter(({ kind, words }) => kind !== 'pronoun' || words !== 'i')
      .sort((a, b) => a.from - b.from || b.to - a.to);
  // Each rule asks for the same text: it is looked at once.
  let last: { text: string; people: Person[] } | undefined;
  return {
    in(text) {
      if (last?.text !== text) {
        last = { text, people: look(text) };
      }
      return last.people;
    },
  };
}

/** Those who act in it; a person's script, pager or laptop is no person. */
export const actorsIn = (text: string, persons: Persons) =>
  persons.in(text).filter((person) => isSubject(text, person));

/** Those whose act it is: "the engineer", and "the engineer's typo". */
export const actsIn = (text: string, persons: Persons) =>
  persons
    .in(text)
    .filter(
      (person) =>
        isSubject(text, person) ||
        (ACT.test(behind(text, person.to)) && !isSoftware(text, person.from, person.words)),
    );

/** A name of a person and nothing else: `Dev` in "Dev environment" is none. */
export const isNamed = (text: string, { to }: Person) => !THING.test(behind(text, to));
