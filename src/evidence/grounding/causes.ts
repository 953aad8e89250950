// What a text says led to what: cause and effect as stems, in the direction in which it says so.
import { scan } from './scan.ts';
import { clausesOf } from './terms.ts';

/** `beside`: the record only sets one beside the other. `because`: a sentence says no more than that. */
export type CausalClaim = {
  cause: ReadonlySet<string>;
  effect: ReadonlySet<string>;
  denied: boolean;
  beside?: boolean;
  because?: boolean;
};

const BECAUSE = /^(?:because(?: of)?|due to|owing to)$/i;
const NAMED = '(?:root |main |real |actual |underlying )?(?:cause|reason|culprit|trigger)';
const DENIED = /\b(?:not|never|n't|isn't|wasn't|didn't|did not|no|unrelated)\b/i;
/** `not because`, `did not cause`: what is denied is that it led to it. `was not recycled because` denies no cause. */
const DENIED_JUST_BEFORE = /(?:\bnot|n't|\bnever)\s+(?:\w+ly\s+)?$/i;
/** `the cause of Y was X`; the effect may be left out. */
const COPULA = new RegExp(
  `\\b(?:the|a|one|our) ${NAMED}(?: (?:of|for|behind) (?<effect>[^.;]+?))? (?<verb>(?:is|was|were|turned out to be|seems to be|may be|might be|could be|may have been|might have been)(?: not|n't)?)(?: that)? (?<cause>[^.;]+)`,
  'i',
);
/** `the reason why X: Y` */
const REASONED =
  /\breasons? (?:why|for|that) (?<effect>[^.;:]{1,200}?)(?<verb>:| is| was| were) (?:that )?(?<cause>[^.;]+)/i;
const BACKWARD =
  /^(?<effect>.*?)\b(?<verb>because of|because|due to|caused by|triggered by|owing to|thanks to|as a result of|result(?:s|ed|ing)? from|stem(?:s|med|ming)? from|(?<!\b(?:which|them|whom|these|those) )(?:comes|came) from|trac(?:es|ed|ing)(?: it)? (?:back )?to|explained by|set off by)\b(?<cause>.*)$/i;
const FORWARD = new RegExp(
  `^(?<cause>.*?)(?:\\b(?<verb>caus(?:es?|ed|ing)|led to|leads to|leading to|(?<!ly )trigger(?:s|ed|ing)(?! (?:at|on|in|again|for|within|shortly|soon|by))|result(?:s|ed|ing) in|brought down|took down|knocked out|set off|broke (?=the |our |all |every |a |an |[\\w]+-)|(?:is|was|that's|thats|which is|that is) why|explains?|(?:fixed|resolved|restored|solved|cured|mitigated|ended) (?=the |our |all |both |it\\b)|responsible for|to blame for|(?:is|was|were) (?:not )?(?:the|a|one|our) ${NAMED}(?: (?:of|for|behind))?|therefore|consequently|as a (?:result|consequence),?)(?=[\\s.,;!]|$)|(?<so>, so(?! far| much| many| long)|so) (?=it's |that's |there's |we're |they're |an? |\\p{L}+ (?:is|are|was|were|has|had|cannot|can't|could|did|does|do|never)\\b|the |our |all |every |each |we |it |they |no |nothing |nobody |pods |requests |users |customers ))(?<effect>.*)$`,
  'iu',
);

/** `Halting the rollout stopped the crashes`: what was done is told to have done it. */
const BY_DOING =
  /^(?<cause>\p{L}+ing (?:the|an?|it|its|our|all|both|\p{L}+-\p{L}+|\p{Lu}\p{L}+)\b[^,;]{0,120}?) (?<verb>stopped|ended|fixed|resolved|cleared|removed|solved|brought|got|broke|restored|cured|helped)\b(?<effect>.*)$/u;

/** In the record this names a cause; a sentence that says no more than this claims none. */
const FAILED_WITH =
  /^(?<effect>.*\b(?:fail|crash|die|stop|hang|reject)\w*)(?<verb> (?:with|of|on) )(?<cause>.*)$/i;

/** `rejects us since our ip is on a blocklist`; `since 10:05` is a time. */
const SINCE =
  /^(?<effect>.*?)\b(?<verb>since) (?<cause>(?:\p{L}+ ){1,3}(?:is|are|was|were|has|had|have|isn't|aren't|wasn't|can't|cannot|doesn't|don't|didn't) .*)$/iu;

/** Anything that sounds of cause and effect, for a quick no. */
const HINT =
  /cause|reason|culprit|because|due to|trigger|owing|thanks to|result|stem|c[oa]me?s? from|trac(?:e|ing)|explain|set off|led to|lead|brought down|took down|knocked|broke|why|responsible|blame|fixed|resolved|restored|solved|cured|mitigated|ended|[, ]so |therefore|consequen/i;

export function stemsOf(words: string): ReadonlySet<string> {
  const { pieces } = scan(words, { quoted: false });
  return new Set(
    clausesOf(pieces).flatMap(({ terms }) => terms.filter(({ glue }) => !glue).flatMap(({ stems }) => stems)),
  );
}

/** `the reason is unknown` names none. */
const NOT_NAMED =
  /^\s*(?:still |yet |not |as yet |currently )*(?:unknown|unclear|open|known|clear|being|under|to be|not yet|(?:identified|found|established)(?=\s*(?:[:.;,]|$)))\b/i;

function claimOf(found: RegExpExecArray | null): CausalClaim[] {
  if (found?.groups === undefined) {
    return [];
  }
  const { cause = '', effect = '', verb = '' } = found.groups;
  if (NOT_NAMED.test(cause)) {
    return [];
  }
  const before = verb === '' ? '' : found[0].slice(0, found[0].lastIndexOf(verb));
  const denied = DENIED.test(verb) || DENIED_JUST_BEFORE.test(before) || /^ no /.test(effect);
  return [
    {
      cause: stemsOf(cause.replace(/,? so (?:the|every|all|our|it|they|no)\b.*$/i, '')),
      effect: stemsOf(effect),
      denied,
      ...(BECAUSE.test(verb) ? { because: true } : {}),
    },
  ];
}

const BESIDE = /, | [–—-] |; /;
const FAILS =
  /\b(?:fail\w*|won't|can't|cannot|cant|refus\w*|reject\w*|crash\w*|down|stuck|hangs?|hung|errors?|broken|slow|time[sd]?[- ]?outs?|stopp?\w*|unavailable|not|[45]\d\ds?|5xx)\b|n't\b/i;
/** A thing and no more: `cert mismatch`. */
const ONLY_NAMED =
  /^(?!.*\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|may|might|should|must|i|we|you|but|and|so|then|maybe|no|not|looking|checking|sorry|thanks|still|again|now|ok|fine|\p{L}+(?:ing|ed))\b)(?:\p{L}[\p{L}'-]*[ .]?){1,5}$/iu;
const UNTOUCHED = /^(?:so |hence )?(?:not|un) ?affected\b/i;

/** `won't join, cert mismatch`: one set beside the other as its reason. */
function besideEachOther(sentence: string): CausalClaim[] {
  const parts = sentence.replace(/[?!.]+$/, '').split(BESIDE);
  return parts.flatMap((part, at) => {
    const before = parts[at - 1];
    if (before === undefined || /\?$/.test(sentence)) {
      return [];
    }
    if (UNTOUCHED.test(part)) {
      return [{ cause: stemsOf(before), effect: stemsOf(part), denied: false, beside: true }];
    }
    return FAILS.test(before) && ONLY_NAMED.test(part)
      ? [{ cause: stemsOf(part), effect: stemsOf(before), denied: false, beside: true }]
      : [];
  });
}

/** A sentence of the record may tell of several causes; one of a narrator is taken at its first word of cause. */
function claimsIn(sentence: string, of: 'record' | 'sentence'): CausalClaim[] {
  const claims = [REASONED, COPULA, BACKWARD, FORWARD, BY_DOING].flatMap((pattern) =>
    claimOf(pattern.exec(sentence)),
  );
  return of === 'sentence'
    ? claims.slice(0, 1)
    : [
        ...claims,
        ...claimOf(FAILED_WITH.exec(sentence)),
        ...claimOf(SINCE.exec(sentence)),
        ...besideEachOther(sentence),
      ];
}

/** Every claim of cause and effect, sentence by sentence. The record may put it more loosely than a sentence about it. */
export function causalClaims(text: string, of: 'record' | 'sentence'): CausalClaim[] {
  return of === 'record' || HINT.test(text) || /^\p{L}+ing\b/u.test(text)
    ? text.split(/(?<=[.;!?])\s+|\n/).flatMap((sentence) => claimsIn(sentence, of))
    : [];
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const stem of a) {
    count += b.has(stem) ? 1 : 0;
  }
  return count;
}

/** Whether a claim of the record carries that of a sentence: same direction, and something of each side that both name. */
export function carriesCause(record: CausalClaim, said: CausalClaim): boolean {
  if (record.denied !== said.denied || (record.beside === true && said.because !== true)) {
    return false;
  }
  const straight = shared(said.cause, record.cause) + shared(said.effect, record.effect);
  const swapped = shared(said.cause, record.effect) + shared(said.effect, record.cause);
  const causes = said.cause.size === 0 || shared(said.cause, record.cause) > 0;
  // `X is ruled out because of what X does`: what it does is told of X.
  const within = shared(said.effect, record.cause);
  const effects =
    said.effect.size === 0 ||
    record.effect.size === 0 ||
    shared(said.effect, record.effect) > 0 ||
    (within > 0 && shared(said.cause, record.cause) > within);
  return causes && effects && straight > swapped;
}
