// Tickets of action items: made when somebody asks or the configuration says so, and kept in step with what is changed here.
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import { isLiveTicket } from '../incident/item-tickets.ts';
import type { ActionItem, Incident } from '../incident/state.ts';
import type { ItemPart } from '../incident/values.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave, mayLeaveWhole } from '../policy/private.ts';
import type { EffectWish } from './effects.ts';
import { reaction } from './reaction.ts';

export const makeTicket = reaction('make the ticket', ['ticket-requested'], ({ data }) => [
  { kind: 'ticket.create', payload: { item: data.item } },
]);

/** Of what is private nothing leaves by itself, unless it is allowed; of drills and imports nothing has to be done. */
const isPublished = (incident: Incident, policy: Policy) =>
  incident.kind === 'real' && mayLeaveWhole(policy, incident, 'tickets');

const isOver = ({ status }: Incident) => status === 'resolved' || status === 'closed';

/** Once for each item, whatever becomes of it: what was deleted there is not made again by itself. */
const byRule = ({ id }: ActionItem): EffectWish => ({
  kind: 'ticket.create',
  payload: { item: id, byRule: true },
  once: `ticket:${id}`,
});

/** The follow-ups that this event makes due for a ticket. */
function becoming(event: IncidentEvent, { items }: Incident): readonly ActionItem[] {
  const open = items.filter(({ kind, done, ticket }) => kind === 'follow-up' && !done && !ticket);
  return event.type === 'item-added' || event.type === 'item-changed'
    ? open.filter(({ id }) => id === event.data.item)
    : open;
}

function isTime(event: IncidentEvent, after: Incident, { tickets }: Policy): boolean {
  if (event.type === 'status-changed') {
    return tickets.create === 'at-resolve' && event.data.to === 'resolved';
  }
  return tickets.create === 'at-once' || (tickets.create === 'at-resolve' && isOver(after));
}

export const ticketFollowUps = reaction(
  'make tickets of follow-ups',
  ['item-added', 'item-changed', 'status-changed'],
  (event, after, { policy }) =>
    policy.tickets.tracker && isPublished(after, policy) && isTime(event, after, policy)
      ? becoming(event, after).map(byRule)
      : [],
);

const itemOf = ({ items }: Incident, id: string) => items.find((item) => item.id === id);

/** The parts of an item that an event makes another thing of than its ticket says. */
export function carriedBy(event: IncidentEvent): readonly ItemPart[] {
  if (event.type === 'ticket-linked') {
    return (event.data.since ?? []).filter((part) => part !== 'done');
  }
  if (event.type !== 'item-changed') {
    return [];
  }
  const { owner, due } = event.data;
  return [
    ...(event.content?.text === undefined ? [] : (['text'] as const)),
    ...(owner === undefined ? [] : (['owner'] as const)),
    ...(due === undefined ? [] : (['due'] as const)),
  ];
}

/** A ticket that was made while the incident was public gets no words of it any more. */
export const carryToTicket = reaction(
  'carry changes to the ticket',
  ['item-changed', 'ticket-linked'],
  (event, after, { policy }) => {
    const { item } = event.data;
    return carriedBy(event).length > 0 &&
      mayLeave(policy, after, 'tickets') &&
      isLiveTicket(itemOf(after, item)?.ticket)
      ? [{ kind: 'ticket.change', payload: { item, event: event.id } }]
      : [];
  },
);

/** What came from there does not go back there. */
const isMovedHere = (event: Recorded<'item-done'> | Recorded<'item-reopened'> | Recorded<'ticket-linked'>) =>
  event.type === 'ticket-linked'
    ? event.data.since?.includes('done') === true
    : event.data.ticket === undefined;

export const moveTicket = reaction(
  'close the ticket with its item',
  ['item-done', 'item-reopened', 'ticket-linked'],
  (event, after, { policy }) =>
    policy.tickets.closeThere && isMovedHere(event) && isLiveTicket(itemOf(after, event.data.item)?.ticket)
      ? [{ kind: 'ticket.move', payload: { item: event.data.item } }]
      : [],
);

/** An item that is open again may have a ticket that nobody has looked at since both were done. */
export const followTicket = reaction('follow the ticket again', ['item-reopened'], ({ data }, after) =>
  isLiveTicket(itemOf(after, data.item)?.ticket) ? [{ kind: 'ticket.follow', payload: {} }] : [],
);
