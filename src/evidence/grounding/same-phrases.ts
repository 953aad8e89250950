// Ways to say the same in several words, brought to one: in the record and in sentences about it alike.

/** Number and unit words before which a phrase is a rate or a length. */
const UNIT = '(?:second|minute|hour|day|week|month|year)s?';

/** In this order; each from what people and reports write to one plain way. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  // Rates, shares and nothing at all.
  [/(\w) ?\/ ?(s|sec|min|minute|h|hour|day)\b/gi, '$1 per $2'],
  [/\b(per|each|every) (?:min|mins)\b/gi, '$1 minute'],
  [/\b(per|each|every) (?:h|hr)\b/gi, '$1 hour'],
  [
    /(\d[kKM]?(?: [a-z]+)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?)(?: [a-z]+)?) (?:a|an|each|every) (second|minute|hour|day|week)\b(?! (?:ago|later|before|after))/gi,
    '$1 per $2',
  ],
  [
    /\bout of (?=\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|twenty\b|all\b)/gi,
    'of ',
  ],
  [/\b(?:one|1)(?: \w+)? in (?:ten|10)\b|\ba tenth\b/gi, '10%'],
  [/\b(?:one|1)(?: \w+)? in (?:five|5)\b|\ba fifth\b|\bevery fifth\b/gi, '20%'],
  [/\b(?:one|1)(?: \w+)? in (?:four|4)\b/gi, '25%'],
  [/\b(?:one|1)(?: \w+)? in (?:twenty|20)\b/gi, '5%'],
  [/\b(?:one|1)(?: \w+)? in 50\b/gi, '2%'],
  [/\b(?:one|1)(?: \w+)? in (?:a hundred|100)\b/gi, '1%'],
  [/\b(?:one|1)(?: \w+)? in (?:two|2)\b|\bevery second\b/gi, '50%'],
  [
    /\bnot (?:a single|one) (?=\p{L})|(?<![\d.,:]|\b(?:but|and|that|if|because) )\b(?:0|zero) (?=\p{L}{3,}s\b)/giu,
    'no ',
  ],
  [/\bno[ -]one\b/gi, 'nobody'],
  [
    /\b(?:no|not any) longer\b|\bno more\b(?= \p{L})|\b(?:not|n't) (\w+) (?:any ?more|any longer)\b/giu,
    'not $1',
  ],
  [
    /\b(?:up to|as (?:much|many|long|high) as|no more than|not more than|a maximum of)(?= (?:about |around )?(?:\d|an?\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|half\b))/gi,
    'at most',
  ],
  [/\b(\d{1,4})\/(\d{1,4})\b(?![/\d])/g, '$1 of $2'],
  [/(\d)(?: |-)?odd\b(?= \p{L})/giu, '$1'],
  [/\b(?:the )?(\d\d)(?:th|st|nd|rd)[ -]percentiles?(?: of)?\b/gi, 'p$1'],
  // From one figure to another.
  [/(?<![\w.])(~?[$€£]?\d[\d.,]*\w{0,3}%?) ?(?:->|→|=>|➜|-->) ?(?=~?[$€£]?\d)/g, 'from $1 to '],
  [/(?<![\w.:])(\d{1,3})m ?(\d\d)s?\b(?![.:]\d)/g, '$1 min $2 s'],
  [
    /\b(?:instead of|rather than|compared (?:to|with)|as against|against|in contrast to) (?:the |its |their |our |a )?(?:usual|normal|typical|customary|ordinary|regular)\b/gi,
    ', normally',
  ],
  // Days and times as people say them.
  [/\b(?:the )?(?:next|following) (morning|afternoon|evening)\b/gi, 'tomorrow $1'],
  [/\b(?:the )?(?:next|following) day\b|\ba day later\b|\bon the (?:next|following) day\b/gi, 'tomorrow'],
  [/\b(?:the )?(?:day before|previous day|preceding day)\b/gi, 'yesterday'],
  [/\b(?:the )?(?:night before|previous night)\b|\bovernight\b/gi, 'last night'],
  [/\b(?:on )?(?:that|the same) (?:very )?day\b/gi, 'today'],
  [
    new RegExp(
      `\\b(${UNIT}) (?:earlier|previously|beforehand|prior|back(?=[.,;!?]|$)|before(?=[.,;!?]|$| (?:in|on|at|by|to)\\b))`,
      'gi',
    ),
    '$1 ago',
  ],
  [
    /\b(?:for the time being|for the moment|at the moment|at present|right now|for now|as of now|so far|up to now|until now)\b/gi,
    'currently',
  ],
  [/\b(?:at once|right away|straight away|straightaway|instantly|promptly)\b/gi, 'immediately'],
  [/\bon the dot\b|\bsharp(?=[.,]|$)/gi, 'exactly'],
  [
    /\b(?:the )?(?:previous|preceding|last) (week|month|year|sprint)\b|\b(?:the )?(week|month|year) before\b/gi,
    'last$1$2',
  ],
  [/\bthis (week|month|year|sprint)\b/gi, 'this$1'],
  [/\b(?:the )?(?:next|following|coming) (week|month|year|sprint)\b/gi, 'next$1'],
  [/\bfollowing(?= (?:its|their|the|an?|this|that) )/gi, 'after'],
  // How it was done.
  [/\bon (?:our|my) (?:side|end)\b/gi, 'internal'],
  [/\bon (?:their|his|her|its) (?:side|end)\b/gi, 'external'],
  [/\blet(?:s|ting)? (\p{L}+) through\b|\blet(?:s|ting)? through\b/giu, 'allow $1'],

  [/\bby hand\b|\bmanually\b/gi, 'manually'],
  [/\bby (?:mistake|accident)\b|\bin error\b|\binadvertently\b|\bunintentionally\b/gi, 'accidentally'],
  [/\b(?:on purpose|intentionally|knowingly|by intent)\b/gi, 'deliberately'],
  [/\bfrom (?:scratch|the (?:start|beginning)|zero)\b/gi, 'anew'],
  [
    /\b(?:just in case|to be (?:on the )?safe(?: side)?|as a (?:safety|precaution(?:ary)?)(?: measure)?|out of caution)\b/gi,
    'precaution',
  ],
  [/\b(?:rather than|instead of|in place of|as opposed to)\b/gi, 'not'],
  [/\b(?:apart from|aside from|except for|with the exception of|other than)\b/gi, 'except'],
  [/\b(?:in|within) the space of\b/gi, 'within'],
  [/\bmost recent\b/gi, 'last'],
  [/(?<!from )\boutside (?:of )?(?=\p{L})/giu, 'not in '],
  [/\bby means of|with the help of|by way of\b/gi, 'with'],
  [/\bunder (?:the )?(?:control|management|administration) of\b/gi, 'managed by'],
  [/\bevery (?:few|other|couple of)\b/gi, 'often'],
  [/\bno (?:idea|clue)(?: (?:why|how))?\b/gi, 'unknown'],
  [/(?<=[,;] )off(?= (?:in|for|on|at)\b)/gi, 'disabled'],
  [/(?<=[,;] )on(?= (?:in|for) \w+$)/gi, 'enabled'],
  [
    /\bma(?:kes?|de) no difference\b|\b(?:has|have|had) no (?:effect|impact)\b|\bchang(?:es?|ed) nothing\b|\bnothing (?:has |had )?changed\b/gi,
    'no change',
  ],
  [/\b(is|are|was|were|be|been|being) (?:no longer|not) +possible\b/gi, '$1 failing'],
  [
    /\b(is|are|was|were|be|been|being) (?:no longer|not) +(?:available|accessible|reachable)\b/gi,
    '$1 unavailable',
  ],
  [/\band counting\b/gi, 'and rising'],
  [
    /\b(?:was|were|is|are)(?: not|n't) (?:to blame|at fault|responsible|the (?:cause|culprit|reason|problem))\b/gi,
    'was innocent',
  ],
  [
    /(?<=\b(?:build|fix|patch|key|change|config|rule|hotfix|pr)) (?:is|are|was|were) in(?=[.,;!?\n]|$)/gi,
    ' is installed',
  ],
  [/(?<=\b\d{1,4} (?:of \d{1,4} )?[a-z]{3,12}) up(?=[.,;!?\n]|$| (?:now|again)\b)/gi, ' running'],
  [/\b(?:kick|throw|thr[eo]w|thrown)(?:ed|ing|s)? (?:it |them )?out\b/gi, 'removed'],
  [/\boff(?= for (?:all|every\w*|now|the|\d))/gi, 'disabled'],
  [
    /(?<!\b(?:go|goes|going|went|is|are|was|were|carr\w+|later|on|based|so|and) )\bon(?= for (?:all|every\w*|\d))/gi,
    'enabled',
  ],
  // Verbs of several words.
  [
    /(?<=\d|\b(?:fix|hotfix|patch|pr|release|version|build|update)) (?:is|are|was|were|went) (?:now )?out(?=[.,;!?\n]|$| (?:at|since|on|in|for|now|to)\b)/gi,
    ' released',
  ],
  [/(?<=^|[.!?\n] ?)off(?= ?[.,;!\n]|$)/gi, 'disabled'],
  [/(?<=^|[.!?\n] ?)on(?= ?[.;!\n]|$)/gi, 'enabled'],
  [/\b(?:is|are|was|were) down (?=(?:by |about |around |~)?\d[\d.]*\s?(?:%|percent|points?))/gi, 'fell by '],
  [/\b(?:is|are|was|were) up (?=(?:by |about |around |~)?\d[\d.]*\s?(?:%|percent|points?))/gi, 'rose by '],
  [/\bsign(s|ed|ing)?[ -](in|out|on)\b/gi, 'log $2'],
  [/\blog(?:s|ged|ging)?[ -](in|out|on)\b/gi, 'log $1'],
  [/\b(?:go|goes|going|went|gone) back to (?!normal\b|baseline\b|its\b|their\b)/gi, 'rollback to '],
  [/\b(?:is|are|was|were) to (?=(?:be )?\p{L}{3,})/giu, 'should '],
  [/\bke(?:eps?|pt) (?:on )?(?=\p{L}+ing\b)/giu, ''],
  [/\b(?:is|are|was|were) through\b(?! \p{L}+ing)/giu, 'finished'],
  [/\b(is|are|was|were) out of (?=it\b|the\b)/gi, '$1 removed from '],
  [
    /\b(leav(?:e|es|ing)|left|keep(?:s|ing)?|kept) (?:our |the |its )?(\p{L}+) on(?=[.,;!?]|$| (?:until|till|for|tonight)\b)/giu,
    '$1 $2 enabled',
  ],
  [
    /\b(leav(?:e|es|ing)|left|keep(?:s|ing)?|kept) (?:our |the |its )?(\p{L}+) off(?=[.,;!?]|$| (?:until|till|for|tonight)\b)/giu,
    '$1 $2 disabled',
  ],
  [
    /\b(?:which|that|this) left(?= \d| an?\b| only\b| just\b)|\bleaving(?= \d| an?\b| only\b| just\b)/gi,
    'with',
  ],
  [/\bjs\b/gi, 'javascript'],
  [/\b(?:forg[eo]t(?:s|ten)?|neglect(?:s|ed)?|omit(?:s|ted)?) to (?=\p{L})/giu, 'did not '],
  [/\b(?:fail(?:s|ed|ing)?|(?:is|are|was|were) (?:unable|not able)|unable) to (?=\p{L})/giu, 'could not '],
  [
    /\b(is|are|was|were|stays?|stayed|still|left|kept|being|been) (?:switched |turned )?on(?=[.,;!?]|$| (?:for|again|in|by|at)\b)/gi,
    '$1 enabled',
  ],
  [
    /\b(is|are|was|were|stays?|stayed|still|left|kept|being|been) (?:switched |turned )?off(?=[.,;!?]|$| (?:for|again|in|by|at)\b)/gi,
    '$1 disabled',
  ],
  [/\b(?:runs?|ran|running) out of\b/gi, 'exhausted'],
  [/\b(?:runs?|ran|running) out\b/gi, 'expired'],
  [
    /\bOOM-?kill(?:s|ed|ing)?\b|\bkilled for (?:lack|want) of memory\b|\bout[- ]of[- ]memory\b|\bOOMs?\b/gi,
    'memory killed',
  ],
  [
    /\b(?:pick(?:s|ed|ing)?|answer(?:s|ed|ing)?) (?:up )?(?:the )?(?:phone|call)s?\b|\bpick(?:s|ed|ing)? up(?=[.,;!?]|$| (?:the )?phone)/gi,
    'answer',
  ],
  [
    /\b(?:wr(?:ites?|ote|itten)|writing) in\b|\bg[eo]t(?:s|ting|ten)? in touch\b|\breach(?:es|ed|ing)? out\b/gi,
    'contacted',
  ],
  [/\bg[eo]t(?:s|ting|ten)? rid of\b/gi, 'removed'],
  [
    /\b(?:put|puts|putting|set|sets|setting|brought|brings?|bringing|switch(?:ed|es|ing)?|turn(?:ed|s|ing)?|chang(?:ed?|es|ing)|chang(?:ed?|es|ing) it) back\b(?! (?:on|off)\b)/gi,
    'restored',
  ],
  [
    /\b(?:went|goes|go|gone|going) through\b(?=[.,;!?]|$| (?:at|on|by|in|again|after)\b)|\bma[dk]e(?:s)? it(?: through)?(?=[.,;!?]|$| (?:on|at|by|after|when|in)\b)|\bgot through\b/gi,
    'succeeded',
  ],
  [/\b(?:g[ai]ve|given|giving) up\b/gi, 'aborted'],
  [
    /\b(?:go|goes|going|went|gone|come|comes|coming|came|is|are|was|were|be|been|get|gets|got) (?:back )?down (?=(?:to|by|from)\b)|\b(?:go|goes|going|went|gone|come|comes|coming|came) (?:back )?down\b/gi,
    'fell ',
  ],
  [/\b(?:go|goes|going|went|gone) up\b/gi, 'rose'],
  [
    /\b(?:is|are|was|were|be|been|came|come|comes|coming|got|went) (?:all )?back (?:up|online|again|to normal|in service)\b/gi,
    'recovered',
  ],
  [/\b(?:is|are|was|were|came|come|went|go|goes) up\b/gi, 'running'],
  [/\bminus (?=\d[\d.]*\s?%)/gi, 'fell by '],
  [/\bplus (?=\d[\d.]*\s?%)/gi, 'rose by '],
  [/\bthe only ones?\b/gi, 'alone'],
  [/\bhad to be\b/gi, 'must be'],
  [/\bhad to (?=\p{L})/giu, 'did '],
  [/\b(?:have|has|having) to (?=(?!do\b)\p{L})/giu, 'must '],
  [
    /\b(?:do it|go ahead|go for it|gave (?:the|his|her|their) (?:go-ahead|ok|okay|consent|approval)|gave the green light)\b(?=[.,;!?]|$| (?:at|for|to)\b)/gi,
    'approved',
  ],
  [
    /\b(?:took|takes|take|taking|assumed) (?:over )?(?:command|charge|the lead)\b|\bled the (?:response|incident)\b/gi,
    'took the role commander',
  ],
  [/\bturn(?:ed|s)? out\b/gi, 'was'],
  [/\b(?:turn|show)(?:ed|s|ing)? up\b/gi, 'found'],
  [/\bpoint(?:ed|s|ing)? out\b|\bmake(?:s)? (?:it )?clear\b|\bmade (?:it )?clear\b/gi, 'said'],
  [/\bcall(?:ed|s|ing)? for\b/gi, 'asked'],
  [
    /\blook(?:s|ed|ing)? (?:into|at|through)\b|\b(?:had|has|have|took|take|takes) a (?:closer |quick |first )?look(?: at)?\b/gi,
    'checked',
  ],
  [/\btalk(?:s|ed|ing)? (?:to|with)\b|\bsp(?:eak|eaks|oke|eaking) (?:to|with)\b/gi, 'talk'],
  [/\b(?:use|uses|using|used) up\b/gi, 'exhausted'],
  [/\bget(?:s|ting)? around\b/gi, 'bypass'],
];

/** One look for all: most texts have none of these. */
const ANY = new RegExp(PHRASES.map(([pattern]) => `(?:${pattern.source})`).join('|'), 'iu');

const MOST_KNOWN = 5_000;
const known = new Map<string, string>();

/** A text is read as a whole, and sentence by sentence: what was brought to one way is remembered for a while. */
export function phrased(text: string): string {
  const before = known.get(text);
  if (before !== undefined) {
    return before;
  }
  const plain = ANY.test(text)
    ? PHRASES.reduce((words, [pattern, way]) => words.replace(pattern, way), text)
    : text;
  if (known.size >= MOST_KNOWN) {
    known.clear();
  }
  known.set(text, plain);
  return plain;
}
