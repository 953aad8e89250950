// What went well and badly, luck and surprise: asked, with the words of the record that bear on them.
import type { Meaning } from '../../evidence/meaning.ts';
import { FILLING_WEIGHT, shortened } from '../../evidence/reading.ts';
import { BADLY, LUCK, SURPRISE, WELL } from '../../evidence/rules-of-lessons.ts';
import type { Section, SectionId, Statement } from '../document.ts';
import { type Material, quote } from '../material.ts';
import { answersIn } from './answers.ts';

const QUOTES = 3;

function quotes(material: Material, pattern: RegExp, besides: readonly Meaning[] = []): Statement[] {
  const spoken = material.entries.filter(({ author }) => author.kind === 'person');
  const found = spoken.flatMap((entry) => {
    const sentences = material.selection.readings.get(entry.id)?.sentences ?? [];
    const sentence = sentences.find(
      ({ text, question, joke, meanings, weight }) =>
        !question &&
        !joke &&
        weight >= FILLING_WEIGHT &&
        text.split(/\s+/).length >= 5 &&
        pattern.test(text) &&
        !meanings.some((meaning) => besides.includes(meaning)),
    );
    return sentence === undefined ? [] : [quote(material, entry, shortened(sentence.text), 'a responder')];
  });
  return found.slice(0, QUOTES);
}

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
      [...quotes(material, LUCK), ...answersIn(material, 'lucky')],
      'What would have been worse on another day?',
    ),
    section(
      'surprised',
      'Why were we surprised',
      [...quotes(material, SURPRISE), ...answersIn(material, 'surprised')],
      'What did we believe before that turned out otherwise?',
    ),
  ];
}
