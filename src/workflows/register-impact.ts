// Has the deployment tracker told of each real, public incident of a service: that it began, ended, and came back.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import { reaction } from './reaction.ts';

const TOLD = [
  'incident-declared',
  'service-changed',
  'status-changed',
] as const satisfies readonly EventType[];

/** Of what was made private meanwhile only the end is told, and without its title. */
export const registerImpact = reaction('register the impact', TOLD, (event, { kind, private: hidden }) =>
  kind === 'real' && tellsOfImpact(event) && !(hidden && event.type === 'incident-declared')
    ? [{ kind: 'impact.register', payload: { event: event.id } }]
    : [],
);

function tellsOfImpact(event: IncidentEvent): boolean {
  switch (event.type) {
    case 'incident-declared':
      return event.data.service !== undefined;
    case 'service-changed':
      return true;
    case 'status-changed':
      return isOpen(event.data.from) !== isOpen(event.data.to);
    default:
      return false;
  }
}
