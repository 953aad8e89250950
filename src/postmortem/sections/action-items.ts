// Tasks and follow-ups with owner, due date and state; and what was promised in the channel and is not yet one of them.
import { driftOf, isLiveTicket } from '../../incident/item-tickets.ts';
import type { ActionItem } from '../../incident/state.ts';
import { REDACTED } from '../../incident/texts.ts';
import type { Section } from '../document.ts';
import { evidenceOf, gap, type Material, quote } from '../material.ts';
import { leadsWith, means, wordsBearing } from './bearing.ts';
import { lastAllClear } from './summary.ts';

/** `SHOP-12 (In Review)` */
function ticketCell({ ticket, ticketAsked }: ActionItem): string {
  if (isLiveTicket(ticket)) {
    return `${ticket.key} (${ticket.status})`;
  }
  return ticketAsked ? 'asked for' : 'none';
}

/** Plans quoted beside the items, at most. */
const PLANS = 5;

export function actionItems(material: Material): Section {
  const { items } = material.incident;
  const shown = items.filter((item) => item.text.text !== REDACTED);
  const over = lastAllClear(material)?.entry.at ?? 0;
  const plans = material.keyRows.flatMap((row) => {
    const words =
      row.entry.at < over
        ? undefined
        : wordsBearing(
            material,
            row,
            (sentence) => means(sentence, 'plan') && !leadsWith(sentence, 'all-clear', 'cause', 'report'),
          );
    return words === undefined ? [] : [quote(material, row.entry, words)];
  });
  return {
    id: 'action-items',
    title: 'Action items',
    statements: [
      ...(shown.length === 0
        ? [gap('No action item is on record. What has to change, who does it, and by when?')]
        : []),
      ...plans.slice(-PLANS).map((plan) => ({
        ...plan,
        label: 'Said in the channel, not yet an item',
      })),
    ],
    table: {
      columns: ['Item', 'Type', 'Owner', 'Ticket', 'Due', 'Status'],
      rows: shown.map((item) => ({
        cells: [
          item.text.text,
          item.kind,
          item.owner === undefined ? 'no owner' : material.who(item.owner),
          ticketCell(item),
          item.due ?? 'no date',
          [item.done ? 'done' : 'open', driftOf(item)].filter(Boolean).join('; '),
        ],
        evidence: evidenceOf(material, [item.text.event]),
        ...(isLiveTicket(item.ticket) ? { links: { [item.ticket.key]: item.ticket.url } } : {}),
      })),
    },
  };
}
