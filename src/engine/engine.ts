// The engine: the one door to incidents. What follows from a command is written with it, and performed by the outbox.
import type { IncidentEvent } from '../incident/events.ts';
import type { Inbound, TicketHint } from '../incident/inbound.ts';
import type { Incident } from '../incident/state.ts';
import type { Deployment } from '../incident/values.ts';
import type { Clock } from '../lib/clock.ts';
import type { NewId } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import { oneAtATime } from '../lib/one-at-a-time.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timeline } from '../timeline/port.ts';
import type { Reaction } from '../workflows/reaction.ts';
import { audit } from './audit.ts';
import { createPacing } from './consequences.ts';
import type { Engine } from './engine-port.ts';
import { forget } from './forget.ts';
import { handle, type Request, type WritePath } from './handle.ts';
import { createInbox } from './inbox.ts';
import { numbersOf } from './numbers.ts';
import { createQuestions } from './questions.ts';
import { receiveDeployments } from './receive-deployments.ts';
import { receiveHints } from './receive-hints.ts';
import type { Routable } from './routable.ts';
import { incidentEvent, incidentRow, loadIncident } from './stored-incident.ts';
import { DEPLOYMENTS, isIncident, TICKETS } from './stream-names.ts';
import { createStreams } from './streams.ts';

export type EngineOptions = {
  timeline: Timeline;
  /** Asked anew for each command: configuration may change while we run. */
  policy: () => Policy;
  reactions: readonly Reaction[];
  clock: Pick<Clock, 'now'>;
  newId: NewId;
  log: Log;
};

type Listener = Parameters<Engine['onCommit']>[0];

export function createEngine(options: EngineOptions): Engine {
  const { timeline, clock } = options;
  const listeners = listenersOf(options.log);
  let stopped = false;
  const streams = createStreams<Incident | undefined>({
    timeline,
    load: (stream) => loadIncident(timeline, stream),
    stateRow: incidentRow,
    now: clock.now,
    onCommit: (stream, events, effects) =>
      listeners.tell(isIncident(stream) ? events.map(incidentEvent) : [], effects),
  });
  const path: WritePath = {
    ...options,
    streams,
    now: clock.now,
    numbers: numbersOf(timeline),
    pacing: createPacing(),
  };
  const requireRunning = () => {
    if (stopped) {
      throw new Error('Firescribe is stopping; nothing more is taken.');
    }
  };
  const inTurn = oneAtATime();
  const take = async (request: Request) => {
    requireRunning();
    // Two that merge at once into each other would both be right, each for itself.
    return request.type === 'merge' ? inTurn(() => handle(path, request)) : handle(path, request);
  };
  const inbox = createInbox({ ...path, log: options.log, handle: take });
  return {
    handle: take,
    async audit(asked) {
      requireRunning();
      return audit(path, asked);
    },
    async forget(wish) {
      requireRunning();
      await forget(path, wish);
    },
    async receive(inbound, origin) {
      requireRunning();
      const { deployments, hints, others } = apart(inbound);
      if (hints.length > 0) {
        await streams.change(TICKETS, (view) => receiveHints(path.now(), view, hints));
      }
      if (deployments.length > 0) {
        await streams.change(DEPLOYMENTS, (view) => receiveDeployments(path, view, { deployments, origin }));
      }
      if (others.length > 0 || inbound.length === 0 || origin.troubles?.length) {
        await inbox.receive(others, origin);
      }
    },
    routed: inbox.routed,
    unmute: inbox.unmute,
    retryAside: inbox.retryAside,
    questions: createQuestions(timeline),
    onCommit: listeners.add,
    async stop() {
      await inbox.stop();
      stopped = true;
      await streams.idle();
    },
  };
}

/** Deployments have a stream of their own: nothing is routed from it. Nor is anything from hints about tickets. */
function apart(inbound: readonly Inbound[]): {
  deployments: Deployment[];
  hints: TicketHint[];
  others: Routable[];
} {
  return {
    deployments: inbound.flatMap((one) => (one.kind === 'deployment' ? [one.deployment] : [])),
    hints: inbound.flatMap((one) => (one.kind === 'ticket-hint' ? [one.hint] : [])),
    others: inbound.filter((one): one is Routable => one.kind !== 'deployment' && one.kind !== 'ticket-hint'),
  };
}

function listenersOf(log: Log) {
  const listeners = new Set<Listener>();
  return {
    add(listener: Listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** What was written stands, whatever a listener makes of it. */
    tell(events: readonly IncidentEvent[], effects: number) {
      for (const listener of listeners) {
        try {
          listener(events, effects);
        } catch (error) {
          log.error({ error }, 'a listener failed after a commit');
        }
      }
    },
  };
}
