// Cutting a message into the sentences that can be kept or left out.

/** A sentence (or a line) of a message. `fence`: a block of pasted code or log, kept whole. `runsOn`: on the line of the one before. */
export type Sentence = { text: string; fence: boolean; runsOn?: boolean };

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Shorter lines are one thought even where they hold two full stops. */
const LONG_LINE = 40;

/** With the space that follows it: a question mark within an address ends nothing. Some scripts write no space. */
const ENDS = /(?:[.!?)"'”’`*]\s+|[。！？]["'”’)]*\s*)$/;

/** So much of its end tells whether a sentence is over. */
const TAIL = 100;

const count = (text: string, character: string) => text.split(character).length - 1;

/** A sentence goes on where no mark ends it, and while a bracket or a backtick is open. Each piece is looked at once. */
function sentencesOfLine(line: string): string[] {
  if (line.length < LONG_LINE || !/[.!?。！？]/.test(line)) {
    return [line];
  }
  const sentences: string[][] = [];
  let [tail, ticks, brackets] = ['', 0, 0];
  for (const { segment } of segmenter.segment(line)) {
    const sentence = sentences.at(-1);
    const goesOn = !ENDS.test(tail) || ticks % 2 === 1 || brackets > 0;
    if (sentence && goesOn) {
      sentence.push(segment);
    } else {
      sentences.push([segment]);
      [tail, ticks, brackets] = ['', 0, 0];
    }
    tail = (tail + segment).slice(-TAIL);
    ticks += count(segment, '`');
    brackets += count(segment, '(') - count(segment, ')');
  }
  return sentences.map((pieces) => pieces.join('').trim());
}

/** The sentences of a message in order: each line by itself (people send lines as sentences), pasted blocks whole. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  text.split(/(```[\s\S]*?```)/).forEach((part) => {
    if (part.startsWith('```') && part.length >= 6) {
      sentences.push({ text: part, fence: true });
      return;
    }
    for (const line of part.split('\n')) {
      const trimmed = line.trim();
      if (trimmed !== '') {
        const parts = sentencesOfLine(trimmed);
        sentences.push(
          ...parts.map((sentence, index) => ({
            text: sentence,
            fence: false,
            ...(index > 0 ? { runsOn: true } : {}),
          })),
        );
      }
    }
  });
  return sentences.filter((sentence) => sentence.text !== '');
}
