// Takes buttons away when what they offer is over: Undo after its ten minutes, Raise once it is no raise, a review's steps once they are taken.
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { undoEnds } from '../incident/undo-resolve.ts';
import type { Offering, Status } from '../incident/values.ts';
import type { EffectWish } from './effects.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const ON = [
  'fact-posted',
  'status-changed',
  'severity-changed',
  'role-assigned',
  'page-acknowledged',
  'review-published',
] as const;
type On = Extract<IncidentEvent, { type: (typeof ON)[number] }>;

const isHarmful = (status: Status) => isOpen(status) && status !== 'mitigated';

/** Which messages may look different for this. */
function concerned(event: On): readonly Offering[] {
  switch (event.type) {
    case 'fact-posted':
      return [];
    case 'severity-changed':
      return ['signal-severity', 'merged', 'leader'];
    case 'role-assigned':
      return ['leader'];
    case 'page-acknowledged':
      return ['page'];
    case 'review-published':
      return ['review'];
    case 'status-changed': {
      const { from, to } = event.data;
      return [
        ...(from === 'detected' ? (['nag'] as const) : []),
        ...(from === 'resolved' ? (['resolved'] as const) : []),
        ...(isOpen(from) !== isOpen(to) ? (['signal-severity', 'merged', 'review', 'page'] as const) : []),
        ...(isHarmful(from) !== isHarmful(to) ? (['alerts-over', 'leader'] as const) : []),
      ];
    }
  }
}

/** All messages about one fact are one refresh. */
const refresh = (stream: string, fact: string): EffectWish => ({
  kind: 'offer.refresh',
  payload: { fact },
  target: `offer:${stream}:${fact}`,
});

/** At its end, in the channel and on the card. A target of its own: what is refreshed until then does not wait for it. */
function endOfUndo(event: On, after: Incident): EffectWish[] {
  const ends = undoEnds(after);
  const offered = event.type === 'fact-posted' && event.data.offers === 'resolved';
  if (!offered || ends === undefined || after.undoable?.event !== event.data.fact) {
    return [];
  }
  const at = { dueAt: ends, target: `undo-ends:${event.stream}` };
  return [
    { ...refresh(event.stream, event.data.fact), ...at },
    { kind: 'card.refresh', payload: {}, ...at, target: `${at.target}:card` },
  ];
}

export const endOffers = reaction('take away buttons that are over', ON, (event, after) => {
  if (!isLive(after)) {
    return [];
  }
  const about = concerned(event);
  const offers = (after.offers ?? []).filter((offer) => about.includes(offer.about));
  const facts = [...new Set(offers.map(({ fact }) => fact))];
  return [...facts.map((fact) => refresh(event.stream, fact)), ...endOfUndo(event, after)];
});

/** Whoever declares or attaches does it from the alert's line. What joins by itself, in a storm, asks for nothing. */
export const endLine = reaction('say in the alert’s line what became of it', ['signal-attached'], (event) =>
  event.actor.kind === 'person'
    ? [{ kind: 'line.refresh', payload: { event: event.id }, target: `line:${event.id}` }]
    : [],
);

/** Where everybody reads, a private incident is not named; one that is public again is. */
export const hidePrivateInLines = reaction(
  'name no private incident in the lines of its alerts',
  ['privacy-changed'],
  ({ stream }) => [{ kind: 'line.refresh', payload: {}, target: `lines:${stream}` }],
);

export const endStepsOfReview = reaction(
  'take away steps of the review that are over',
  ['status-changed', 'review-submitted', 'review-published'],
  (event, after) => {
    const matters = event.type !== 'status-changed' || isOpen(event.data.from) !== isOpen(event.data.to);
    return matters && isLive(after) && after.draft?.delivered?.message
      ? [{ kind: 'delivery.refresh', payload: {}, target: `delivery:${event.stream}` }]
      : [];
  },
);
