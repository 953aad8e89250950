// Notes deployments on incidents: those before a declaration, and those that arrive while an incident of the service is open.
import { asFirescribe } from '../incident/actors.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Deployment } from '../incident/values.ts';
import type { Clock } from '../lib/clock.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceKey } from '../policy/services.ts';
import { notedSince, noteRule, notesDeployments } from '../workflows/note-deployments.ts';
import type { Engine, Viewer } from './engine-port.ts';
import type { Performer } from './performer.ts';
import { INCIDENTS, isIncident } from './stream-names.ts';

/** Incidents that are open at a time, at most; far more than any company has. */
const MOST_OPEN = 200;
/** Noted at a time. A service deployed more often than this within hours has its own page of deployments. */
const MOST_NOTED = 10;

/** Looked through for them: those to other environments may stand between. */
const MOST_READ = 100;

const everything: Viewer = { kind: 'operator' };

type Deps = { engine: Pick<Engine, 'handle' | 'questions'>; policy: () => Policy; clock: Pick<Clock, 'now'> };

/** A second run notes nothing twice: each status of a deployment is known by its place. */
export function deploymentNoter({ engine, policy, clock }: Deps): Performer<'deployments.note'> {
  const note = async (stream: string, incident: Incident, effect: string) => {
    const { service } = incident;
    const { environments } = policy().deployments;
    if (service === undefined || incident.kind === 'imported') {
      return;
    }
    const found = await engine.questions.deployments({
      service,
      after: notedSince(incident, policy()),
      until: clock.now(),
      limit: MOST_READ,
    });
    const wanted = found.deployments.filter(({ deployment }) => isTo(deployment, environments));
    await engine.handle({
      type: 'note-deployments',
      incident: stream,
      // Oldest first, as they happened.
      wish: { deployments: wanted.slice(0, MOST_NOTED).reverse(), rule: noteRule(policy()) },
      asking: asFirescribe(clock.now(), { kind: 'effect', key: `${effect}:deployments` }),
    });
  };
  return async ({ stream, key, payload }) => {
    if (!notesDeployments(policy())) {
      return;
    }
    if (isIncident(stream)) {
      const incident = await engine.questions.incident(stream, everything);
      await (incident && note(stream, incident, key));
      return;
    }
    const open = await engine.questions.list({ open: true, limit: MOST_OPEN }, everything);
    for (const incident of open.filter((one) => concerns(one, payload.service))) {
      await note(`${INCIDENTS}${incident.id}`, incident, key);
    }
  };
}

/** All are wanted where none is named. */
function isTo({ environment }: Deployment, wanted: readonly string[]): boolean {
  const same = (one: string) => one.toLowerCase() === environment?.toLowerCase();
  return wanted.length === 0 || wanted.some(same);
}

function concerns({ service, status }: Incident, deployed: string): boolean {
  return service !== undefined && isOpen(status) && serviceKey(service) === serviceKey(deployed);
}
