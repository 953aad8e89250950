// Tickets of action items: asked for, linked, followed. What is closed there is done here, once for each turn; nothing goes round in circles.
import { allowedBy, mayLeave } from '../policy/private.ts';
import type { Wish } from './commands.ts';
import { type Decide, decided, fact, NOTHING, one, type Scene } from './decision.ts';
import type { Recorded } from './events.ts';
import { isRoomFor, itemOf, withItem } from './item-list.ts';
import { ticketKey } from './keys.ts';
import { offerPosted } from './offers.ts';
import { Refusal } from './refusal.ts';
import type { ActionItem, Incident, ItemTicket } from './state.ts';
import { oneLine } from './texts.ts';
import type { Actor, ItemPart, TicketFacts } from './values.ts';

/** There, as far as we know. */
export const isLiveTicket = (ticket: ItemTicket | undefined): ticket is ItemTicket =>
  ticket !== undefined && ticket.state !== 'gone';

/** Worth looking at again: it is there, and one of the two is not at its end. */
export const isFollowed = ({ ticket, done }: ActionItem): boolean =>
  isLiveTicket(ticket) && !(done && ticket.state === 'done');

/** What the ticket and the item say of each other that does not fit. In words, without a full stop. */
export function driftOf({ ticket, done, owner }: ActionItem): string | undefined {
  if (ticket === undefined) {
    return undefined;
  }
  if (ticket.state === 'gone') {
    return done ? undefined : 'the ticket was deleted, the item is open';
  }
  if (ticket.state === 'done' && !done) {
    return 'the ticket is closed, the item is open';
  }
  if (ticket.state !== 'done' && done) {
    return 'the item is done, the ticket is open';
  }
  const { assignee, given, vendor } = ticket;
  if (!done && owner && !assignee) {
    return `nobody is assigned in ${vendor.label}`;
  }
  if (done || assignee?.id === given) {
    return undefined;
  }
  const here = owner ? `${owner.name ?? 'somebody'} owns the item` : 'nobody owns the item';
  return `the ticket is ${assignee ? `${assignee.name}’s` : 'nobody’s'}, ${here}`;
}

/** Pressed twice it is asked for once. A ticket that was deleted may be asked for anew. */
export const requestTicket: Decide<'request-ticket'> = ({ wish }, { state, lookups, policy }) => {
  if (policy.tickets.tracker === undefined) {
    throw new Refusal('No ticket tracker is connected. The README says how to connect Jira or Asana.');
  }
  const item = itemOf(state, wish.item);
  if (isLiveTicket(item.ticket)) {
    throw new Refusal(`It has a ticket already: ${item.ticket.key}.`);
  }
  if (state.kind === 'imported') {
    throw new Refusal('An imported incident is read, not run: its items become no tickets.');
  }
  if (!mayLeave(policy, state, 'tickets')) {
    throw new Refusal(
      `INC-${state.number} is private, so its items become no tickets; ${allowedBy('tickets', 'neutral')}.`,
    );
  }
  return item.ticketAsked === undefined ? one(lookups, 'ticket-requested', wish, null) : NOTHING;
};

function changedSince(from: NonNullable<Wish<'record-ticket'>['from']>, item: ActionItem): ItemPart[] {
  const now = { text: item.text.event, owner: item.owner?.id, due: item.due, done: item.done };
  const parts: ItemPart[] = ['text', 'owner', 'due', 'done'];
  return parts.filter((part) => from[part] !== now[part]);
}

export const recordTicket: Decide<'record-ticket'> = ({ wish }, { state, lookups }) => {
  const { remark = '', from, ...data } = wish;
  const item = state.items.find(({ id }) => id === wish.item);
  if (item?.ticket?.id === wish.ticket.id || item === undefined) {
    return NOTHING;
  }
  const since = from ? changedSince(from, item) : [];
  const more = since.length > 0 ? { since } : {};
  const made = fact(
    lookups,
    'ticket-linked',
    { ...data, ...more },
    remark ? { remark: oneLine(remark) } : null,
  );
  const key = ticketKey(wish.vendor.id, wish.ticket.id);
  return decided([made], { keys: [{ op: 'set', key, value: { item: wish.item } }] });
};

type Seen = Wish<'record-ticket-state'>;

const isSame = (before: ItemTicket, { ticket, gone }: Seen) =>
  gone
    ? before.state === 'gone'
    : ticket !== undefined &&
      before.state === ticket.state &&
      before.status === ticket.status &&
      before.key === ticket.key &&
      before.url === ticket.url &&
      before.assignee?.id === ticket.assignee?.id;

