// Messages of ours whose buttons end at some time: where they stand, so that the buttons can be taken away by then.
import type { Recorded } from './events.ts';
import type { Incident } from './state.ts';

/** What stood before these is long past, and its buttons refuse. */
const MOST = 10;

export function offerPosted(state: Incident, { data }: Recorded<'fact-posted'>): Incident {
  const { fact, offers: about, place } = data;
  if (!about) {
    return state;
  }
  const others = (state.offers ?? []).filter((offer) => offer.place.ts !== place.ts);
  return { ...state, offers: [...others, { fact, about, place }].slice(-MOST) };
}
