// Rules about words: hindsight, character, heat, generalities, hidden actors.
import { hits, type Rule } from './rule.ts';

const IRREGULAR =
  'been|had|done|gone|seen|known|caught|thought|made|taken|given|found|told|kept|set|run|run|come|become|begun|broken|built|cut|fallen|felt|held|left|let|lost|met|put|read|said|sent|shown|shut|spoken|spent|stood|thrown|understood|woken|written|brought|chosen|driven|hit|split|sought|got|gotten|meant|paid';
const WISHED = `(?:not )?(?:also |probably |easily |perhaps |never |always |at least |then |have )*(?:been )?(?:[a-z]+ed|${IRREGULAR})`;

const COUNTERFACTUAL = new RegExp(
  [
    `\\b(?:should|ought to|could|would)(?: not|n[’']t)?(?:[’']ve| have)(?: not)? ${WISHED}\\b`,
    '\\bought (?:not )?to (?!have\\b)\\w+',
    '\\bif only\\b(?=[^.;]{0,60}\\b(?:had|hadn|were|could|knew|was)\\b)(?! (?:an?|one|two|three|some|the first|half|part|\\d))',
  ].join('|'),
  'gi',
);

/** `could have been caused by` is doubt, not a wish. */
const DOUBT =
  /\bcould(?: not)? have (?:been (?:caused|triggered|due|related|affected|the result|a|an|the|from|something|anything)|come from|meant|led|caused|resulted|happened)\b/i;

const CHARACTER =
  /\b(?:careless(?:ly|ness)?|sloppy|sloppily|incompeten(?:t|tly|ce)|negligen(?:t|tly|ce)|reckless(?:ly|ness)?|lazily(?! (?:load|init|eval|creat|comput|allocat|fetch))|lazy(?![- ](?:load|init|eval|fetch|creat|comput|propert|import|consumer|queue|delet|free|writ|mode|static|regex|match|quantif|connect|binding|migration))|laziness|obviously|simply)\b/gi;
const CLEARLY =
  /\bclearly\b(?! (?:label|mark|visible|defin|document|separat|written|stat|nam|describ|distinguish|shown|communicat|laid))/gi;
/** Temporal and counting "just" is no judgement: just before, had just, just 3. */
const JUST =
  /(?<!\b(?:had|has|have|was|were|is|are|been|only|not|a|an|the|been) )\bjust\b(?! (?:before|after|as|then|now|over|under|above|below|past|in time|in case|behind|ahead|about|short|outside|inside|like|enough|this|that|culture|\d|one|two|three|four|five|a (?:few|couple|minute|second|moment|single)|before|finished|started|been|deployed|begun|restarted|happened))(?!-in-time)/gi;

const TOPIC =
  '(?:process(?:es)?|procedures?|monitoring|alert(?:ing|s)?|tests?|testing|documentation|docs|communication|training|review(?:s|ing)?|code review|runbooks?|tooling|planning|visibility|observability|validation|logging|oversight|automation|guardrails?|safeguards?|coordination|preparation|awareness|knowledge|ownership|coverage|redundancy|qa|design|handover|discipline)';

const SHOUTED =
  "NOT|NEVER|VERY|ALL|ALWAYS|MUST|STOP|WHY|EVERYONE|EVERYBODY|NOBODY|HUGE|TERRIBLE|AGAIN|STILL|WRONG|BAD|REALLY|NOW|WITHOUT|EVER|ANY|COMPLETELY|TOTALLY|NOTHING|ONLY|BROKEN|FAILED|DOWN|URGENT|DISASTER|ENTIRE|WHOLE|SHOULD|DON[’']?T|DO";
const HEAT = new RegExp(
  [
    '(?<=[\\p{L}\\p{N})]\\s?)!+(?=\\s|$|[)\\]”"’])',
    '\\b(?:damn(?:ed)?|crap(?:py)?|shit(?:ty|show)?|f[*u]ck(?:ed|ing|up)?|bullshit|wtf|bloody|idiot(?:ic|s)?|stupid(?:ly)?|moronic|screw-?up|dumpster fire|clusterf\\w+)\\b',
    '\\b(?:what|why|who|how) the hell\\b',
    '\\b(?:surprise,? surprise|needless to say|big surprise|of course,? nobody|shockingly|unbelievabl[ey]|ridiculous(?:ly)?|yet again)\\b',
    '🙄|🤦',
  ].join('|'),
  'giu',
);
const SHOUTING = new RegExp(`(?<![\\w-])(?:${SHOUTED})(?![\\w-])`, 'g');
/** A run of capitals is code or an abbreviation, unless ordinary words of ours are in it. */
const STATEMENT_OF_SQL =
  /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WHERE|NULL|INDEX|FROM|TABLE|GRANT)\b/;
const RFC = /\b(?:RFC ?\d+|MUST NOT|SHOULD NOT)\b/;

const AGENTLESS =
  /\b(?:was|were|got|had been|has been|been) (?:(?:then|also|automatically|accidentally|silently|just) )?(?:deployed|rolled (?:out|back)|released|pushed|shipped|merged|promoted|published|reverted|missed)\b/gi;

