// What the facts of a review say to a reader of the timeline.
import type { EventType, Recorded } from './events.ts';
import { contradictionWords } from './review.ts';
import { say, type Told } from './told.ts';
import { nameOf } from './words.ts';

type ReviewFact = Extract<EventType, 'key-times-confirmed' | 'finding-waived' | `review-${string}`>;

export const REVIEW_TOLD: { [T in ReviewFact]: (event: Recorded<T>) => Told } = {
  'key-times-confirmed': ({ actor, data }) => ({
    kind: 'key-time',
    text: say(`${nameOf(actor)} confirmed the key times`, contradictionWords(data.contradictions)),
    values: { contradictions: data.contradictions.length },
  }),
  'review-submitted': ({ actor, data }) => ({
    kind: 'postmortem',
    text: `${nameOf(actor)} put draft ${data.draft} in review`,
    values: { draft: data.draft },
  }),
  'review-published': ({ actor, data }) => ({
    kind: 'postmortem',
    text: say(`${nameOf(actor)} published draft ${data.draft}`, contradictionWords(data.contradictions)),
    values: { draft: data.draft, contradictions: data.contradictions.length },
  }),
  'review-source-changed': ({ data }) => ({
    kind: 'record',
    text: `A source of the published review was ${data.how}`,
    values: { source: data.source, how: data.how },
  }),
  'review-kept': ({ data: { edition } }) => ({
    kind: 'record',
    text: `Review kept as it was ${edition.published === undefined ? 'to be exported' : 'published'} (draft ${edition.draft}${edition.written ? ', with what people wrote' : ''})`,
    values: { draft: edition.draft, written: edition.written },
  }),
  'review-sifted': ({ data }) => ({
    kind: 'record',
    text: say(
      `Review looked through for what was erased: ${data.left} ${data.left === 1 ? 'passage' : 'passages'} left out`,
      data.unread ? 'its canvas could not be read' : undefined,
    ),
    values: { left: data.left },
  }),
  'review-assigned': ({ data }) => ({
    kind: 'postmortem',
    text: `${nameOf(data.owner)} sees to the review`,
    values: { owner: data.owner.id },
  }),
  'finding-waived': ({ actor, data, content }) => ({
    kind: 'postmortem',
    text: say(`${nameOf(actor)} let ${data.rule} of the blame check stand`, content?.reason),
    values: { rule: data.rule },
  }),
};
