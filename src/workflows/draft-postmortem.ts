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
      ? [
          ...progress({ event: event.id, over: true }, event.id, after),
          draft(draftTarget(event.stream), { over: true }),
        ]
      : [],
);

/** A resolve that did not last, or was canceled, has no draft: what was said of it goes, unless it was there already. */
export const withdrawDraftWord = reaction(
  'take back the word of a draft',
  ['status-changed'],
  (event, after) => {
    const { from, to, undoes } = event.data;
    if (from !== 'resolved' || to === 'closed' || !isLive(after)) {
      return [];
    }
    const reopened = to !== 'canceled' && undoes === undefined;
    const cycle = reopened ? after.reopens : after.reopens + 1;
    return isLinked(after, cycle) ? [] : [{ kind: 'draft.withdraw', payload: { cycle } }];
  },
);

/** A draft that somebody waits for does not stand behind a refresh that is due in a minute. */
export const draftOnRequest = reaction(
  'draft the postmortem when asked',
  ['command-answered'],
  (event, after) => {
    switch (event.data.command) {
      case 'postmortem':
        return [
          ...progress({ event: event.id }, String(after.reopens + 1), after),
          draft(`draft-asked:${event.stream}`),
        ];
      case 'postmortem-refresh':
        return [draft(`draft-refresh:${event.stream}`)];
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

const draft = (target: string, payload: { over?: true } = {}): EffectWish => ({
  kind: 'postmortem.draft',
  payload,
  target,
});

/** One message says that it is being drafted, and becomes the one that links it. */
function progress(about: { event: string; over?: true }, once: string, after: Incident): EffectWish[] {
  return isLive(after) && !isLinked(after, after.reopens + 1)
    ? [{ kind: 'message.post', payload: { ...about, about: 'draft' }, once: `draft-progress:${once}` }]
    : [];
}

/** Whether a draft of this way through the statuses stands in the channel. */
const isLinked = ({ draft: made }: Incident, cycle: number) =>
  made?.cycle === cycle && made.delivered?.message !== undefined;

/** The draft that stands is of this way through the statuses, not of one before a reopening. */
export const hasCurrentDraft = ({ draft, reopens }: Incident) =>
  draft !== undefined && draft.cycle === reopens + 1;

export const draftTarget = (stream: string) => `draft:${stream}`;

/** Only a severity's policy switches the draft of a real incident off, or leaves it to the button. */
export function isReviewed(incident: Incident, policy: Policy): boolean {
  const severity = policy.severities.find(({ id }) => id === incident.severity.id);
  return incident.kind === 'real' && (severity?.postmortem ?? 'draft') === 'draft';
}
