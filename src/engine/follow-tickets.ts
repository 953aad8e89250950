// Looking at tickets from time to time: every ten minutes while any is open, at once where a tracker hints at a change, and then no more.
import type { Instant } from '../incident/values.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { NewEffect, Timeline } from '../timeline/port.ts';
import type { Performer } from './performer.ts';
import { TICKETS } from './stream-names.ts';
import { type Plugged, tellFact, type VendorDesk } from './vendor-desk.ts';

const POLL_EVERY_MS = 10 * 60_000;
/** In one round; older ones come in turn as newer ones are closed. Far more than a company keeps open. */
const MOST = 500;
/** Hints about one ticket that come in a burst are one. */
const AFTER_A_HINT_MS = 2_000;

type Followed = VendorDesk & { timeline: Pick<Timeline, 'append'> };

/** The next round, unless one waits already. */
export async function keepPolling(
  { timeline, clock }: Followed,
  at = clock.now() + POLL_EVERY_MS,
): Promise<void> {
  const effect: NewEffect = {
    key: `tickets.poll/${at}`,
    kind: 'tickets.poll',
    payload: {},
    dueAt: at,
    target: 'tickets',
  };
  await timeline.append({
    stream: TICKETS,
    expectedVersion: 0,
    events: [],
    effects: [effect],
    at: clock.now(),
  });
}

/** One ticket may have changed. */
export function hintedPoll(id: string, now: Instant): NewEffect {
  return {
    key: `tickets.poll/${id}/${now}`,
    kind: 'tickets.poll',
    payload: { ids: [id] },
    dueAt: now + AFTER_A_HINT_MS,
    target: `ticket:${id}`,
  };
}

export function ticketPoller(
  desk: Followed,
  plugged: Plugged<Tickets> | undefined,
): Performer<'tickets.poll'> {
  return async ({ key, payload: { ids } }) => {
    if (!plugged) {
      return;
    }
    const all = await desk.engine.questions.followedTickets();
    const ours = all.filter(({ ticket }) => ticket.vendor.id === plugged.id);
    const asked = ids ? ours.filter(({ ticket }) => ids.includes(ticket.id)) : ours.slice(0, MOST);
    if (asked.length === 0) {
      return;
    }
    try {
      const seen = await plugged.port.look(asked.map(({ ticket }) => ticket.id));
      for (const [index, one] of seen.entries()) {
        const { stream, item } = asked[index]!;
        const wish = one.gone ? { item, id: one.id, gone: true } : { item, id: one.id, ticket: one.ticket };
        await tellFact(desk, { key, stream }, { type: 'record-ticket-state', wish, what: one.id });
      }
    } catch (error) {
      // A tracker that is away is asked again in the next round; what it refuses for good, operators have to hear.
      if (!(error instanceof VendorError) || error.permanent) {
        throw error;
      }
    }
    if (!ids) {
      await keepPolling(desk);
    }
  };
}
