// The review as it leaves the house: kept when it is published or exported, and without what is erased afterwards.
import { type Decide, decided, fact, one } from './decision.ts';
import type { IncidentEvent, Recorded } from './events.ts';
import type { Edition } from './review-values.ts';
import type { Incident } from './state.ts';

export const recordKept: Decide<'record-kept'> = ({ wish }, { lookups }) =>
  one(lookups, 'review-kept', wish, null);

export const recordSifted: Decide<'record-sifted'> = ({ wish }, { lookups }) => {
  const { salt, out, ...data } = wish;
  return decided([fact(lookups, 'review-sifted', data, out.length > 0 ? { salt, out } : null)]);
};

const known = (event: string, { cycle, draft, published }: Edition): Incident['edition'] => ({
  event,
  cycle,
  draft,
  ...(published === undefined ? {} : { published }),
});

export const reviewKept = (state: Incident, { id, data }: Recorded<'review-kept'>): Incident => ({
  ...state,
  edition: known(id, data.edition),
});

export function reviewSifted(state: Incident, { id, data }: Recorded<'review-sifted'>): Incident {
  const { erased } = state;
  const sifted = Math.max(data.through, erased?.sifted ?? 0);
  return {
    ...state,
    ...(erased ? { erased: { ...erased, sifted, ...(data.unread ? { unread: true } : {}) } } : {}),
    ...(data.edition ? { edition: known(id, data.edition) } : {}),
  };
}

/** Nothing leaves the house before it is looked through for what was erased. */
export const isSifted = ({ erased }: Pick<Incident, 'erased'>): boolean =>
  erased === undefined || (erased.sifted ?? 0) >= erased.version;

/** What is published, kept, or stands outside may have words that are gone now. */
export function exportsGrowOld(
  state: Incident,
  { version, recordedAt }: Pick<IncidentEvent, 'version' | 'recordedAt'>,
): Incident {
  return {
    ...state,
    ...(state.draft ? { erased: { ...state.erased, version, at: recordedAt } } : {}),
    ...(state.documents ? { documentsOld: true } : {}),
  };
}
