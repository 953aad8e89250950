// Names that a review itself lists: as participants, authors and owners.
import { GIVEN_NAMES } from './given-names.ts';

const NOT_A_NAME =
  /\b(?:team|ops|platform|sre|eng(?:ineering)?|support|infra(?:structure)?|security|commander|lead|liaison|scribe|manager|on-?call|responders?|responder|bot|none|nobody|unassigned|n\/?a|tbd|todo|unknown|firescribe|role|owner|author|payments|checkout|database|network|product|customers?|communications|operations|incident|engineers?|developers?|messages?|services?)\b/i;

/** Each word begins with a capital, or it is one word that is no English one: a handle, another script. */
const isLikeAName = (part: string) =>
  part.split(' ').every((word) => /^\p{Lu}/u.test(word)) || !/^[A-Za-z ]+$/.test(part);

/** Names in a cell or a line of a list: `Ana (commander), Bo`. */
export function namesListed(text: string): string[] {
  return text
    .replace(/\([^)]*\)/g, ' ')
    .split(/[,;/&\n|]|\band\b|\s[–—-]\s|:/)
    .map((part) => part.replace(/^[\s@*_-]+|[\s.*_]+$/g, ''))
    .filter((part) => /^\p{L}[\p{L}’'._-]*(?:\s\p{L}[\p{L}’'.-]*){0,2}$/u.test(part))
    .filter((part) => !NOT_A_NAME.test(part) && isLikeAName(part));
}

/** The same where systems stand among people, as in a timeline: only what is surely a name. */
export const surelyNames = (text: string) =>
  namesListed(text).filter((name) => GIVEN_NAMES.has(name.split(' ')[0] ?? ''));
