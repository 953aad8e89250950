// What went well and badly, luck and surprise: asked, with the words of the record that bear on them.
import type { Meaning } from '../../evidence/meaning.ts';
import { phrases } from '../../evidence/phrases.ts';
import type { Section, SectionId, Statement } from '../document.ts';
import { type Material, quote } from '../material.ts';
import { LUCK } from './bearing.ts';

const SURPRISE = phrases(
  '(weird|odd|strange|surprising|surprised|unexpected|unexpectedly|very interesting)',
  "(shouldn't|should not) (be|have)",
  "(doesn't|does not|didn't) (make sense|add up|fit|expect)",
  'not what (i|we) expected',
  '(unclear|not clear) (how|why)',
);
const WELL = phrases(
  'nice (catch|work|find)',
  'great (catch|work|find|job)',
  'good (catch|find|work)',
  'well done',
  'worked (well|first time|as planned|like a charm)',
  '(spot on|life ?saver|very helpful|super helpful|really helped|helped (a lot|us))',
  '(alert|alarm|monitor) (caught|saw|noticed) it',
  '(rollback|failover|runbook|alert|canary|backup) (was|went) (quick|fast|smooth|smoothly|great|flawless)…',
  'glad (we|that we|the)',
);
const BADLY = phrases(
  "(didn't|did not|doesn't|does not|not) (help|work)",
  'no (runbook|alert|access|permission|dashboard|documentation|docs|staging|backup|effect)',
  '(got|made it) worse',
  'changes nothing',
  '(took|takes|taking)( us| me)? (far |much |way )?(too long|forever|ages|a long time)',
  '(nobody|no one|none of us) (who )?(has|had|have|knows|knew|could (say|tell|find|reach))',
  '(nobody|no one|none of us) (got|was|were) (paged|alerted|notified|called)',
  '(confusing|painful|annoying|frustrating|hard to find|out of date|outdated|wrong number)',
  '(had to|have to) (guess|wait|search|dig)',
);

const QUOTES = 3;

function quotes(material: Material, pattern: RegExp, besides: readonly Meaning[] = []): Statement[] {
  const found = material.keyRows.flatMap((row) => {
    const sentences = material.selection.readings.get(row.entry.id)?.sentences ?? [];
    const sentence = sentences.find(
      ({ text, question, joke, meanings }) =>
        !question &&
        !joke &&
        text.split(/\s+/).length >= 5 &&
        pattern.test(text) &&
        !meanings.some((meaning) => besides.includes(meaning)),
    );
    return sentence === undefined ? [] : [quote(material, row.entry, sentence.text, 'a responder')];
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
      quotes(material, LUCK),
      'What would have been worse on another day?',
    ),
    section(
      'surprised',
      'Why were we surprised',
      quotes(material, SURPRISE),
      'What did we believe before that turned out otherwise?',
    ),
  ];
}
