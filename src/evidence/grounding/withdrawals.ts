// What was taken back later in the record: a cause that its author withdrew is no cause.
import type { Instant } from '../../incident/values.ts';
import { RULES_OF_STATE } from '../rules-of-state.ts';
import type { CausalClaim } from './causes.ts';
import { scan } from './scan.ts';
import type { GroundEntry, Source } from './source.ts';
import { clausesOf } from './terms.ts';

export type Withdrawal = { id: string; at: Instant; author: string; stems: ReadonlySet<string> };

const RULES = RULES_OF_STATE.filter(({ meaning }) => meaning === 'withdrawal');
/** `scratch that` takes back what its author said within this. */
const SOON_MS = 30 * 60_000;

/** Messages that take something back, with the words that name it. */
export function withdrawalsIn(entries: readonly GroundEntry[]): Withdrawal[] {
  return entries.flatMap(({ id, at, author, text, kind }) => {
    if (kind !== 'message' || !RULES.some(({ any, unless }) => any.test(text) && !unless?.test(text))) {
      return [];
    }
    const terms = clausesOf(scan(text, { quoted: false }).pieces).flatMap((clause) => clause.terms);
    const stems = new Set(terms.filter(({ glue }) => !glue).flatMap((term) => term.stems));
    return [{ id, at, author, stems }];
  });
}

/** Whether somebody later took back the cause that this source names; a sentence that cites the withdrawal knows of it. */
export function wasWithdrawn(
  { entry }: Source,
  said: CausalClaim,
  withdrawals: readonly Withdrawal[],
  cited: readonly Source[],
): boolean {
  if (entry === undefined) {
    return false;
  }
  return withdrawals.some(({ id, at, author, stems }) => {
    if (at <= entry.at || cited.some((source) => source.id === id)) {
      return false;
    }
    const named = [...said.cause].some((stem) => stems.has(stem));
    return named || (stems.size <= 2 && author === entry.author && at - entry.at < SOON_MS);
  });
}
