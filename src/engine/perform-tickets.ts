// Makes tickets of action items, carries changes to them, and remembers what came of it.

import { isLiveTicket } from '../incident/item-tickets.ts';
import type { ActionItem, Incident, ItemTicket } from '../incident/state.ts';
import type { Actor } from '../incident/values.ts';
import type { Ticket, TicketChange, TicketOwner, Tickets, TicketWish } from '../integrations/tickets/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave, mayLeaveWhole } from '../policy/private.ts';
import { TICKETS_OFF } from '../policy/section-tickets.ts';
import { serviceByWord } from '../policy/services.ts';
import type { Timeline } from '../timeline/port.ts';
import type { EffectOf } from '../workflows/effects.ts';
import { carriedBy } from '../workflows/tickets.ts';
import { channelAddress } from './channel-address.ts';
import { keepPolling, ticketPoller } from './follow-tickets.ts';
import type { Performer, Performers } from './performer.ts';
import { incidentOf, type Plugged, tellFact, throughVendor, type VendorDesk } from './vendor-desk.ts';

export type TicketWork = VendorDesk & {
  timeline: Pick<Timeline, 'append'>;
  policy: () => Policy;
  /** The address that somebody is known by; undefined where it is hidden. @throws VendorError */
  emailOf(person: Actor): Promise<string | undefined>;
};

type Tracker = Plugged<Tickets>;

/** Without a tracker nothing is made: items live here alone. */
export function ticketPerformers(work: TicketWork, tracker: Tracker | undefined): Performers {
  const poll = ticketPoller(work, tracker);
  if (!tracker) {
    const nothing = async () => undefined;
    return {
      'ticket.create': nothing,
      'ticket.change': nothing,
      'ticket.move': nothing,
      'ticket.follow': nothing,
      'tickets.poll': poll,
    };
  }
  return {
    'ticket.create': creator(work, tracker),
    'ticket.change': changer(work, tracker),
    'ticket.move': mover(work, tracker),
    'ticket.follow': () => keepPolling(work),
    'tickets.poll': poll,
  };
}

const itemOf = ({ items }: Incident, id: string) => items.find((item) => item.id === id);

/** The same for every attempt at this item's ticket; no blanks, as labels want it. */
const keyOf = ({ id }: Incident, item: ActionItem) => `firescribe-${id}-${item.id}`.toLowerCase();

/** Of a private incident nothing but its number leaves, unless more is allowed. */
const nameOf = (incident: Incident, policy: Policy) =>
  mayLeaveWhole(policy, incident, 'tickets')
    ? `INC-${incident.number} ${incident.title.text}`
    : `INC-${incident.number}`;

async function ownerOf({ emailOf }: TicketWork, owner: Actor): Promise<TicketOwner> {
  const name = owner.name ?? owner.id;
  // That Slack is away must not hold up a ticket: nobody is assigned then, and that is said.
  const email = await emailOf(owner).catch(() => undefined);
  return { name, ...(email === undefined ? {} : { email }) };
}

function descriptionOf(incident: Incident, item: ActionItem, policy: Policy): string[] {
  const kind = item.kind === 'task' ? 'Task' : 'Follow-up';
  const whole = mayLeaveWhole(policy, incident, 'tickets');
  const about = whole ? `, ${incident.severity.label}` : '';
  const service = incident.service && whole ? `, service ${incident.service}` : '';
  return [`${kind} ${item.id} of ${nameOf(incident, policy)}${about}${service}.`, item.text.text];
}

type Turn = { incident: Incident; item: ActionItem; effect: EffectOf<'ticket.create'> };

async function wishOf(work: TicketWork, { incident, item, effect }: Turn): Promise<TicketWish> {
  const policy = work.policy();
  const { tickets } = policy;
  const own = incident.service ? serviceByWord(policy, incident.service)?.tickets : undefined;
  const project = own?.project ?? tickets.project;
  const type = own?.type ?? tickets.type;
  return {
    key: keyOf(incident, item),
    title: item.text.text,
    description: descriptionOf(incident, item, policy),
    from: { name: nameOf(incident, policy), ...channelAddress(incident) },
    askedAt: incident.declaredAt,
    again: effect.attempt > 1 || incident.missing?.ticket !== undefined || item.ticket !== undefined,
    ...(item.owner ? { owner: await ownerOf(work, item.owner) } : {}),
    ...(item.due ? { due: item.due } : {}),
    ...(project ? { project } : {}),
    ...(type ? { type } : {}),
    ...(Object.keys(tickets.fields).length > 0 ? { fields: tickets.fields } : {}),
  };
}

const factsOf = ({ id, key, url, state, status, assignee }: Ticket) => ({
  id,
  key,
  url,
  state,
  status,
  ...(assignee ? { assignee } : {}),
});

