// Figures of one measure, told one after another: `latency is at 900 ms`, later `latency 12 ms`. What fell far from its worst has turned.
import type { Entry } from '../incident/entry.ts';
import type { Meaning } from './meaning.ts';
import type { ReadSentence } from './read-sentence.ts';
import { type Reading, readingOf } from './reading.ts';

/** Of these less is better. */
const MEASURE =
  /\b(latency|p9[59]|response times?|error rate|errors|5xx|loss|lag|queue(?: time| depth| length)?|backlog|failures|fallback rate|wait(?:ing)?(?: time)?|delay|crash(?:es| rate)|timeouts|cpu|load)\b(?:[ :=,]+(?:is|are|was|at|now|down|up|to|of|on|the|still|only|just|under|about|around|over|all|back|has|gone|went|from|\p{L}+-?\d*)){0,4}?[ :=~<>≈]*(?<![\p{L}\d.])(\d[\d,]*(?:\.\d+)?) ?(%|ms|s|sec|min|k|m|hours?|h)?(?![\p{L}\d:])/giu;
const UNITS: Readonly<Record<string, number>> = {
  ...{ '%': 1, ms: 0.001, s: 1, sec: 1, min: 60, h: 3_600, hour: 3_600, hours: 3_600 },
  ...{ k: 1_000, m: 1_000_000 },
};
/** Which figures can be compared. */
const KIND: Readonly<Record<string, string>> = {
  ...{
    '%': 'share',
    ms: 'time',
    s: 'time',
    sec: 'time',
    min: 'time',
    h: 'time',
    hour: 'time',
    hours: 'time',
  },
  ...{ k: 'count', m: 'count' },
};
/** A third of the worst, or less. */
const FELL_TO = 1 / 3;

type Figure = { measure: string; value: number };

function figuresIn(text: string): Figure[] {
  return Array.from(text.matchAll(MEASURE), ([, name = '', digits = '', unit = '']) => {
    const short = unit.toLowerCase();
    const measure = `${name.toLowerCase().split(' ')[0]} ${KIND[short] ?? 'count'}`;
    return { measure, value: Number(digits.replaceAll(',', '')) * (UNITS[short] ?? 1) };
  });
}

/** Sentences whose figures tell of a turn for the better, by their message and their place in it. `messages` in order of time. */
function turnedFigures(
  messages: readonly Entry[],
  readings: ReadonlyMap<string, Reading>,
): Map<string, number[]> {
  const worst = new Map<string, number>();
  const turned = new Map<string, number[]>();
  for (const { id } of messages) {
    (readings.get(id)?.sentences ?? []).forEach(({ text, question, fence, smallTalk }, place) => {
      const figures = question || fence || smallTalk || !/\d/.test(text) ? [] : figuresIn(text);
      const better = figures.filter(({ measure, value }) => value <= (worst.get(measure) ?? 0) * FELL_TO);
      if (better.length > 0 && better.length === figures.length) {
        turned.set(id, [...(turned.get(id) ?? []), place]);
      }
      for (const { measure, value } of figures) {
        worst.set(measure, Math.max(value, worst.get(measure) ?? 0));
      }
    });
  }
  return turned;
}

/** Where a sentence says one of these, its figures are hoped for, or were. */
const SAYS_OTHERWISE: readonly Meaning[] = ['plan', 'suspicion', 'withdrawal', 'wish', 'cause', 'decision'];
const UNREAL = /\b(?:should|would|could|might|will|until|unless|if|before|normally|usually|was|were)\b/i;
const CLEAR = 4;

function asTurned(sentence: ReadSentence): ReadSentence {
  const { meanings, weight, text } = sentence;
  if (UNREAL.test(text) || meanings.some((one) => SAYS_OTHERWISE.includes(one))) {
    return sentence;
  }
  const rest = meanings.filter((one) => one === 'action' || one === 'change');
  return { ...sentence, meanings: ['all-clear', ...rest], weight: Math.max(weight, CLEAR), turned: true };
}

/** The same readings; what turned by its figures is read as an all-clear. */
export function withTurnedFigures(
  messages: readonly Entry[],
  readings: ReadonlyMap<string, Reading>,
): Map<string, Reading> {
  const turned = turnedFigures(messages, readings);
  return new Map(
    [...readings].map(([id, reading]) => {
      const places = turned.get(id);
      const sentences = reading.sentences.map((one, place) =>
        places?.includes(place) ? asTurned(one) : one,
      );
      return [id, places === undefined ? reading : readingOf(sentences)];
    }),
  );
}
