// Has the figures around an incident drawn: as it opens, once it is resolved, and whenever somebody asks. Posts what was drawn.
import type { IncidentEvent } from '../incident/events.ts';
import type { GraphMoment } from '../incident/graph-values.ts';
import type { Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceByWord } from '../policy/services.ts';
import type { EffectWish } from './effects.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

export const attachGraph = reaction(
  'attach the graph',
  ['incident-declared', 'signal-attached', 'service-changed'],
  (event, after, { policy }) =>
    isRun(after) && !isDrawn(after) && mayHaveFigures(event, after, policy)
      ? [{ kind: 'graph.draw', payload: { event: event.id, moment: 'declared' }, once: onceOf(after) }]
      : [],
);

/** Anew with what came since, and with the times of detection, mitigation and resolution. Ahead of the draft that shows it. */
export const graphOnResolve = reaction(
  'draw the graph on resolve',
  ['status-changed'],
  (event, after, { policy }) =>
    event.data.to === 'resolved' &&
    event.data.undoes === undefined &&
    isRun(after) &&
    wasPossible(after, policy)
      ? [{ kind: 'graph.draw', payload: { event: event.id, moment: 'resolved' } }]
      : [],
);

export const graphOnRequest = reaction('draw the graph when asked', ['command-answered'], (event, after) =>
  event.data.command === 'graph' && isRun(after)
    ? [{ kind: 'graph.draw', payload: { event: event.id, moment: 'asked' } }]
    : [],
);

export const postGraph = reaction('post the graph', ['graph-kept'], (event, after) =>
  event.data.picture !== undefined && isLive(after) ? [post(event.id, event.data.moment)] : [],
);

/** One that was drawn before there was a channel. */
export const postWaitingGraph = reaction(
  'post the graph that waited for a channel',
  ['channel-opened'],
  (_event, after) =>
    (after.graphs ?? [])
      .filter(({ picture, file }) => isLive(after) && picture !== undefined && file === undefined)
      .map(({ event, moment }) => post(event, moment)),
);

/** The first alert may lead nowhere, and the second to a metric; the thousandth is not looked at. */
const ALERTS_TRIED = 3;
const onceOf = ({ counts }: Incident) => `graph:declared:${Math.min(counts.signals, ALERTS_TRIED)}`;

/** Whichever of the two asks: a graph is posted once, when there is a channel. */
const post = (graph: string, moment: GraphMoment): EffectWish => ({
  kind: 'graph.post',
  payload: { graph, moment },
  once: `graph-post:${graph}`,
});

/** One figure is kept and is no picture: the next alert may bring the second. */
export const isDrawn = ({ graphs = [] }: Incident) => graphs.some(({ picture }) => picture !== undefined);

/** An imported incident is over, and its figures are gone. */
const isRun = ({ kind }: Incident) => kind !== 'imported';

const queriesOf = ({ service }: Incident, policy: Policy) =>
  (service === undefined ? undefined : serviceByWord(policy, service))?.queries ?? [];

/** An alert may lead to a query or carry figures; whether it does is seen when it is looked at. */
function mayHaveFigures(event: IncidentEvent, after: Incident, policy: Policy): boolean {
  return event.type === 'signal-attached' || queriesOf(after, policy).length > 0;
}

const wasPossible = (incident: Incident, policy: Policy) =>
  incident.counts.signals > 0 || queriesOf(incident, policy).length > 0;
