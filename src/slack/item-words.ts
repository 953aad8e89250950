// Action items as people see them: one line each, the state of their tickets, and the buttons that fit.
import type { Button, KnownBlock } from '@slack/types';
import { driftOf, isLiveTicket } from '../incident/item-tickets.ts';
import type { ActionItem, Incident } from '../incident/state.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave } from '../policy/private.ts';
import { TICKETS_OFF } from '../policy/section-tickets.ts';
import {
  bold,
  button,
  context,
  escaped,
  isolated,
  link,
  mention,
  type Post,
  row,
  section,
  shorten,
} from './blocks.ts';
import { pack } from './press-values.ts';

/** `SHOP-12` as a link with the tracker's own word for its state; what does not fit is said. mrkdwn, empty where there is none. */
export function ticketWords(item: ActionItem, tracker?: { label: string }): string {
  const { ticket, ticketAsked } = item;
  const drift = driftOf(item);
  const warning = drift ? `⚠ ${escaped(drift)}` : '';
  if (isLiveTicket(ticket)) {
    return [`${link(ticket.url, ticket.key)} (${escaped(ticket.status)})`, warning].filter(Boolean).join(' ');
  }
  return ticketAsked ? `a ticket${tracker ? ` in ${escaped(tracker.label)}` : ''} is on its way` : warning;
}

/** `3. Raise the pool size — @Bo, due 2026-11-27` */
export function itemLine(item: ActionItem): string {
  const owner = item.owner ? mention(item.owner.id) : 'nobody yet';
  const due = item.due ? `, due ${item.due}` : '';
  const ticket = ticketWords(item);
  return `${item.id}. ${escaped(isolated(shorten(item.text.text, 300)))} — ${owner}${due}${ticket ? `  ·  ${ticket}` : ''}`;
}

/** The tracker in which tickets of this incident may be made. */
export const trackerFor = (policy: Policy, incident: Incident): Policy['tickets']['tracker'] =>
  mayLeave(policy, incident, 'tickets') ? policy.tickets.tracker : undefined;

type Place = {
  tracker?: Policy['tickets']['tracker'];
  /** What the buttons stand on: `list`, `home`, `message`. */
  on: string;
};

/** Done or not, and the ticket: made, or opened. */
export function itemButtons(incident: Incident, item: ActionItem, { tracker, on }: Place): Button[] {
  const value = pack(incident, { item: item.id, on });
  const { ticket, ticketAsked } = item;
  const makes = tracker && !isLiveTicket(ticket) && !ticketAsked && incident.kind !== 'imported';
  return [
    ...(item.done
      ? [button('Reopen', 'item:reopen', value)]
      : [
          button('Done', 'item:done', value),
          ...(on === 'list' ? [button('Change', 'item:edit', value)] : []),
        ]),
    ...(isLiveTicket(ticket) ? [button(`Open ${ticket.key}`, 'item:see', value, { url: ticket.url })] : []),
    ...(makes ? [button(`Make a ticket in ${tracker.label}`, 'item:ticket', value)] : []),
  ];
}

/** The sentence in the channel about one item, as it is now. Buttons come with a tracker: what it becomes is seen here. */
export function itemMessage(
  incident: Incident,
  item: ActionItem,
  policy: Policy,
  byPolicy: readonly string[],
): Post {
  const tracker = trackerFor(policy, incident);
  const kind = item.kind === 'follow-up' ? 'Follow-up' : 'Task';
  const owner = item.owner ? `, ${mention(item.owner.id)}` : ', nobody owns it yet';
  const due = item.due ? `, due ${escaped(item.due)}` : '';
  const ticket = ticketWords(item, tracker);
  const text = `${kind}: ${bold(isolated(shorten(item.text.text, 500)))}${owner}${due}${item.done ? ' — done' : ''}${ticket ? `  ·  ${ticket}` : ''}`;
  const given = byPolicy.map((what) => (what === 'owner' ? 'owner' : 'date'));
  const rule = item.ticket?.byRule
    ? `Its ticket: by the step “make tickets of follow-ups”; ${TICKETS_OFF} to switch it off.`
    : '';
  const blocks: KnownBlock[] = [
    section(text),
    ...(given.length > 0
      ? [context(`Its ${given.join(' and ')}: as actionItems of firescribe.yml has it; change it there.`)]
      : []),
    ...(rule ? [context(rule)] : []),
    ...(tracker ? [row(`item-${item.id}`, itemButtons(incident, item, { tracker, on: 'message' }))] : []),
  ];
  return { text, blocks };
}
