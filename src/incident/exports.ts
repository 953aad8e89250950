// The review outside of the chat: asked for, and where it stands then.
import { allowedBy, mayLeave } from '../policy/private.ts';
import { type Decide, decided, fact, NOTHING, one } from './decision.ts';
import type { Recorded } from './events.ts';
import { Refusal } from './refusal.ts';
import type { ExportedDocument, Incident } from './state.ts';

/** Places that one installation has; state holds them all. */
const MOST = 8;
const LONGEST = { document: 120, url: 300 } as const;

/** The words of the exported review, as a document of the search. */
export const reviewKey = ({ id }: Pick<Incident, 'id'>) => `review:${id}`;

/** What is exported leaves the incident's own people: a private one stays where it is, unless the configuration allows it. */
export const requestExport: Decide<'request-export'> = (_command, { state, lookups, policy }) => {
  const { number, draft } = state;
  if (!mayLeave(policy, state, 'documents')) {
    throw new Refusal(
      `INC-${number} is private, so its review goes to no place where others read; ${allowedBy('documents', 'full')}. \`firescribe export INC-${number}\` on the server writes it to a file.`,
    );
  }
  if (!draft) {
    throw new Refusal(`INC-${number} has no review yet. Have it drafted first, then export it.`);
  }
  return one(lookups, 'export-requested', {}, null);
};

/** The same state of the review at the same place, told twice, is no news. */
export const recordExport: Decide<'record-export'> = ({ wish }, { state, lookups }) => {
  const { words, ...data } = wish;
  const before = state.documents?.find(({ vendor }) => vendor.id === data.vendor.id);
  const search = [{ op: 'upsert' as const, id: reviewKey(state), text: words, headline: true as const }];
  if (before?.document === data.document && before.review === data.review && !state.documentsOld) {
    return { ...NOTHING, search };
  }
  return decided([fact(lookups, 'document-exported', data, null)], { search });
};

export function documentExported(state: Incident, { data }: Recorded<'document-exported'>): Incident {
  const { vendor, document, url, review } = data;
  const row: ExportedDocument = {
    ...{ vendor, document: document.slice(0, LONGEST.document), review },
    ...(url !== undefined && url.length <= LONGEST.url ? { url } : {}),
  };
  const others = (state.documents ?? []).filter((one) => one.vendor.id !== vendor.id);
  return { ...state, documents: [...others, row].slice(-MOST), documentsOld: false };
}

/** Words that were erased here must not be found in the review either. */
export const forgetReview = (state: Incident) =>
  state.documents ? [{ op: 'remove' as const, id: reviewKey(state) }] : [];
