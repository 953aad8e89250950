// Titles for an incident that has none worth the name yet: what people or monitors said is wrong, in their words.
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/state.ts';
import { maskSecrets } from './mask.ts';
import type { Meaning } from './meaning.ts';
import { isDone, means, readLately, statementsOf } from './statements.ts';
import { sameWork } from './suggested-items.ts';

export type SuggestedTitle = { title: string; sources: readonly string[] };

export const MOST_TITLES = 3;
const LONGEST = 80;

/** Words that say that something is wrong, and not what. */
const EMPTY =
  /^(?:an? |the |some(?:thing)? )?(?:new |big |major |urgent )?(?:incident|issue|issues|problem|problems|outage|help|test|alert|error|errors|unnamed alert|something(?: is)? (?:wrong|broken|down|off)|broken|down|untitled|tbd|\?+|\.+)[.!?\s]*$/i;
/** What users or monitors notice. */
const SYMPTOM =
  /\b(?:slow|latency|tim(?:e|ing|es|ed)[ -]?outs?|down|unreachable|unavailable|fail(?:s|ed|ing|ure|ures)?|errors?|[45]\d\ds?|stuck|degraded|reject(?:s|ed|ing)?|lost|los(?:es|ing)|delayed|missing|duplicat\w+|crash\w*|empty|wrong|not (?:work|load|respond)\w*|cannot|can't|unable)\b/i;

const ofTrouble = means(['impact', 'report', 'finding']);
/** What may not be so names no incident. */
const UNSETTLED = new Set<Meaning>(['suspicion', 'doubt', 'withdrawal']);
/** A clause that leans on what was said before it says nothing by itself. */
const LEANING =
  /^(?:all|their|its|it|they|them|he|she|his|her|this|that|these|those|which|who|where|when|and|but|so|or|then|also|because|since|if|there|here|not|just|same|again|only)\b/i;
/** So many words of an alert are a sentence that somebody wrote for people to read. */
const SENTENCE = 3;

/** An alert's name, or next to nothing. */
export function needsTitle({ title }: Pick<Incident, 'title'>, entries: readonly Entry[]): boolean {
  const text = title.text.trim();
  const ofAlert =
    text.split(/\s+/).length < SENTENCE &&
    entries.some(({ kind, text: words }) => kind === 'alert' && words.endsWith(`: ${text}`));
  const bare = /^[\w:.-]+$/.test(text) && (text.length < 5 || /\p{Ll}\p{Lu}|[_:]/u.test(text));
  return ofAlert || bare || EMPTY.test(text);
}

/** `CheckoutHighErrorRate` as words. */
const spelledOut = (name: string) =>
  name
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/_+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** `seeing 503s since 13:55` says that there are 503s. */
const BEFORE =
  /^(?:(?:we|i)(?:'re| are| am|'m)? )?(?:still |now |also )*(?:see|seeing|get|getting|have|having)\s+/i;
const AFTER =
  /\s+(?:since|from|at|as of|for the last)\s+(?:about |around )?\d{1,2}(?::\d\d|\s?(?:min|minutes|h|am|pm)).*$/i;

/** One clause, begun with a capital letter; undefined where none fits. `noticed`: it has to name a symptom. */
function asTitle(words: string, service: string | undefined, noticed: boolean): string | undefined {
  const clauses = maskSecrets(words).split(/[.;!?](?:\s|$)|,\s|\n/);
  const clause = (clauses.find((one) => !noticed || SYMPTOM.test(one)) ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(BEFORE, '')
    .replace(AFTER, '');
  if (noticed && LEANING.test(clause)) {
    return undefined;
  }
  const named =
    service && !clause.toLowerCase().includes(service.toLowerCase()) ? `${service}: ${clause}` : clause;
  const fits = named.length <= LONGEST && clause.split(' ').length >= 2 && !/[<>`]|https?:/.test(named);
  return fits ? named.charAt(0).toUpperCase() + named.slice(1) : undefined;
}

function candidates(incident: Incident, entries: readonly Entry[]): SuggestedTitle[] {
  const { impact, service } = incident;
  const read = readLately(entries);
  const of = (words: string, sources: string[], noticed = false): SuggestedTitle[] => {
    const title = asTitle(words, service, noticed);
    return title ? [{ title, sources }] : [];
  };
  const impactEntry = entries.find(({ events }) => impact && events.includes(impact.event));
  const done = new Set(statementsOf(read, isDone).map(({ entry }) => entry));
  const isKnown: typeof ofTrouble = (one) =>
    ofTrouble(one) && !one.meanings.some((meaning) => UNSETTLED.has(meaning));
  const said = statementsOf(read, (one) => SYMPTOM.test(one.text) && isKnown(one)).filter(
    ({ entry }) => !done.has(entry),
  );
  const alerts = entries.filter(({ kind, type }) => kind === 'alert' && type === 'signal-attached');
  return [
    ...(impact?.text && impactEntry ? of(impact.text, [impactEntry.id]) : []),
    ...said.flatMap(({ text, entry }) => of(text, [entry.id], true)),
    ...alerts.flatMap(({ id, text }) => of(spelledOut(text.replace(/^[^:]*:\s*/, '')).toLowerCase(), [id])),
  ];
}

/** The first ones that say something different each. */
export function suggestTitles(incident: Incident, entries: readonly Entry[]): SuggestedTitle[] {
  const chosen: SuggestedTitle[] = [];
  for (const one of candidates(incident, entries)) {
    const again = one.title === incident.title.text || chosen.some(({ title }) => sameWork(title, one.title));
    if (!again && chosen.length < MOST_TITLES) {
      chosen.push(one);
    }
  }
  return chosen;
}