function creator(work: TicketWork, { id, label, port }: Tracker): Performer<'ticket.create'> {
  return (effect) =>
    throughVendor(work, effect, { what: 'ticket', vendor: label }, async () => {
      const incident = await incidentOf(work, effect.stream);
      const item = itemOf(incident, effect.payload.item);
      if (!item || !mayLeave(work.policy(), incident, 'tickets')) {
        return;
      }
      const there = isLiveTicket(item.ticket) ? item.ticket : undefined;
      if (there && there.vendor.id !== id) {
        return;
      }
      const { remark, ...ticket } = there
        ? { ...there, remark: undefined }
        : await make({ incident, item, effect });
      if (!there) {
        const rule = { name: 'make tickets of follow-ups', off: TICKETS_OFF };
        const wish = {
          item: item.id,
          vendor: { id, label },
          ticket: factsOf(ticket as Ticket),
          ...(remark ? { remark } : {}),
          ...(effect.payload.byRule ? { rule } : {}),
          from: {
            text: item.text.event,
            ...(item.owner ? { owner: item.owner.id } : {}),
            ...(item.due ? { due: item.due } : {}),
            done: item.done,
          },
        };
        await tellFact(work, effect, { type: 'record-ticket', wish, what: 'ticket' });
      }
      await keepPolling(work);
      await linkBack(ticket.id, incident, item);
    });

  async function make(turn: Turn): Promise<Ticket & { remark?: string }> {
    return port.create(await wishOf(work, turn));
  }

  /** The way back stands in the ticket's words, too: where a link is refused, that is enough. */
  async function linkBack(ticket: string, incident: Incident, item: ActionItem): Promise<void> {
    const { url } = channelAddress(incident);
    try {
      await (url &&
        port.link(ticket, { key: keyOf(incident, item), url, title: nameOf(incident, work.policy()) }));
    } catch (error) {
      if (!(error instanceof VendorError && error.permanent)) {
        throw error;
      }
    }
  }
}

/** Its ticket at this tracker, and not at one that was connected before. */
function ticketAt(tracker: Tracker, item: ActionItem | undefined): ItemTicket | undefined {
  return isLiveTicket(item?.ticket) && item.ticket.vendor.id === tracker.id ? item.ticket : undefined;
}

type Told = { effect: { key: string; stream: string }; item: string; id: string };

/** Does something to a ticket, and remembers how it is then. One that is gone is remembered as such. */
async function onTicket(
  work: TicketWork,
  { effect, item, id }: Told,
  act: () => Promise<Ticket & { remark?: string }>,
): Promise<void> {
  const told = (wish: object) =>
    tellFact(work, effect, { type: 'record-ticket-state', wish: { item, id, ...wish }, what: 'state' });
  try {
    const { remark, ...ticket } = await act();
    await told({ ticket: factsOf(ticket), carried: true, ...(remark ? { remark } : {}) });
  } catch (error) {
    if (!(error instanceof VendorError && error.code === 'not_found')) {
      throw error;
    }
    await told({ gone: true });
  }
  await keepPolling(work);
}

function changer(work: TicketWork, tracker: Tracker): Performer<'ticket.change'> {
  return (effect) =>
    throughVendor(work, effect, { what: 'ticket change', vendor: tracker.label }, async () => {
      const incident = await incidentOf(work, effect.stream);
      const event = await work.engine.questions.event(effect.payload.event);
      const item = itemOf(incident, effect.payload.item);
      const ticket = ticketAt(tracker, item);
      const hidden = !mayLeave(work.policy(), incident, 'tickets');
      const parts = event ? carriedBy(event) : [];
      if (!item || !ticket || parts.length === 0 || hidden) {
        return;
      }
      // What has been changed again since is carried as it is now.
      const change: TicketChange = {
        ...(parts.includes('text') ? { title: item.text.text } : {}),
        ...(parts.includes('due') ? { due: item.due ?? null } : {}),
        ...(parts.includes('owner') ? { owner: item.owner ? await ownerOf(work, item.owner) : null } : {}),
      };
      const told = { effect, item: item.id, id: ticket.id };
      await onTicket(work, told, () => tracker.port.change(ticket.id, change));
    });
}

function mover(work: TicketWork, tracker: Tracker): Performer<'ticket.move'> {
  return (effect) =>
    throughVendor(work, effect, { what: 'ticket change', vendor: tracker.label }, async () => {
      const incident = await incidentOf(work, effect.stream);
      const item = itemOf(incident, effect.payload.item);
      const ticket = ticketAt(tracker, item);
      if (!item || !ticket || (ticket.state === 'done') === item.done) {
        return;
      }
      const told = { effect, item: item.id, id: ticket.id };
      await onTicket(work, told, () => tracker.port.move(ticket.id, item.done ? 'done' : 'open'));
    });
}
