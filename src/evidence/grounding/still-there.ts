// Whether something is still there: what is gone, missing or stopped in the record is not told as there, and does not go on.
import type { Lost } from './figures-held.ts';
import type { Known } from './near.ts';
import type { Source, SourceClause } from './source.ts';
import type { Clause } from './terms.ts';

const GONE =
  /^(?:gone|missing|absent|vanished|disappeared|lacks?|lacked|stop|stops|stopped|ceased?|frozen|paused|ended|halted)$/;
/** With these a sentence says the same, or what became of it. */
const SAYS_SO =
  /\b(?:no|not|n't|never|none|nobody|nothing|without|gone|miss\w*|absen\w*|lack\w*|vanish\w*|disappear\w*|stop\w*|ceas\w*|end\w*|halt\w*|paus\w*|froze\w*|freez\w*|interrupt\w*|suspend\w*|remov\w*|resol\w*|fix\w*|clear\w*|restor\w*|recover\w*|los[et]\w*|loss|away|drop\w*|fail\w*|forg\w*|overlook\w*|omit\w*|unavailable|terminat\w*|kill\w*|abort\w*|cancel\w*|hold|shut\w*|down|back|until)\b/i;
const GOES_ON =
  /\b(?:continu\w*|persist\w*|remain\w*|still|keeps?|kept|has|had|have|occur\w*|return\w*|exist\w*)\b/i;

const isGone = ({ terms }: SourceClause) => terms.some(({ lower, denied }) => !denied && GONE.test(lower));

/** A sentence that says that something is there or goes on, of which its one source says that it is gone. */
export function thereLost(
  text: string,
  clauses: readonly Clause[],
  cited: readonly Source[],
  known: Known,
): Lost | undefined {
  const [source, ...others] = cited;
  if (source === undefined || others.length > 0 || SAYS_SO.test(text) || !GOES_ON.test(text)) {
    return undefined;
  }
  const stems = clauses.flatMap(({ terms }) =>
    terms.filter(({ glue, lower }) => !glue && !known.names.has(lower)).flatMap((term) => term.stems),
  );
  const share = (clause: SourceClause) => stems.filter((stem) => clause.stems.has(stem)).length;
  const best = Math.max(0, ...source.clauses.map(share));
  const tellers = source.clauses.filter((clause) => share(clause) === best);
  return best > 0 && tellers.every(isGone) ? { reason: 'opposite', missing: 'gone' } : undefined;
}
