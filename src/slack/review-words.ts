// The steps of a review in a sentence, and the buttons that go with them.
import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { IncidentEvent } from '../incident/events.ts';
import { contradictionWords } from '../incident/review.ts';
import { isOver, reviewOf, reviewStateOf } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import { button, escaped, link, mention, row } from './blocks.ts';
import { pack } from './press-values.ts';

type Step = Extract<
  IncidentEvent,
  { type: 'review-submitted' | 'review-published' | 'review-source-changed' }
>;

const name = ({ name: called, id, kind }: IncidentEvent['actor']) =>
  called ? escaped(called) : kind === 'person' ? mention(id) : escaped(id);

/** One sentence for the channel, and for the announcement's thread. */
export function reviewSentence(event: Step, incident: Incident): string {
  switch (event.type) {
    case 'review-submitted':
      return `${name(event.actor)} put the review of INC-${incident.number} up for reading. Please add what only you know.`;
    case 'review-published': {
      const { link: address, contradictions, again } = event.data;
      const where = address ? `: ${link(address, 'read it')}` : ', in the canvas of the incident’s channel';
      const both =
        contradictions.length > 0
          ? ` Of the key times, ${contradictionWords(contradictions)}; both values are shown.`
          : '';
      return `${name(event.actor)} published the review of INC-${incident.number}${again ? ' anew' : ''}${where}.${both}`;
    }
    case 'review-source-changed':
      return `A message that the published review of INC-${incident.number} rests on was ${event.data.how} since. *How it stands* lists what to look at; this is said once.`;
  }
}

/** Whether there is a draft that nobody has published. */
export function isToPublish(incident: Incident): boolean {
  const newer = (incident.draft?.draft ?? 0) > (reviewOf(incident)?.published?.draft ?? 0);
  return isOver(incident) && (reviewStateOf(incident) !== 'published' || newer);
}

/** The steps that can be taken now. */
export const stepsOfReview = (incident: Incident): Button[] => [
  ...(isOver(incident) && reviewStateOf(incident) === 'draft'
    ? [button('Put in review', 'review:submit', pack(incident))]
    : []),
  ...(isToPublish(incident) ? [button('Publish', 'review:publish', pack(incident))] : []),
];

/** What can be done next about it. */
export function reviewRow(event: IncidentEvent, incident: Incident): KnownBlock[] {
  switch (event.type) {
    case 'review-submitted':
      return isToPublish(incident)
        ? [row('review-step', [button('Publish', 'review:publish', pack(incident))])]
        : [];
    case 'review-source-changed':
      return [row('review-step', [button('How it stands', 'review:status', pack(incident))])];
    default:
      return [];
  }
}

/** True whatever has happened to it since. */
export const TO_PUBLISH = 'Its key times, wordings to look at and publishing are in the thread.';

/** Below the message that links a draft. How it stands is answered whatever has happened since. */
export const reviewButtons = (incident: Incident): ActionsBlock =>
  row('review', [...stepsOfReview(incident), button('How it stands', 'review:status', pack(incident))]);
