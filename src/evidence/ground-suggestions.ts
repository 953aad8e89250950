// Decides over suggestions that a narrator made (an action item, a title): they say what could be, so only what they name is held
// against the entries they cite. Every figure, name, service and part has to be there; words of the work itself need no source.
import { checkGrounded } from './ground.ts';
import type { CitingSentence, GroundRecord, Judge, Reason, Verdict } from './ground-sentences.ts';
import { rolePatternOf, serviceLost, servicesNamed } from './grounding/roles-and-services.ts';
import { readEntry, readFact, type Source } from './grounding/source.ts';
import { stemmed } from './grounding/stems.ts';
import { refuse } from './grounding/verdict.ts';

const MOST_CITED = 8;

/** What one does, and what one does it with, where something is to be made better: none of them names a part of a system. */
const OF_THE_WORK = new Set(
  `add adds write document describe record create introduce build set setup use remove delete drop replace rename move split merge
  raise lower increase reduce limit cap bound extend shorten tighten loosen tune adjust change update upgrade migrate pin
  test tests check checks verify validate review audit measure monitor watch alert alerts alarm page notify warn warning
  dashboard graph metric metrics log logs logging runbook runbooks guide doc docs documentation step steps procedure playbook
  threshold thresholds limit limits timeout timeouts retry retries backoff budget quota default defaults guard guardrail
  automate automatic automatically script schedule enforce require ensure make prevent avoid block reject refuse allow fail fails failure
  failing detect notice recover recovery restore roll rollback revert deploy deployment deployments release releases rollout canary
  load capacity headroom early earlier late later fast faster slow slower long short new old missing unclear whole full
  user users customer customers request requests error errors incident incidents outage degraded unavailable down slow
  case cases way list owner part parts change changes rule rules stage staging production`
    .split(/\s+/)
    .map((word) => stemmed(word).stem),
);

/** Names of parts as machines write them are one word: `checkout-api`, `db-1.eu`, `v2.41.0`. */
const TOKEN = /[\p{L}\p{N}](?:[\p{L}\p{N}'’._/-]*[\p{L}\p{N}])?/gu;

const wordsOf = (text: string) =>
  (text.toLowerCase().match(TOKEN) ?? []).map((word) => word.replace(/['’]s$/, ''));

/** `CheckoutHighErrorRate` holds its words too. */
const apart = (text: string) => text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');

function spelledOut(source: Source | undefined): Source[] {
  return source === undefined ? [] : [{ ...source, raw: `${source.raw}\n${apart(source.raw)}` }];
}

/** A word of the work, of grammar, or of what is cited; a compound also where all its parts are. */
function wordLost(text: string, sources: readonly string[]): string | undefined {
  const held = new Set(sources.flatMap((source) => wordsOf(source)));
  const stems = new Set([...held].flatMap((word) => word.split(/[-_/.]/)).map((word) => stemmed(word).stem));
  const known = (word: string): boolean => {
    const { stem, glue } = stemmed(word);
    return held.has(word) || glue || stems.has(stem) || OF_THE_WORK.has(stem) || /^\d+$/.test(word);
  };
  return wordsOf(text).find((word) => {
    const parts = word.split(/[-_/]/).filter((part) => part !== '');
    // `db-2` is not held by `db-1` and a 2 elsewhere.
    return !known(word) && !(parts.length > 1 && !/\d/.test(word) && parts.every(known));
  });
}

function reasonFor(missing: string, names: readonly string[]): Reason {
  if (names.includes(missing)) {
    return 'name';
  }
  return /^https?:/.test(missing) ? 'link' : /\d/.test(missing) ? 'number' : 'quotation';
}

/** Orders to the record, and jokes: nothing is suggested from them. */
function unfit(cited: readonly Source[]): Reason | undefined {
  if (cited.some(({ clauses }) => clauses.some(({ instruction }) => instruction))) {
    return 'instruction';
  }
  const jest = cited.some(({ clauses }) => clauses.length > 0 && clauses.every(({ joke }) => joke));
  return jest ? 'jest' : undefined;
}

/** The same port as that over sentences. */
export function createSuggestionJudge(record: GroundRecord): Judge {
  const entries = new Map(record.entries.map((entry) => [entry.id, entry]));
  const facts = new Map(record.facts.map((fact) => [fact.id, fact]));
  const services = servicesNamed(record.services);
  const roles = rolePatternOf(record.roles);
  const sourceOf = (id: string): Source | undefined => {
    const entry = entries.get(id);
    const fact = facts.get(id);
    return entry ? readEntry(entry, record.zone, (text) => text) : fact && readFact(fact, record.zone);
  };
  const judge = ({ text, cites }: CitingSentence): Verdict => {
    const ids = [...new Set(cites)];
    const cited = ids.flatMap((id) => spelledOut(sourceOf(id)));
    if (ids.length === 0 || ids.length > MOST_CITED) {
      return refuse('no citation', ids.length === 0 ? 'no id' : `${ids.length} ids`, cited);
    }
    const unknown = ids.find((id) => !entries.has(id) && !facts.has(id));
    if (unknown !== undefined) {
      return refuse('unknown id', unknown, cited);
    }
    const order = unfit(cited);
    if (order !== undefined) {
      return refuse(order, 'no evidence for anything', cited);
    }
    const words = cited.map(({ raw }) => raw);
    const grounded = checkGrounded(text, { cited: words, computed: [], names: record.names });
    if (!grounded.ok) {
      return refuse(reasonFor(grounded.missing, record.names), grounded.missing, cited);
    }
    const role =
      roles &&
      text.match(roles)?.find((found) => !words.join(' ').toLowerCase().includes(found.toLowerCase()));
    if (role) {
      return refuse('role', role, cited);
    }
    const service = serviceLost(text, cited, services);
    if (service !== undefined) {
      return refuse(service.reason, service.missing, cited);
    }
    const word = wordLost(text, words);
    return word === undefined ? { keep: true } : refuse('words', word, cited);
  };
  return { judge };
}
