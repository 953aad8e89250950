// The rank of every entry of a timeline, with what stands around it taken into account.
import type { Entry } from '../incident/entry.ts';
import { isChat } from './chat.ts';
import { confirmedIn } from './confirmed.ts';
import { echoesIn } from './echoes.ts';
import { FILLING_RANK, KEY_RANK, NEVER_LEFT_OUT, type Ranked, rankByKind, rankMessage } from './rank.ts';
import { JEST } from './read-sentence.ts';
import { type Reading, wholeQuoteOf } from './reading.ts';

type Readings = ReadonlyMap<string, Reading>;

/** In a channel kept as a log each statement of some length is meant for the record. */
const ENTRY_OF_A_LOG = KEY_RANK + 1;
const WORDS_OF_A_STATEMENT = 3;
/** In scripts that put no spaces between words. */
const LETTERS_OF_A_STATEMENT = 12;
/** A message that drew at least this many replies is of interest, whatever its language. */
const MANY_REPLIES = 3;
/** Soon, for words that are said again; shorter ones (`rolling back`) may well mean another thing. */
const SOON_MS = 30 * 60_000;
const LONG_ENOUGH_TO_REPEAT = 30;
/** Kinds of entries that can tell of one deed. */
const ONE_DEED: readonly Entry['kind'][] = ['message', 'deployment'];
/** Above this many entries, an alert that says the same again is no key entry. */
const FEW_ALERTS = 10;

function lift(one: Ranked, rank: number, because: string): void {
  if (one.rank < rank) {
    one.rank = rank;
    one.because = because;
  }
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

function isStatement(reading: Reading): boolean {
  return reading.sentences.some(({ smallTalk, looking, question, text, meanings }) => {
    const words = wordsOf(text);
    const long = /^\p{Script=Latin}/u.test(words)
      ? words.split(' ').length >= WORDS_OF_A_STATEMENT
      : words.length >= LETTERS_OF_A_STATEMENT;
    return !smallTalk && !looking && (!question || meanings.includes('report')) && long;
  });
}

/** What somebody says again in the same words soon after counts less. */
function lowerRepeats(ranked: readonly Ranked[]): void {
  const said = new Map<string, number>();
  for (const one of ranked) {
    const { author, text, at } = one.entry;
    const words = `${author.id}:${wordsOf(text)}`;
    const before = said.get(words);
    if (before !== undefined && at - before < SOON_MS && text.length > LONG_ENOUGH_TO_REPEAT) {
      one.rank -= 15;
    }
    said.set(words, at);
  }
}

function liftByStructure(ranked: readonly Ranked[], readings: Readings): void {
  const replies = new Map<string, number>();
  for (const { entry } of ranked) {
    if (entry.thread !== undefined && entry.thread !== entry.place?.ts) {
      replies.set(entry.thread, (replies.get(entry.thread) ?? 0) + 1);
    }
  }
  const opening = ranked.find((one) => isStatement(readings.get(one.entry.id)!));
  if (opening !== undefined) {
    lift(opening, KEY_RANK + 5, 'it opens the record');
  }
  for (const one of ranked) {
    const drew = replies.get(one.entry.place?.ts ?? '') ?? 0;
    if (drew >= MANY_REPLIES) {
      lift(one, KEY_RANK + 1, `it drew ${drew} replies`);
    }
  }
}

/** Others said that this is it. */
function liftConfirmed(ranked: readonly Ranked[], messages: readonly Entry[], readings: Readings): void {
  const confirmed = confirmedIn(messages, readings);
  for (const one of ranked) {
    const sure = confirmed.get(one.entry.id);
    if (sure !== undefined) {
      lift(one, KEY_RANK + (sure === 'sure' ? 8 : 5), 'somebody confirmed that this is it');
    }
  }
}

function rankMessages(messages: readonly Entry[], readings: Readings): Ranked[] {
  const ranked = messages.map((entry) => rankMessage(entry, readings.get(entry.id)!));
  lowerRepeats(ranked);
  liftByStructure(ranked, readings);
  liftConfirmed(ranked, messages, readings);
  if (!isChat(messages, readings)) {
    for (const one of ranked) {
      if (isStatement(readings.get(one.entry.id)!)) {
        lift(one, ENTRY_OF_A_LOG, 'the channel is kept as a log and this is an entry of it');
        one.quote = wholeQuoteOf(readings.get(one.entry.id)!);
      }
    }
  }
  return ranked;
}

/** The first and the last of many alerts that say the same stay; those between are counted, not shown. */
function lowerRepeatedAlerts(ranked: readonly Ranked[]): void {
  const alerts = ranked.filter((one) => one.entry.kind === 'alert');
  if (alerts.length <= FEW_ALERTS) {
    return;
  }
  const last = new Map(alerts.map((one) => [`${one.entry.type}:${one.entry.text}`, one]));
  const seen = new Set<string>();
  for (const one of alerts) {
    const says = `${one.entry.type}:${one.entry.text}`;
    if (seen.has(says) && last.get(says) !== one) {
      one.rank = 10;
    }
    seen.add(says);
  }
}

function lowerEchoes(ranked: readonly Ranked[]): void {
  const told = ranked.filter((one) => one.rank >= FILLING_RANK && ONE_DEED.includes(one.entry.kind));
  for (const one of echoesIn(told)) {
    one.rank = 10;
    one.echo = true;
  }
}

/** More than a greeting, thanks or a bare question. */
function saysSomething(reading: Reading | undefined): boolean {
  return (
    reading?.sentences.some(({ smallTalk, question, weight }) => !smallTalk && !question && weight > JEST) ??
    false
  );
}

/** Pins, the last words before a resolution and the last all-clear are never left out. */
function protect(ranked: readonly Ranked[], readings: Readings): void {
  let last: Ranked | undefined;
  let clear: Ranked | undefined;
  for (const one of ranked) {
    const { entry } = one;
    if (entry.pinned !== undefined) {
      lift(one, NEVER_LEFT_OUT + 50, 'it was pinned');
      const reading = readings.get(entry.id);
      one.quote = reading === undefined ? one.quote : wholeQuoteOf(reading);
    }
    if (entry.kind === 'message') {
      last = entry.author.kind === 'person' && saysSomething(readings.get(entry.id)) ? one : last;
      clear = one.meanings[0] === 'all-clear' && one.rank >= KEY_RANK ? one : clear;
    } else if (entry.type === 'status-changed' && entry.values.to === 'resolved' && last !== undefined) {
      lift(last, NEVER_LEFT_OUT, 'it is the last thing said before the incident was resolved');
    }
  }
  if (clear !== undefined) {
    lift(clear, NEVER_LEFT_OUT, clear.because);
  }
}

/** Every entry that can be ranked, in order of time. `messages` are those of `entries` that have words. */
export function rankEntries(
  entries: readonly Entry[],
  messages: readonly Entry[],
  readings: Readings,
): Ranked[] {
  const spoken = new Map(rankMessages(messages, readings).map((one) => [one.entry.id, one]));
  const ranked = entries.flatMap((entry) => {
    const one = entry.deleted || entry.redacted ? undefined : (spoken.get(entry.id) ?? rankByKind(entry));
    return one === undefined ? [] : [one];
  });
  lowerRepeatedAlerts(ranked);
  lowerEchoes(ranked);
  protect(ranked, readings);
  return ranked;
}
