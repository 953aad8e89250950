// Has the postmortem drafted: on resolve where the severity's policy says so, and whenever somebody asks.
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { reaction } from './reaction.ts';

export const draftOnResolve = reaction(
  'draft the postmortem on resolve',
  ['status-changed'],
  (event, after, { policy }) =>
    event.data.to === 'resolved' && event.data.undoes === undefined && isReviewed(after, policy)
      ? [{ kind: 'postmortem.draft', payload: {}, target: draftTarget(event.stream) }]
      : [],
);

/** A draft that somebody waits for does not stand behind a refresh that is due in a minute. */
export const draftOnRequest = reaction('draft the postmortem when asked', ['command-answered'], (event) => {
  switch (event.data.command) {
    case 'postmortem':
      return [{ kind: 'postmortem.draft', payload: {}, target: `draft-asked:${event.stream}` }];
    case 'postmortem-refresh':
      return [{ kind: 'postmortem.draft', payload: {}, target: draftTarget(event.stream) }];
    default:
      return [];
  }
});

export const draftTarget = (stream: string) => `draft:${stream}`;

/** Only a severity's policy switches the draft of a real incident off. */
export function isReviewed(incident: Incident, policy: Policy): boolean {
  const severity = policy.severities.find(({ id }) => id === incident.severity.id);
  return incident.kind === 'real' && severity?.postmortem !== 'skip';
}
