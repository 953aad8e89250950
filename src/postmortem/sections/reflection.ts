// What went well and badly, luck and surprise: asked, with the words of the record that bear on them.
import type { ReadSentence } from '../../evidence/read-sentence.ts';
import { FILLING_WEIGHT, shortened } from '../../evidence/reading.ts';
import { BADLY, LUCK, SURPRISE, WELL } from '../../evidence/rules-of-lessons.ts';
import type { Section, SectionId, Statement } from '../document.ts';
import { type Material, quote } from '../material.ts';
import { answersIn } from './answers.ts';

const QUOTES = 3;
const WORDS = 5;

/** Cheapest first: all that was said is looked at for each pattern. */
const tells = ({ text, question, joke, weight }: ReadSentence, pattern: RegExp) =>
  weight >= FILLING_WEIGHT && !question && !joke && pattern.test(text) && text.split(/\s+/).length >= WORDS;

/** The first of what people say of it. */
function quotes(material: Material, pattern: RegExp): Statement[] {
  const found: Statement[] = [];
  for (const entry of material.entries) {
    const read = entry.author.kind === 'person' ? material.selection.readings.get(entry.id) : undefined;
    const sentence = read?.sentences.find((one) => tells(one, pattern));
    if (sentence !== undefined) {
      found.push(quote(material, entry, shortened(sentence.text), 'a responder'));
    }
    if (found.length === QUOTES) {
      break;
    }
  }
  return found;
}

export const saidOfLuck = (material: Material) => [
  ...quotes(material, LUCK),
  ...answersIn(material, 'lucky'),
];
export const saidOfSurprise = (material: Material) => [
  ...quotes(material, SURPRISE),
  ...answersIn(material, 'surprised'),
];

function section(id: SectionId, title: string, statements: Statement[], prompt: string): Section {
  return { id, title, statements, prompt };
}

export function reflections(material: Material): Section[] {
  return [
    section('went-well', 'What went well', quotes(material, WELL), 'What helped, and should stay as it is?'),
    section(
      'went-badly',
      'What went badly',
      quotes(material, BADLY),
      'What made it slower or harder than it had to be?',
    ),
    section(
      'lucky',
      'Where we got lucky',
      saidOfLuck(material),
      'What would have been worse on another day?',
    ),
    section(
      'surprised',
      'Why were we surprised',
      saidOfSurprise(material),
      'What did we believe before that turned out otherwise?',
    ),
  ];
}
