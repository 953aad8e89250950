// What is asked of a review as a whole: more than one cause, and what every good review has.
import type { CheckedDocument, CheckedSection, Finding, SectionKind } from './document.ts';
import { withoutQuotations } from './quotations.ts';

const NOTED_SINGLE =
  /\b(?:no (?:other|further) (?:contributing )?(?:factors?|causes?)|only (?:one|a single) (?:contributing )?(?:factor|cause)|other factors? (?:are|is) (?:not|un)known)\b/i;

const of = ({ sections }: CheckedDocument, ...kinds: readonly SectionKind[]) =>
  sections.filter(({ kind }) => kinds.includes(kind));
const textsOf = (sections: readonly CheckedSection[]) => sections.flatMap(({ statements }) => statements);
/** What says that something is still to be written. */
export const PROMPT = /^\s*(?:to fill in|question)\s*:|^(?:none|n\/?a|tbd|todo|–|-)\.?$/i;
const filled = (sections: readonly CheckedSection[]) =>
  textsOf(sections).filter(({ text }) => /\p{L}{2}/u.test(text) && !PROMPT.test(text.trim()));

/** B7: one root cause, where complex failures have several conditions. */
export function singleCause(document: CheckedDocument): Finding[] {
  const causes = filled(of(document, 'causes', 'root-cause'));
  if (causes.length > 1 || causes.some(({ text }) => NOTED_SINGLE.test(text))) {
    return [];
  }
  return document.sections.flatMap((section, index): Finding[] => {
    const where = (from: number, to: number, statement?: number) => ({
      section: index,
      title: section.title,
      from,
      to,
      ...(statement === undefined ? {} : { statement }),
    });
    const finding = (quoted: string, at: Finding['where']): Finding => ({
      rule: 'B7',
      quoted,
      why: 'Something complex fails for several reasons at once; a single root cause ends the search.',
      suggestion: 'Name two contributing factors at least, or say that no other factor was found.',
      where: at,
    });
    if (section.kind === 'root-cause' && causes.length === 1) {
      return [finding(section.title, where(0, section.title.length))];
    }
    return section.statements.flatMap(({ text, quotation }, statement) => {
      const match = quotation
        ? null
        : /\b(?:the|our|its) (?:single |actual |real |true )?root cause\b/i.exec(withoutQuotations(text));
      return match ? [finding(match[0], where(match.index, match.index + match[0].length, statement))] : [];
    });
  });
}

/** Words that two texts must share to be about the same. */
const STOP = new Set(
  'about after again alert alerts also and before being between change could does down each error failed fails first from have incident into more most must need only other over service should since some than that their them then there these they this time under until using very want were what when where which while will with without would'.split(
    ' ',
  ),
);
const wordsOf = (text: string) =>
  new Set(
    (text.toLowerCase().match(/\p{L}[\p{L}\p{N}_-]{3,}/gu) ?? [])
      .filter((word) => !STOP.has(word))
      .map((word) => word.slice(0, 6)),
  );

function isTied(text: string, factors: readonly Set<string>[]): boolean {
  const words = wordsOf(text);
  return factors.some((factor) => [...words].some((word) => factor.has(word)));
}

const missing = (rule: string, why: string, suggestion: string): Finding => ({
  rule,
  quoted: '',
  why,
  suggestion,
});

/** P1 to P5. `statements` that are only prompts must not be in the document. */
export function positiveFindings(document: CheckedDocument): Finding[] {
  const factors = filled(of(document, 'causes', 'root-cause')).map(({ text }) => wordsOf(text));
  const actions = of(document, 'actions').flatMap((section) => section.actions ?? []);
  const loose = actions.filter(({ over, factor, text }) => !over && !factor && !isTied(text, factors));
  const lines = filled(of(document, 'timeline')).filter(({ aside }) => !aside);
  const unlinked = lines.filter(({ evidence }) => (evidence ?? []).length === 0);
  return [
    ...(filled(of(document, 'went-well')).length === 0
      ? [
          missing(
            'P1',
            'Nothing is said to have gone well.',
            'Write down what helped, so that it stays: an alert, a tool, a decision.',
          ),
        ]
      : []),
    ...(filled(of(document, 'lucky', 'surprised')).length === 0
      ? [
          missing(
            'P2',
            'Nothing is said of luck or of surprise.',
            'Where did luck help, or what turned out otherwise than believed?',
          ),
        ]
      : []),
    ...(filled(of(document, 'detection')).length === 0
      ? [missing('P3', 'How it was noticed is not described.', 'Say who or what noticed it first, and when.')]
      : []),
    ...(loose.length > 0
      ? [
          missing(
            'P4',
            `${loose.length} of ${actions.length} action items ${loose.length === 1 ? 'answers' : 'answer'} no contributing factor: “${loose[0]?.text ?? ''}”.`,
            'Say which factor each action answers.',
          ),
        ]
      : []),
    ...(unlinked.length > 0
      ? [
          missing(
            'P5',
            `${unlinked.length} of ${lines.length} lines of the timeline link to nothing.`,
            'Link each line to a message, an alert, a graph or a ticket.',
          ),
        ]
      : []),
  ];
}
