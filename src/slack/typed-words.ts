// A typed line's words: people named in it, flags, and Slack's markup turned into plain words.
import { plainText, readSlackText } from '../evidence/slack-text.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Actor } from '../incident/values.ts';
import { nearest } from '../incident/words.ts';
import type { People } from './deed.ts';
import { slackId } from './ids.ts';

/** The text as people read it: `<@U1|bo>` is `@Bo`, `&lt;` is `<`. What comes out is no markup and pings nobody once escaped. */
export function wordsOf(raw: string, people: Pick<People, 'find'>): string {
  const mentioned = readSlackText(raw).flatMap((token) => {
    const name = token.kind === 'mention' ? people.find(token.id)?.name : undefined;
    return token.kind === 'mention' && name ? [[token.id, name] as const] : [];
  });
  return plainText(raw, new Map(mentioned)).trim();
}

export type Named = { who: Actor; rest: string };

const MENTION_FIRST = /^(?:for\s+|owner\s+)?<@(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>[\s,:]*/;
const MENTION_LAST = /(?<![\s,(])[\s,(]*(?:\b(?:for|owner)\s+)?<@(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>[\s.!)]*$/;
const HANDLE_FIRST = /^(?:for\s+|owner\s+)?@(?<name>[^\s,:<]+)[\s,:]*/;
const HANDLE_LAST = /(?:^|(?<![\s,(])[\s,(]+)(?:(?:for|owner)\s+)?@(?<name>[^\s,<)]*[^\s,<).!])[\s.!)]*$/;
const ME_FIRST = /^(?:me|myself)\b[\s,:]*/i;
const ME_LAST = /(?<!\s)\s+(?:for|owner)\s+(?:me|myself)[\s.]*$/i;

/** The person a text begins with: a mention, `@handle` or `me`. Undefined where it begins with none; refused where unknown. */
export function personFirst(raw: string, people: People, me: Actor): Named | undefined {
  const text = raw.trim();
  if (ME_FIRST.test(text)) {
    return { who: me, rest: text.replace(ME_FIRST, '') };
  }
  return named(text, MENTION_FIRST, HANDLE_FIRST, people);
}

/** The person a text ends with: a mention, `@handle`, `owner me`. */
export function personLast(raw: string, people: People, me: Actor): Named | undefined {
  const text = raw.trim();
  if (ME_LAST.test(text)) {
    return { who: me, rest: text.replace(ME_LAST, '') };
  }
  return named(text, MENTION_LAST, HANDLE_LAST, people);
}

const NAMED = /<@(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>|(?<![^\s,(])@(?<name>[^\s,:<>()]+)/g;
/** Behind a name that was put in for its owner nothing is said of the person: `roll back @bo now`, `… @bo by next sprint`. */
const NO_MORE_OF_IT = /^[^\p{L}\p{N}]*(?:(?:now|asap|pls|please|thanks|thx|urgent|by|due|until|till)\b|$)/iu;

/**
 * The one person whom a text names, wherever: undefined where it names nobody, or several. Where the words go on with the
 * person, the name stays in them: `ask @bo about the pool`.
 */
export function onlyPerson(raw: string, people: People): Named | undefined {
  const found = [...raw.matchAll(NAMED)].flatMap((match) => {
    const id = match.groups?.id ?? knownByName(match.groups?.name ?? '', people);
    return id ? [{ id, from: match.index, to: match.index + match[0].length }] : [];
  });
  const [one] = found;
  if (!one || found.some(({ id }) => id !== one.id)) {
    return undefined;
  }
  const who = people.actor(one.id);
  const behind = raw.slice(one.to);
  if (found.length > 1 || !NO_MORE_OF_IT.test(behind)) {
    return { who, rest: raw };
  }
  const rest = `${raw.slice(0, one.from).replace(/\(\s*$/, '')} ${behind.replace(/^[\s,)]+/, '')}`;
  return { who, rest: rest.replace(/\s+/g, ' ').trim() };
}

function knownByName(name: string, people: People): string | undefined {
  const person = people.byName(name) ?? people.byName(name.replace(/[.!?;]+$/, ''));
  return person && slackId(person.id);
}

function named(text: string, mention: RegExp, handle: RegExp, people: People): Named | undefined {
  const id = mention.exec(text)?.groups?.id;
  if (id) {
    return { who: people.actor(id), rest: text.replace(mention, '').trim() };
  }
  const name = handle.exec(text)?.groups?.name;
  if (!name) {
    return undefined;
  }
  const person = people.byName(name);
  if (!person) {
    throw new Refusal(
      `I know nobody called @${name}. Pick the person from the list that Slack shows after you type @.`,
    );
  }
  return { who: people.actor(slackId(person.id)), rest: text.replace(handle, '').trim() };
}

export type Flags = { text: string; values: Readonly<Record<string, string>>; switches: readonly string[] };

// Phones turn `--` into a dash.
const FLAG =
  /(?:^|\s)(?<dash>--|—|–)(?<name>[a-z]+)(?:(?:=|\s+|[:-]?(?=\d))(?<value>"[^"]*"|“[^“”]*”|(?!--|—|–)\S+))?/gi;

/**
 * Takes `--sev 1`, `--service="Checkout API"` and `--private` out of a line. `known` says which take a value, by every name
 * they go by; an unknown flag is refused with the nearest.
 */
export function takeFlags(
  line: string,
  known: Readonly<Record<string, { is: string; value: boolean }>>,
): Flags {
  const values: Record<string, string> = {};
  const switches: string[] = [];
  const text = line.replace(FLAG, (whole, ...found) => {
    const { dash, name, value } = found.at(-1) as { dash: string; name: string; value?: string };
    const flag = Object.hasOwn(known, name.toLowerCase()) ? known[name.toLowerCase()] : undefined;
    if (!flag) {
      return dash === '--' ? unknownFlag(name, Object.keys(known)) : whole;
    }
    if (!flag.value) {
      switches.push(flag.is);
      return value === undefined ? '' : ` ${value}`;
    }
    if (value === undefined) {
      throw new Refusal(
        `--${name} needs a word behind it, like \`--${name} ${flag.is === 'severity' ? '2' : 'checkout'}\`.`,
      );
    }
    values[flag.is] = value.replace(/^["“]|["”]$/g, '');
    return '';
  });
  return { text: text.replace(/\s+/g, ' ').trim(), values, switches };
}

function unknownFlag(name: string, known: readonly string[]): never {
  const like = nearest(name, known);
  const list = known.map((each) => `--${each}`).join(', ');
  throw new Refusal(`There is no --${name}. ${like ? `Did you mean --${like}? ` : ''}These exist: ${list}.`);
}
