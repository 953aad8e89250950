// Has the postmortem drafted: on resolve where the severity's policy says so, and whenever somebody asks.
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import type { EffectWish } from './effects.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const draftOnResolve = reaction(
  'draft the postmortem on resolve',
  ['status-changed'],
  (event, after, { policy }) =>
    event.data.to === 'resolved' && event.data.undoes === undefined && isReviewed(after, policy)
      ? [...progress(event.id, after), draft(draftTarget(event.stream))]
      : [],
);

/** A draft that somebody waits for does not stand behind a refresh that is due in a minute. */
export const draftOnRequest = reaction(
  'draft the postmortem when asked',
  ['command-answered'],
  (event, after) => {
    switch (event.data.command) {
      case 'postmortem':
        return [...progress(event.id, after), draft(`draft-asked:${event.stream}`)];
      case 'postmortem-refresh':
        return [draft(draftTarget(event.stream))];
      default:
        return [];
    }
  },
);

export const draftOnImport = reaction(
  'draft the postmortem of an imported channel',
  ['channel-imported'],
  (event) => [draft(draftTarget(event.stream))],
);

const draft = (target: string): EffectWish => ({ kind: 'postmortem.draft', payload: {}, target });

/** One message says that it is being drafted, and becomes the one that links it. Once for each way through the statuses. */
function progress(event: string, after: Incident): EffectWish[] {
  const there = hasCurrentDraft(after) && after.draft?.delivered?.message !== undefined;
  return isLive(after) && !there
    ? [
        {
          kind: 'message.post',
          payload: { event, about: 'draft' },
          once: `draft-progress:${after.reopens + 1}`,
        },
      ]
    : [];
}

/** The draft that stands is of this way through the statuses, not of one before a reopening. */
export const hasCurrentDraft = ({ draft, reopens }: Incident) =>
  draft !== undefined && draft.cycle === reopens + 1;

export const draftTarget = (stream: string) => `draft:${stream}`;

/** Only a severity's policy switches the draft of a real incident off, or leaves it to the button. */
export function isReviewed(incident: Incident, policy: Policy): boolean {
  const severity = policy.severities.find(({ id }) => id === incident.severity.id);
  return incident.kind === 'real' && (severity?.postmortem ?? 'draft') === 'draft';
}
