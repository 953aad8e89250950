// Waking people when somebody asks for it, following whether they answer, and telling the vendor when it is over here.
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Page } from '../incident/page-values.ts';
import { pagesOf } from '../incident/pages.ts';
import type { Incident } from '../incident/state.ts';
import type { EffectWish } from './effects.ts';
import { isLive } from './in-channel.ts';
import { reaction } from './reaction.ts';

const MINUTE = 60_000;

/** A page that nobody answers is said after this; later than that, none is sent. */
export const PAGE_WAITS_MS = 10 * MINUTE;

/** When the vendor is asked whether somebody took the page. A vendor that tells us by itself makes the later ones moot. */
const LOOKS = [0.5, 1, 2, 4, 7, 10].map((count) => count * MINUTE);

export const pagePeople = reaction('page people', ['page-asked'], (event) => [
  { kind: 'person.page', payload: { page: event.id } },
]);

/** The embedded default: it rings no telephone. */
export const messagePaged = reaction('message who is paged', ['person-paged'], (event) =>
  event.data.pager
    ? []
    : event.data.people.flatMap(({ slack }) =>
        slack ? [{ kind: 'page.direct', payload: { event: event.id, who: slack } }] : [],
      ),
);

/** Whoever is asked for into a private incident is let in: without that they could do nothing. */
export const inviteWhoIsPaged = reaction(
  'invite who is paged into a private channel',
  ['person-paged'],
  ({ data }, after) => {
    const invite = data.people.flatMap(({ slack }) => (slack ? [{ who: slack, because: 'was paged' }] : []));
    return after.private && isLive(after) && invite.length > 0
      ? [{ kind: 'channel.invite', payload: { invite, asked: true } }]
      : [];
  },
  { at: 'channel-opened', on: ['person-paged'] },
);

const NEWS_OF_PAGES = ['person-paged', 'page-troubled', 'page-acknowledged', 'page-unanswered'] as const;

/** Where the channel is gone nobody would hear of it. */
function sayUnheard(event: IncidentEvent, { channelLost, number }: Incident): EffectWish[] {
  if (event.type !== 'page-unanswered' || channelLost === undefined) {
    return [];
  }
  const said = (whose: string) =>
    `INC-${number}: nobody has answered ${whose} for ten minutes, and the channel of the incident is gone.`;
  const text = said(`the page for ${event.data.who}`);
  return [{ kind: 'operators.tell', payload: { text, about: `INC-${number}`, neutral: said('a page') } }];
}

/** A pager is often quicker than the channel of the alert that it was rung for. */
export const sayPages = reaction(
  'say what became of a page',
  NEWS_OF_PAGES,
  (event, after) =>
    isLive(after)
      ? [{ kind: 'message.post', payload: { event: event.id, about: 'page' } }]
      : sayUnheard(event, after),
  { at: 'channel-opened', on: NEWS_OF_PAGES },
);

export const followPage = reaction('follow a page', ['person-paged'], ({ data }, _after, { now }) =>
  (data.ref === undefined ? LOOKS.slice(-1) : LOOKS).map((wait) => ({
    kind: 'page.follow',
    payload: { page: data.page, last: wait === PAGE_WAITS_MS },
    dueAt: now + wait,
  })),
);

/** While the pager was being rung, somebody acknowledged the incident that it was rung for. */
const takenMeanwhile = ({ at }: Page, { status, statusSince }: Incident) =>
  status === 'acknowledged' && statusSince > at;

/**
 * Acknowledged here: whoever we woke is not woken again. Over here: what we opened there is over, too; also where the pager
 * answered only after that. What came from there is not sent back, since the page is acknowledged by then.
 */
export const tellVendors = reaction(
  'tell the pager',
  ['status-changed', 'person-paged'],
  (event, after): EffectWish[] => {
    const late = event.type === 'person-paged';
    const opened = pagesOf(after).filter(
      ({ id, ref }) => ref !== undefined && (!late || id === event.data.page),
    );
    if (!isOpen(after.status)) {
      return opened.map(({ id }) => ({ kind: 'page.resolve', payload: { page: id } }));
    }
    const taken = (page: Page) => (late ? takenMeanwhile(page, after) : event.data.from === 'detected');
    return opened
      .filter((page) => page.state !== 'acknowledged' && taken(page))
      .map(({ id }) => ({
        kind: 'page.acknowledge',
        payload: { page: id, event: late ? after.statusEvent : event.id },
      }));
  },
);
