// The key under which vendors know a page of ours: what comes back from them is recognised by it, and opens no incident.

const BEGINNING = 'firescribe';

/** Unique for each page; given to vendors as dedup_key, incident_key or alias. */
export const pageKey = (number: number, page: string): string => `${BEGINNING}/INC-${number}/${page}`;

const SHAPE = new RegExp(`^${BEGINNING}/INC-(\\d+)/([\\w-]+)$`);

/** The incident's number and the page that a vendor's key names; undefined where it is not one of ours. */
export function ownPage(key: string | undefined): { number: number; page: string } | undefined {
  const [, number, page] = SHAPE.exec(key ?? '') ?? [];
  return number === undefined || page === undefined ? undefined : { number: Number(number), page };
}

/** Found where the vendor names its own id only. Held by the incident that paged. */
export const pageRefKey = (vendor: string, ref: string): string => `page:${vendor}/${ref}`;
