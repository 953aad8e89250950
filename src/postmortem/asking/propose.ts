// Which questions the record asks for: two to five, the best first, each about one moment and for one person. No model has a say.
import {
  QUESTION_ABOUTS,
  QUESTIONS,
  type Question,
  type QuestionAbout,
  SECTION_OF_ANSWER,
} from '../../incident/question-values.ts';
import { reviewOf } from '../../incident/review-state.ts';
import { masked } from '../masked.ts';
import type { Material } from '../material.ts';
import { mayShow } from '../templates/template.ts';
import { causes, effects, suspicions, triggers, withdrawals } from './about-causes.ts';
import {
  beginnings,
  contradictions,
  detections,
  leftUnclear,
  luck,
  surprises,
  unanswered,
} from './about-record.ts';
import type { Candidates } from './candidate.ts';

/** What could be asked about each thing, the best first. */
export const CANDIDATES: Readonly<Record<QuestionAbout, Candidates>> = {
  suspicion: suspicions,
  cause: causes,
  trigger: triggers,
  contradiction: contradictions,
  detection: detections,
  effect: effects,
  withdrawal: withdrawals,
  unanswered,
  'left-unclear': leftUnclear,
  began: beginnings,
  surprised: surprises,
  lucky: luck,
};

/** Nobody is asked for everything. */
const MOST_OF_ONE = 3;

/** A question about one moment is enough. */
const asksAlready = (chosen: readonly Question[], { evidence: [moment] }: Question) =>
  chosen.some(({ evidence }) => evidence[0] === moment);

/**
 * The first of each kind that fits, in order of kinds; none where fewer than two are precise enough, and none once somebody
 * asked, or of what was canceled or imported. What the review's template would not show is not asked.
 */
export function proposeQuestions(material: Material): Question[] {
  const { incident } = material;
  if (incident.status === 'canceled' || incident.kind === 'imported' || reviewOf(incident)?.asked) {
    return [];
  }
  const chosen: Question[] = [];
  const shown = (about: QuestionAbout) => mayShow(material.options.template, SECTION_OF_ANSWER[about]);
  for (const about of QUESTION_ABOUTS.filter(shown)) {
    const fits = (one: Question) =>
      one.to.kind === 'person' &&
      chosen.filter(({ to }) => to.id === one.to.id).length < MOST_OF_ONE &&
      !asksAlready(chosen, one);
    const best = CANDIDATES[about](material).find(fits);
    if (best && chosen.length < QUESTIONS.most) {
      chosen.push(best);
    }
  }
  return chosen.length < QUESTIONS.fewest ? [] : chosen.map(masked);
}