/** `carried`: the change was ours, so that the ticket's assignee is whom we gave it to. */
export const recordTicketState: Decide<'record-ticket-state'> = ({ wish }, scene) => {
  const { state, lookups } = scene;
  const item = state.items.find(({ id }) => id === wish.item);
  const before = item?.ticket;
  if (!item || !before || before.id !== wish.id) {
    return NOTHING;
  }
  const remark = oneLine(wish.remark ?? '');
  const given = wish.carried === true && before.given !== wish.ticket?.assignee?.id;
  if (isSame(before, wish) && remark === '' && !given) {
    return NOTHING;
  }
  const { remark: _words, ...data } = wish;
  const changed = fact(lookups, 'ticket-changed', data, remark ? { remark } : null);
  return decided([changed, ...follows(item, before, wish, scene)]);
};

/** Only a turn there moves anything here: a ticket that stays closed does not close again what somebody opened. */
function follows(item: ActionItem, before: ItemTicket, { ticket }: Seen, { state, lookups, policy }: Scene) {
  if (!ticket || !policy.tickets.closeHere) {
    return [];
  }
  const actor: Actor = { kind: 'monitor', id: before.vendor.id, name: before.vendor.label };
  const data = { item: item.id, ticket: ticket.key };
  if (before.state !== 'done' && ticket.state === 'done' && !item.done) {
    return [fact(lookups, 'item-done', data, null, { actor })];
  }
  const again = before.state === 'done' && ticket.state !== 'done' && item.done;
  const open = state.items.filter(({ done }) => !done);
  return again && isRoomFor([...open, { ...item, done: false }])
    ? [fact(lookups, 'item-reopened', data, {}, { actor })]
    : [];
}

export const ticketRequested = (state: Incident, { id, data }: Recorded<'ticket-requested'>): Incident =>
  withItem(state, data.item, (item) => ({ ...item, ticketAsked: id }));

const kept = (ticket: TicketFacts) => ({
  id: ticket.id,
  key: ticket.key,
  url: ticket.url,
  state: ticket.state,
  status: ticket.status,
  ...(ticket.assignee ? { assignee: ticket.assignee } : {}),
});

export function ticketLinked(state: Incident, { id: event, data }: Recorded<'ticket-linked'>): Incident {
  const { vendor, ticket, rule } = data;
  return withItem(state, data.item, ({ ticketAsked: _asked, ...item }) => ({
    ...item,
    ticket: {
      vendor,
      event,
      ...kept(ticket),
      ...(ticket.assignee ? { given: ticket.assignee.id } : {}),
      ...(rule ? { byRule: true } : {}),
    },
  }));
}

export function ticketChanged(state: Incident, { data }: Recorded<'ticket-changed'>): Incident {
  return withItem(state, data.item, (item) => {
    if (item.ticket?.id !== data.id) {
      return item;
    }
    const { vendor, event, byRule, given: before } = item.ticket;
    const given = data.carried ? data.ticket?.assignee?.id : before;
    const ticket: ItemTicket = data.ticket
      ? { vendor, event, ...(byRule ? { byRule } : {}), ...kept(data.ticket), ...(given ? { given } : {}) }
      : { ...item.ticket, state: 'gone', status: 'deleted' };
    return { ...item, ticket };
  });
}

/** Where our sentence about an item stands, or the choice of a severity: it is kept up to date there. */
export function factPosted(before: Incident, event: Recorded<'fact-posted'>): Incident {
  const { data } = event;
  const state = offerPosted(before, event);
  if (data.beside) {
    return data.beside === 'severity-chooser' ? { ...state, severityAsked: data.place } : state;
  }
  return state.items.some(({ addedBy }) => addedBy === data.fact)
    ? {
        ...state,
        items: state.items.map((item) =>
          item.addedBy === data.fact ? { ...item, shown: data.place } : item,
        ),
      }
    : state;
}

/** Given up: it may be asked for anew. The effect's key begins with the event that asked. */
export function ticketGivenUp(state: Incident, effect: string): Incident {
  const items = state.items.map(({ ticketAsked, ...item }) =>
    ticketAsked !== undefined && !effect.startsWith(ticketAsked) ? { ...item, ticketAsked } : item,
  );
  return state.items.some(({ ticketAsked }) => ticketAsked && effect.startsWith(ticketAsked))
    ? { ...state, items }
    : state;
}
