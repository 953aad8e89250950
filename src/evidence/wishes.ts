// What people say should be made better, as the action item that it is: "we should add an alert on the pool", "TODO: …", "X needs a test". English.
import { maskSecrets } from './mask.ts';

const LONGEST = 200;

/** Verbs of what is changed for good; what is done at once (restart, roll back) is no follow-up. */
const LASTING =
  '(?:add|write|document|alert|monitor|automate|test|introduce|create|build|set up|make|ensure|improve|update|remove|clean up|migrate|upgrade|limit|cap|tune|split|fix|rename|require|enforce|validate|review|measure|log|page|extend|replace|backfill|rotate|pin|tighten)';
export const THING =
  '(?:alert|alarm|test|runbook|dashboard|limit|rate limit|timeout|retry|monitor|graph|metric|check|guard|canary|backup|owner|quota|health ?check|fallback)s?';
const LATER =
  /\b(?:afterwards?|after (?:this|the incident)|later|tomorrow|next (?:week|sprint|time)|long[- ]term|in the postmortem)\b/i;

type Find = (sentence: string) => string | undefined;

const matched = (pattern: RegExp, make: (groups: Record<string, string>) => string): Find => {
  return (sentence) => {
    const groups = pattern.exec(sentence)?.groups;
    return groups && make(groups as Record<string, string>);
  };
};

const FINDS: readonly Find[] = [
  matched(
    /^(?:[-*•]\s*)?(?:todo|to-do|action items?|follow[- ]?ups?|AI)\s*[:-]\s*(?<what>.+)/i,
    ({ what }) => what!,
  ),
  matched(
    new RegExp(
      `\\b(?:we|i|you|they|somebody|someone|the team)(?:'ll| will)?\\s+(?:really\\s+|also\\s+|probably\\s+|definitely\\s+)?(?:should|need to|needs to|must|have to|has to|ought to)\\s+(?:really |also |probably )?(?<what>${LASTING}\\b.+)`,
      'i',
    ),
    ({ what }) => what!,
  ),
  (sentence) =>
    LATER.test(sentence)
      ? /\b(?:we|i|somebody|someone)\s+(?:should|need to|must|have to|will|can)\s+(?<what>\p{L}{3,}\s.+)/iu.exec(
          sentence,
        )?.groups?.what
      : undefined,
  matched(/\bfollow(?:ing)? up (?<what>(?:on|with) .+)/i, ({ what }) => `Follow up ${what}`),
  matched(
    new RegExp(
      `^(?<where>.{2,60}?)\\s+(?:needs|should have|could use|deserves)\\s+(?<what>(?:an?|its own|more)\\s+(?:\\p{L}+ )?${THING})\\b`,
      'iu',
    ),
    ({ where, what }) => `Add ${what} for ${where!.replace(/^(?:and|but|so|also|i think|imo),?\s+/i, '')}`,
  ),
  matched(
    new RegExp(
      `\\b(?:we|you|they)\\s+(?:really |also |badly )?(?:need|want|should have had|should've had|could have used)\\s+(?<what>(?:an?\\s+|more\\s+|better\\s+)?(?:\\p{L}+ )?${THING})\\s+(?<how>for|on|in|around|about)\\s+(?<where>.{3,60})`,
      'iu',
    ),
    ({ what, how, where }) => `Add ${what} ${how} ${where}`,
  ),
  matched(
    new RegExp(
      `\\b(?:there (?:is|was|'s)|we (?:have|had)|had|has|have) (?:no|never an?) (?<what>(?:\\p{L}+ )?${THING})\\s+(?<how>for|on|in|around|about)\\s+(?<where>.{3,60})`,
      'iu',
    ),
    ({ what, how, where }) =>
      `Add ${/s$/i.test(what!) ? '' : /^[aeiou]/i.test(what!) ? 'an ' : 'a '}${what} ${how} ${where}`,
  ),
];

/** From the find to the end of its clause, begun with a capital letter, without secrets. */
function asItem(found: string): string {
  const clause = maskSecrets(found)
    .split(
      /(?<=[^\d])[;!?]|\.(?:\s|$)|\s(?:but|because|since|so that we do not|otherwise)\s|,\s(?:but|so|otherwise|right)\b/i,
    )[0]!
    .replace(LATER, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s,]+(?:either|too|as well|though|tho|please)[\s.]*$/i, '')
    .replace(/[\s,.:–-]+$/, '')
    .trim();
  const text = clause.slice(0, LONGEST).trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const WISHES =
  /\b(?:should|needs?|must|to-?do|have to|has to|ought|follow|follow-?ups?|action items?|ai|could|deserves|there|have no|had no|has no|want|will|can)\b/i;

/** False for most messages, at next to no cost. */
export const mayWish = (text: string): boolean => WISHES.test(text);

/** The action item that a sentence names; undefined where it names none. */
export function wishIn(sentence: string): string | undefined {
  const found = FINDS.map((find) => find(sentence)).find((one) => one !== undefined);
  return found === undefined ? undefined : asItem(found);
}
