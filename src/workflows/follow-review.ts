// The way of a review, told: its sheet in the thread is kept true, its steps are said, and publishing is announced.
import type { EventType } from '../incident/events.ts';
import { isAnnounced } from './announce.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const SHOWN = [
  'postmortem-delivered',
  'key-time-set',
  'key-times-confirmed',
  'review-submitted',
  'review-published',
  'review-source-changed',
  'review-assigned',
  'finding-waived',
  'question-asked',
  'questions-sent',
  'questions-unsent',
  'question-answered',
  'question-declined',
  'answer-withdrawn',
  'status-changed',
] as const satisfies readonly EventType[];

const target = (stream: string) => `review:${stream}`;

export const keepReviewSheet = reaction('keep the sheet of the review', SHOWN, (event, after) =>
  isLive(after) && after.draft?.delivered?.message !== undefined
    ? [{ kind: 'review.refresh', payload: {}, target: target(event.stream) }]
    : [],
);

/** Somebody wants the wording of the canvas looked at anew. */
export const checkReviewAgain = reaction('check the wording again', ['command-answered'], (event, after) =>
  event.data.command === 'review-check' && isLive(after)
    ? [{ kind: 'review.refresh', payload: {}, target: target(event.stream) }]
    : [],
);

export const sayReview = reaction(
  'say steps of the review',
  ['review-submitted', 'review-published'],
  (event, after) =>
    isLive(after) ? [{ kind: 'message.post', payload: { event: event.id, about: 'review' } }] : [],
);

/** Once for each publication: the next change of a source is in the list that the sentence names. */
export const sayChangedSources = reaction(
  'say that a source of the review changed',
  ['review-source-changed'],
  (event, after) => {
    const published = after.review?.published;
    return isLive(after) && published
      ? [
          {
            kind: 'message.post',
            payload: { event: event.id, about: 'review' },
            once: `review-source:${published.event}`,
          },
        ]
      : [];
  },
);

export const announceReview = reaction(
  'announce the published review',
  ['review-published'],
  (event, after, { policy, late }) =>
    isAnnounced(after, policy) && after.announcement !== undefined && (!late || after.privacyAt === undefined)
      ? [{ kind: 'announcement.reply', payload: { event: event.id } }]
      : [],
  { at: 'announcement-posted', on: ['review-published'] },
);
