// What is said where a channel was made private or public: what follows, and what stands elsewhere already and cannot be taken back.
import { isLiveTicket } from '../incident/item-tickets.ts';
import { pagesOf } from '../incident/pages.ts';
import type { Incident } from '../incident/state.ts';
import { andList } from '../policy/lists.ts';
import { escaped, link } from './blocks.ts';

const MOST_TICKETS = 10;

/** Documents, tickets, a meeting, pages and other incidents that bear words of the incident, each with its address where it has one. */
function elsewhere(incident: Incident): string[] {
  const { documents = [], items, bridge, mergedInto, counts, related = [] } = incident;
  const tickets = items.flatMap(({ ticket }) => (isLiveTicket(ticket) ? [ticket] : []));
  const pagers = pagesOf(incident).flatMap(({ ref, vendor }) => (ref && vendor ? [vendor.label] : []));
  const more = tickets.length > MOST_TICKETS ? [`${tickets.length - MOST_TICKETS} more tickets`] : [];
  return [
    ...documents.map(({ vendor, url }) => {
      const name = `the review in ${escaped(vendor.label)}`;
      return url ? link(url, name) : name;
    }),
    ...tickets.slice(0, MOST_TICKETS).map(({ url, key }) => `the ticket ${link(url, key)}`),
    ...more,
    ...(bridge && bridge.vendor.id !== 'huddle'
      ? [`the name of the meeting in ${escaped(bridge.vendor.label)}`]
      : []),
    ...[...new Set(pagers)].map((label) => `what was paged through ${escaped(label)}`),
    ...(mergedInto && counts.signals > 0 ? [`its alerts in INC-${mergedInto.number}`] : []),
    ...related.map(({ number }) => `the link to it in INC-${number}`),
  ];
}

/** `by`: who did it, as a sentence names them. */
export function privacySentence(by: string, isPrivate: boolean, incident: Incident): string {
  if (!isPrivate) {
    return `${by} made this channel public, so everybody finds this incident again, with all that was said in it, and it is announced.`;
  }
  const left = elsewhere(incident);
  const standing =
    left.length > 0 ? ` Take away by hand, where it matters, what stands elsewhere: ${andList(left)}.` : '';
  return `${by} made this channel private, so this incident is private from now on: only its people find it, and its announcement is withdrawn. What others read before cannot be taken back.${standing}`;
}
