// What people answered when they were asked for the review: quoted where it belongs, under the name they allowed.
import { shortened } from '../../evidence/reading.ts';
import { type AskedQuestion, type QuestionAbout, SECTION_OF_ANSWER } from '../../incident/question-values.ts';
import { reviewOf } from '../../incident/review-state.ts';
import type { SectionId, Statement } from '../document.ts';
import { evidenceOf, type Material, quote } from '../material.ts';

/** An answer is quoted up to here. */
const LONGEST = 900;

/** What was asked, in a word or two: the question itself may say whom it was put to. */
const ASKED: Readonly<Record<QuestionAbout, string>> = {
  suspicion: 'asked what pointed there',
  cause: 'asked what made it possible',
  trigger: 'asked what set it off',
  contradiction: 'asked which of two values holds',
  detection: 'asked how it was noticed',
  effect: 'asked what it changed',
  withdrawal: 'asked what ruled it out',
  unanswered: 'asked again',
  'left-unclear': 'asked again',
  began: 'asked when it began',
  surprised: 'asked afterwards',
  lucky: 'asked afterwards',
};

type Answered = AskedQuestion & { answer: NonNullable<AskedQuestion['answer']> };

/** Answers that readers of the review may see. */
function answered({ incident }: Material): Answered[] {
  const asked = reviewOf(incident)?.asked?.questions ?? [];
  return asked.filter((one): one is Answered => one.answer !== undefined && one.answer.consent !== 'owner');
}

/** Whether this was asked and answered; `entry`: where several of a kind are told apart by what they are about. */
export function isAnswered(material: Material, abouts: readonly QuestionAbout[], entry?: string): boolean {
  return answered(material).some(
    ({ about, evidence }) => abouts.includes(about) && (entry === undefined || evidence.includes(entry)),
  );
}

/** The answers that belong to a section. Where the name is not shown, nothing that would lead to it is cited. */
export function answersIn(material: Material, section: SectionId): Statement[] {
  return answered(material)
    .filter(({ about }) => SECTION_OF_ANSWER[about] === section)
    .flatMap(({ about, answer, evidence }): Statement[] => {
      const entry = material.byEvent.get(answer.event);
      if (entry === undefined || entry.redacted) {
        return [];
      }
      const asked = answer.consent === 'name' ? evidenceOf(material, evidence) : [];
      const said = quote(material, entry, shortened(material.text(entry), LONGEST));
      return [{ ...said, evidence: [...said.evidence, ...asked], label: ASKED[about] }];
    });
}