const LEGAL =
  /\b(?:(?<!(?:sla|slo|slas|slos|threshold|limit|quota|budget|objective|timeout)(?:[’']s)? )(?:breach(?:ed|es|ing)?)(?! (?:of )?(?:the |our |its |an? )?(?:sla|slo|threshold|limit|quota|error budget|budget|objective|timeout))|(?<!(?:sla|slo|constraint|access|key|policy|csp|integrity|protocol|unique|type|layout|segmentation|lint|invariant|schema|memory|sharing) )violat(?:ion|ions|ed|es|ing)(?! (?:of )?(?:the |our |its |an? )?(?:sla|slo|constraint|unique|foreign|invariant|schema|not-null|policy))|unlawful(?:ly)?|illegal(?:ly)?(?! (?:argument|state|instruction|character|byte|access|value|memory|reflective|offset|seek|hardware|opcode|token))|liabilit(?:y|ies)|liable|negligence claim|data leak(?:age|s|ed)?|lawsuits?|gdpr infringement|infring(?:ed|ement|ements|es)|non-complian(?:t|ce))\b/gi;

const CAUSAL =
  /\b(?:because(?: of)?|caused|due to(?! (?:be|expire|run|start|restart|end|finish|launch|go|happen|renew|ship)\b)|led to|leads to|resulted in|as a result of|triggered by|owing to|which made|consequently|the reason (?:was|is))\b/gi;
const HYPOTHESIS =
  /\b(?:suspect(?:ed|s)?|may|might|possibl[ey]|probabl[ey]|likely|hypothes[ie]s|seems?|appears?|could have|assumption|not (?:yet )?(?:known|confirmed)|unconfirmed|unclear)\b/i;

export const wordingRules: readonly Rule[] = [
  {
    id: 'B3',
    name: 'a wish in hindsight',
    why: 'What did not happen explains nothing, and it was no option anybody saw then.',
    notIn: ['lucky', 'evidence'],
    check: (text) =>
      hits(text, COUNTERFACTUAL, 'Say what happened; move the wish to the action items.').filter(
        ({ from, to }) => !DOUBT.test(text.slice(from, to + 20)),
      ),
  },
  {
    id: 'B5',
    name: 'character or hindsight',
    strict: true,
    why: 'It says what somebody is like, or that it was easy to see, and it was not.',
    notIn: ['evidence'],
    check: (text) =>
      [CHARACTER, CLEARLY, JUST].flatMap((pattern) =>
        hits(text, pattern, (word) => `Leave “${word}” out; the sentence stands without it.`),
      ),
  },
  {
    id: 'B10',
    name: 'a fix disguised as a fact',
    why: 'That something was lacking is a judgement; the story should say what was there.',
    strict: true,
    onlyIn: ['summary', 'timeline', 'detection', 'trigger', 'response', 'impact'],
    check: (text) =>
      hits(
        text,
        new RegExp(
          `\\b(?:lack(?:ed|s|ing)?(?: of)?|insufficient(?:ly)?|inadequate(?:ly)?|no (?:proper|adequate|real)|poor(?:ly)?|absence of|missing) (?:[\\w-]+ ){0,2}?${TOPIC}\\b`,
          'gi',
        ),
        'Say what there was (“the alert fired at 95 %”), and move the gap to the contributing factors or the actions.',
      ),
  },
  {
    id: 'B13',
    name: 'outage, where it was partial',
    why: 'The impact says partial; “outage” says that nothing worked.',
    strict: true,
    notIn: ['evidence', 'actions'],
    check: (text, _said, { partial }) =>
      partial
        ? hits(
            text,
            /(?<!\b(?:partial|minor|regional|power|network|provider|upstream|no|past|earlier|previous|similar) )\boutages?\b(?! of (?:the )?(?:provider|upstream))/gi,
            'Say degraded, or errors for so many percent.',
          )
        : [],
  },
  {
    id: 'B14',
    name: 'always, never, everyone',
    why: 'It is nearly never true, and the exceptions are what one learns from.',
    strict: true,
    notIn: ['evidence', 'actions', 'questions'],
    check: (text) =>
      hits(
        text,
        /(?<![\w-])(?:always(?![- ]on\b)|never(?![- ]ending)|everyone|everybody|nobody|no one|every (?:single )?time|all the time|constantly)(?![\w-])/gi,
        'Count: how often, how many, out of how many.',
      ),
  },
  {
    id: 'B16',
    name: 'a cause that nothing carries',
    why: 'A causal word is a claim; without a source it is a guess that reads like knowledge.',
    strict: true,
    notIn: ['evidence', 'actions', 'questions', 'people', 'metrics'],
    check: (text, said) =>
      (said.evidence ?? []).length > 0 || HYPOTHESIS.test(text)
        ? []
        : hits(text, CAUSAL, 'Cite what shows it, say “then”, or mark it as a hypothesis.'),
  },
  {
    id: 'B18',
    name: 'heat',
    why: 'Capitals, exclamation marks and swearing tell how it felt, not what happened.',
    strict: true,
    notIn: ['evidence'],
    check: (text) => [
      ...hits(text, HEAT, 'Say it plainly.'),
      ...(STATEMENT_OF_SQL.test(text) || RFC.test(text)
        ? []
        : hits(text, SHOUTING, (word) => `Write “${word.toLowerCase()}”.`)),
    ],
  },
  {
    id: 'B19',
    name: 'a hidden actor',
    why: 'The record knows which pipeline or job did it; without it nobody can look there.',
    strict: true,
    notIn: ['evidence', 'actions', 'questions'],
    check: (text, _said, { document }) => {
      const systems = document.systems ?? [];
      const named = systems.some((system) => text.toLowerCase().includes(system.toLowerCase()));
      return systems.length === 0 || named
        ? []
        : hits(text, AGENTLESS, `Name what did it: ${systems.slice(0, 3).join(', ')}. Not the person.`);
    },
  },
  {
    id: 'B20',
    name: 'a legal word',
    why: 'It settles a question that lawyers settle, and nobody on record has said it.',
    strict: true,
    notIn: ['evidence'],
    check: (text, _said, { document }) => {
      const sources = (document.sources ?? []).join('\n').toLowerCase();
      return hits(text, LEGAL, 'Say what happened to which data or promise, in plain words.').filter(
        ({ from, to }) => !sources.includes(text.slice(from, to).toLowerCase()),
      );
    },
  },
];
