// Action items that people have as good as named in the channel: "we should add an alert", "TODO", "needs a runbook". Proposed, never added.
import type { Entry } from '../incident/entry.ts';
import type { ActionItem } from '../incident/state.ts';
import { isJoke, isQuestion } from './chatter.ts';
import { type ItemHint, lintItem } from './item-lint.ts';
import { languageOf } from './language.ts';
import { readMessage } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import { contentStems } from './statements.ts';
import { mayWish, wishIn } from './wishes.ts';

export type SuggestedItem = {
  /** Tells it from others, also when it is found again: entries, and which sentence. No words: it outlives a redaction. */
  key: string;
  text: string;
  /** Ids of entries. */
  sources: readonly string[];
  /** What would make it better, besides an owner and a date. */
  hints: readonly ItemHint[];
};

const SHORTEST = 3;
/** Of a message, so that pasted logs cost nothing. */
const LETTERS_READ = 2_000;

/** Most of the words of the shorter one are in the other. */
export function sameWork(one: string, other: string): boolean {
  const [a, b] = [contentStems(one), contentStems(other)].sort((x, y) => x.size - y.size);
  const shared = [...a!].filter((stem) => b!.has(stem)).length;
  return a!.size > 0 && shared / a!.size >= 0.75;
}

/** The form asks for both. */
const ASKED_FOR: ReadonlySet<string> = new Set(['owner', 'due']);

/** Undefined where it asks people to try harder: that changes no system. */
export function hintsFor(text: string): readonly ItemHint[] | undefined {
  const hints = lintItem({ text, owned: false }).filter(({ rule }) => !ASKED_FOR.has(rule));
  return hints.some(({ rule }) => rule === 'system') ? undefined : hints;
}

function isSource({ kind, author, deleted, redacted, text }: Entry): boolean {
  const said = kind === 'message' || kind === 'note' || kind === 'evidence';
  return said && author.kind === 'person' && !deleted && !redacted && text !== '';
}

function foundIn(entry: Entry): SuggestedItem[] {
  const begin = entry.text.slice(0, LETTERS_READ);
  if (!mayWish(begin) || languageOf(begin) === 'other') {
    return [];
  }
  return sentencesOf(begin).flatMap(({ text: sentence, fence }, index) => {
    if (fence || isQuestion(sentence) || isJoke(sentence)) {
      return [];
    }
    const text = wishIn(sentence) ?? '';
    const hints = hintsFor(text);
    const fits = text.split(' ').length >= SHORTEST && hints !== undefined;
    // Read only where there is a find: an order to the record is none.
    return fits && !readMessage(begin, true).meanings.includes('instruction')
      ? [{ key: `${entry.id}#${index}`, text, sources: [entry.id], hints }]
      : [];
  });
}

export type SuggestFrom = {
  /** In order of time; their texts in plain words. */
  entries: readonly Entry[];
  items: readonly Pick<ActionItem, 'text'>[];
  dismissed: ReadonlySet<string>;
};

/** What is new among these: nobody has it already, nobody said no to it, and none of them says the same as one before. */
export function newOnes(
  suggested: readonly SuggestedItem[],
  { items, dismissed }: Omit<SuggestFrom, 'entries'>,
) {
  const taken = items.map(({ text }) => text.text);
  return suggested.filter(({ key, text }) => {
    const isNew = !dismissed.has(key) && !taken.some((other) => sameWork(text, other));
    if (isNew) {
      taken.push(text);
    }
    return isNew;
  });
}

/** In the order in which they were said. */
export function suggestItems(from: SuggestFrom): SuggestedItem[] {
  return newOnes(from.entries.filter(isSource).flatMap(foundIn), from);
}
