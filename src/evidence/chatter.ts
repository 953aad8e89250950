// What is not evidence: greetings, thanks, laughter, jokes, bare questions. Recognised so that it ranks low, never so that it is lost.
import { phrases, wordPattern } from './phrases.ts';

const EMOJI = /:[a-z0-9_+'-]+:|\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}\uFE0F\u200D]/giu;
const EMOTICON = /¯[\s\S]{1,12}¯|[:;]-?[)(DPp|/](?=\s|$)|\^\^|<3/g;

const SMALL_TALK = wordPattern(
  `^(?:${[
    '(?:hi|hey|hello|morning|good (?:morning|evening|afternoon|day|night)|yo|welcome|bye|goodbye|cya|see you|night|gn|gg|wb)(?: (?:all|there|everyone|folks|team|both|again))*',
    '(?:(?:many|so many|oh|ok) )*(?:thanks?|thx|ty|cheers|thank you)(?: .{0,60})?',
    '(?:kudos|congrats|congratulations|well done|great stuff|(?:wonderful|great|good|nice|amazing|excellent|fantastic) (?:work|job|stuff|team ?work|news))(?: .{0,30})?',
    "(?:btw,? )?(?:i|i['’]ll|i['’]m) (?:(?:have|need|got) to|gotta|must|will|be|gonna|going to)? ?(?:leave|run|drop off|head out|be (?:out|away|offline|back)|eat)(?: .{0,30})?",
    'my (?:laptop|mic|microphone|camera|headset|cat|dog|train) .{0,60}',
    '(?:sorry|apologies)(?: (?:for|about) .{0,30})?',
    '(?:happy|merry) \\p{L}+(?: \\p{L}+)?',
    '(?:please )?(?:keep us (?:posted|updated)|any (?:news|updates?)|understood|noted|i know|i guess|rip|echoing that|supportive of that|for sure|of course|plausible|fine (?:by|with) me|always|heading (?:out|home)|going (?:to bed|home|back to bed|for .{1,20})|signing off|brb .{0,12}|off to .{1,20}|enjoy .{0,20})',
    '(?:nice|great|cool|awesome|dope|sweet|excellent|perfect|lovely|wow|whoa|yay|woo+|phew|yikes|oof|ouch|ugh|argh|damn|hm+|hrm+|uh+|oh+|ah+|eh|err|huh)(?: (?:no|my|one|work|job|catch|find))*',
    '(?:super|very|so|too|oh|pls|plz|please|go for it|do it|crisis averted|my bad)(?: (?:slow|true|bad|sorry|boy|dear|everyone|all|yeah))*',
    '(?:hey|hi),? (?:here|there)',
    '(?:ok|okay|k|kk|ack|roger|copy|sure|yes|yep|yeah|yup|yues|no|nope|nah|right|true|agreed|exactly|indeed|same|ditto|got it|will do|done|on it|looking|checking|sgtm|lgtm|wfm|np|no worries|no problem|fair(?: enough)?|makes sense|sounds good|good idea|good (?:point|call|question)|i see|me too)',
    '(?:lo+l|lmao|lmfao|rofl|ha(?:ha)+|heh+e*|hah|xd|jk|j/k|facepalm)',
    '(?:sorry|my bad|oops|whoops|brb|afk|one sec|just a (?:sec|moment)|gimme .{0,12}|give me .{0,12}|hang on|wait|now|but|and|so|also|well|anyway|very interesting|interesting)',
    '\\+1|-1|\\^+|\\?+|!+|\\.+',
  ].join('|')})$`,
);

/** Laughter beside a statement makes it lighter, not untrue. */
const LAUGHS = phrases('lo+l', 'lmf?ao', 'rofl', 'ha(ha)+', 'heh');
const LAUGHING =
  /:(?:joy|joy_cat|rofl|rolling_on_the_floor_laughing|laughing|satisfied|sweat_smile|lol|kekw|clown_face):|[\u{1F602}\u{1F923}\u{1F606}\u{1F605}\u{1F639}\u{1F921}]/u;

const JOKES = phrases(
  'j/?k',
  'just kidding',
  'kidding',
  '(hamsters?|gremlins?|aliens?|ghosts?|unicorns?|squirrels?|goblins?|wizards?)',
  'mercury (is )?in retrograde',
  '(cosmic|gamma) rays?',
  '(voodoo|black magic|sacrific(e|ed|ing)|cursed|haunted)',
  "it's always dns",
  '(coffee|beer|beers|pizza|donuts?|lunch|cake)',
  'have you tried turning',
  'skynet',
  '/s',
);

/** The words that are left of a sentence without emoji, emoticons and the punctuation around them. */
export function withoutDecoration(text: string): string {
  return text
    .replace(EMOJI, ' ')
    .replace(EMOTICON, ' ')
    .replace(/^[\s.,!…~-]+|[\s.,!…~-]+$/g, '')
    .replace(/\s+/g, ' ');
}

/** `ok, thanks both!`: the parts between punctuation, and what is left without a first `ok`. */
function isAllSmall(words: string): boolean {
  const parts = words.split(/\s*[,.!;–]+\s*/).filter((part) => part !== '');
  return parts.every((part) => {
    const rest = part.replace(/^(?:oh|ok|okay|well|yes|yeah|no|\+1|and) /i, '');
    return SMALL_TALK.test(part) || SMALL_TALK.test(rest);
  });
}

/** Greeting, thanks, agreement, laughter, an interjection, or nothing but emoji. */
export function isSmallTalk(sentence: string): boolean {
  const words = withoutDecoration(sentence);
  return words === '' || SMALL_TALK.test(words) || isAllSmall(words);
}

export function hasLaughter(sentence: string): boolean {
  return LAUGHS.test(sentence) || LAUGHING.test(sentence);
}

/** Words that are only said in jest. */
export function isJoke(sentence: string): boolean {
  return JOKES.test(sentence);
}

const WANTS_TO_KNOW = /^(?:i|we) (?:need|want|would like) to know\b/i;
const ASKS =
  /^(?:or |and |so |but |wait,? |ok,? )*(?:is|are|was|were|did|do|does|can|could|would|will|have|has) (?:it|you|we|they|i|this|that|there|anyone|anybody|someone|somebody)\b/i;

/** Ends in a question mark (also a full-width one), brackets and quotes aside, or is worded as a question. */
export function isQuestion(sentence: string): boolean {
  const asks = /[?？](?:["'”’)\s]|:[a-z_]+:)*(?:\s\p{L}{1,12}[.!]?)?$/u;
  return asks.test(sentence.trim()) || WANTS_TO_KNOW.test(sentence) || ASKS.test(sentence);
}
