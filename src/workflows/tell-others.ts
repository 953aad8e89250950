// Tells other incidents what happened that is theirs, too: each has a record of its own.
import type { EventType, IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const TOLD = [
  'incident-related',
  'incident-unrelated',
  'status-changed',
  'signal-resolved',
  'signal-ranked',
  'entry-redacted',
] as const satisfies readonly EventType[];

/** Whoever took the alerts along hears of them; so does whoever they came from, of a redaction. */
function concernsOthers(event: Extract<IncidentEvent, { type: (typeof TOLD)[number] }>, after: Incident) {
  const { takenBy = [], absorbed = [] } = after;
  switch (event.type) {
    case 'incident-related':
    case 'incident-unrelated':
      return event.data.mutual === true;
    case 'status-changed':
      return (event.data.into ?? event.data.outOf) !== undefined;
    case 'entry-redacted':
      return event.data.alert === true && takenBy.length + absorbed.length > 0;
    default:
      return takenBy.length > 0;
  }
}

export const tellOthers = reaction('tell the other incident', TOLD, (event, after) =>
  concernsOthers(event, after) ? [{ kind: 'other.tell', payload: { event: event.id } }] : [],
);

/** Whoever worked on the duplicate goes on in the other one; into a private one people are let by its own. */
export const bringPeopleAlong = reaction(
  'bring in the people of a merged incident',
  ['incident-absorbed'],
  ({ data }, after) => {
    const because = `was in INC-${data.number}, which was merged into this one`;
    const invite = data.people.map((who) => ({ who, because }));
    return isLive(after) && !after.private && invite.length > 0
      ? [{ kind: 'channel.invite', payload: { invite, asked: true } }]
      : [];
  },
  { at: 'channel-opened', on: ['incident-absorbed'] },
);
