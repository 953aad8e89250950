// Pages that Firescribe itself opened at a pager: they come back by its webhook, and are no news.
import { ownPage as pageOf } from '../incident/page-key.ts';

/** What every key begins with that we give to a pager for an incident of ours, before `:` or `/`. */
const OURS = /^firescribe[:/-]/i;

/** The number of our incident that a pager's key names: `firescribe:INC-42`. Undefined where the key is not ours. */
export function ownPage(key: string | undefined): { number?: number; page?: string } | undefined {
  const exact = pageOf(key);
  if (exact) {
    return exact;
  }
  if (key === undefined || !OURS.test(key)) {
    return undefined;
  }
  const number = /\bINC-(\d{1,9})\b/i.exec(key)?.[1];
  return number === undefined ? {} : { number: Number(number) };
}
