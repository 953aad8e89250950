// What the timeline says of an action item's ticket.
import type { Entry } from './entry.ts';
import type { Recorded } from './events.ts';

type Words = { text: string; values: Entry['values'] };

const withRemark = (sentence: string, remark: string | undefined) =>
  remark ? `${sentence}: ${remark}` : sentence;

export const ticketAskedFor = ({ item }: { item: string }): Words => ({
  text: `A ticket was asked for action item ${item}`,
  values: { item },
});

export function ticketMade({ data, content }: Recorded<'ticket-linked'>): Words {
  const { item, ticket, vendor, rule } = data;
  const by = rule ? `, by the rule “${rule.name}”` : '';
  return {
    text: withRemark(`Action item ${item} is ${ticket.key} in ${vendor.label}${by}`, content?.remark),
    values: { item, ticket: ticket.key, url: ticket.url, vendor: vendor.label },
  };
}

export function ticketMoved({ data, content }: Recorded<'ticket-changed'>): Words {
  const { item, ticket } = data;
  const whose = ticket?.assignee ? `, ${ticket.assignee.name}’s` : '';
  const sentence = ticket
    ? `${ticket.key} of action item ${item} is ${ticket.status}${whose}`
    : `The ticket of action item ${item} is gone`;
  return {
    text: withRemark(sentence, content?.remark),
    values: { item, ticket: ticket?.key ?? null, status: ticket?.status ?? 'deleted' },
  };
}
