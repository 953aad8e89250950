// Trackers that say that a ticket may have changed: believed so far that it is looked at. What is no ticket of ours leaves no trace.
import type { TicketHint } from '../incident/inbound.ts';
import { ticketKey } from '../incident/keys.ts';
import type { Outcome, View } from './batch.ts';
import { hintedPoll } from './follow-tickets.ts';

/** In one delivery; a tracker's own bound is lower. */
const MOST = 100;

export async function receiveHints<State>(
  now: number,
  view: View<State>,
  hints: readonly TicketHint[],
): Promise<Outcome<State, void>> {
  const named = new Map(hints.slice(0, MOST).map(({ vendor, id }) => [ticketKey(vendor, id), id]));
  const ours = await view.readKeys([...named.keys()]);
  const known = [...named].filter(([key]) => ours.has(key));
  return {
    ...(known.length === 0
      ? {}
      : {
          add: {
            state: view.state,
            events: [],
            effects: known.map(([, id]) => hintedPoll(id, now)),
          },
        }),
    answer: () => undefined,
  };
}
