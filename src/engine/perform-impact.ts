// Tells the deployment tracker of an incident's beginning, end and return, for each service that it follows.

import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { DeploymentTracker, Impact } from '../integrations/deployments/port.ts';
import { channelAddress } from './channel-address.ts';
import type { Performer } from './performer.ts';
import { incidentOf, type Plugged, tellFact, throughVendor, type VendorDesk } from './vendor-desk.ts';

const MOST_READ = 100;

type Told = Pick<Impact, 'type' | 'service' | 'at'>;

/** Impact begins before anybody declares it, where that is known. */
function beganAt({ declaredAt, keyTimes, beganGuess }: Incident): Instant {
  return Math.min(declaredAt, keyTimes.began?.at ?? beganGuess ?? declaredAt);
}

/** A service that turned out to be another was not hurt. An incident that is over when its beginning is told has ended, too. */
function impactsOf(event: IncidentEvent, incident: Incident): Told[] {
  const { service, status, statusSince } = incident;
  const begun = (of: string): Told[] => [
    { type: 'triggered', service: of, at: beganAt(incident) },
    ...(isOpen(status) ? [] : [{ type: 'resolved' as const, service: of, at: statusSince }]),
  ];
  switch (event.type) {
    case 'incident-declared':
      return event.data.service === undefined ? [] : begun(event.data.service);
    case 'service-changed': {
      const { from, to } = event.data;
      const left: Told[] =
        from === undefined ? [] : [{ type: 'resolved', service: from, at: event.occurredAt }];
      return [...left, ...(to === undefined ? [] : begun(to))];
    }
    case 'status-changed': {
      const type = isOpen(event.data.to) ? 'reopened' : 'resolved';
      return service === undefined ? [] : [{ type, service, at: event.occurredAt }];
    }
    default:
      return [];
  }
}

/** Of what became private only the end is told, and only where its beginning was: there it would go on for ever. */
async function endsOf({ engine }: VendorDesk, stream: string, impacts: readonly Told[]): Promise<Told[]> {
  const registered = await engine.questions.ofType(stream, 'impact-registered', MOST_READ);
  return impacts.filter(
    ({ type, service }) => type === 'resolved' && registered.some(({ data }) => data.service === service),
  );
}

/** Does nothing where there is no tracker, or it follows none of the services. */
export function impactRegistrar(
  desk: VendorDesk,
  plugged: Plugged<DeploymentTracker> | undefined,
): Performer<'impact.register'> {
  return async (effect) => {
    const event = await desk.engine.questions.event(effect.payload.event);
    if (!plugged || !event) {
      return;
    }
    const { port, id: vendor, label } = plugged;
    const incident = await incidentOf(desk, effect.stream);
    const all = impactsOf(event, incident).filter(({ service }) => port.follows(service));
    const followed = incident.private ? await endsOf(desk, effect.stream, all) : all;
    if (followed.length === 0) {
      return;
    }
    await throughVendor(desk, effect, { what: 'impact', vendor: label }, async () => {
      const name = incident.private ? '' : ` ${incident.title.text}`;
      const title = `INC-${incident.number}${name}`.slice(0, 200);
      for (const { type: as, service, at } of followed) {
        await port.register({ type: as, service, at, id: incident.id, title, ...channelAddress(incident) });
        const wish = { vendor: { id: vendor, label }, service, as };
        await tellFact(desk, effect, { type: 'record-impact', wish, what: `${as}/${service}` });
      }
    });
  };
}
