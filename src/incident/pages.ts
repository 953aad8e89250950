// Paging: asking for somebody, what came of it at the vendor, and who is on call.
import { requireRight } from './allowed.ts';
import { type Decide, decided, fact, NOTHING, one, together } from './decision.ts';
import { isOpen } from './lifecycle.ts';
import { pageRefKey } from './page-key.ts';
import type { Page } from './page-values.ts';
import { targetLabel } from './pages-told.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';
import { oneLine } from './texts.ts';
import type { Actor } from './values.ts';
import { nameOf, timeWords } from './words.ts';

/** Two people who page at once wake somebody once. */
const SAME_AGAIN_AFTER = 60_000;

export const pagesOf = (state: Incident): readonly Page[] => state.pages ?? [];

export const page: Decide<'page'> = ({ wish, asking }, { state, lookups, policy }) => {
  const { command } = policy;
  requireRight(policy, asking, 'page', state);
  if (!isOpen(state.status) || state.kind === 'imported') {
    throw new Refusal(
      `INC-${state.number} is ${state.kind === 'imported' ? 'imported' : state.status}; nobody is woken for it. If it is happening again: \`/${command} reopen <why>\`.`,
    );
  }
  if (state.kind === 'drill') {
    throw new Refusal(`INC-${state.number} is a drill; nobody is woken for it. Ask them in its channel.`);
  }
  const { target } = wish;
  if (target.kind === 'person' && target.who.kind !== 'person') {
    throw new Refusal(`A page goes to a person; ${nameOf(target.who)} is not one.`, 'who');
  }
  const label = targetLabel(target);
  const lately = pagesOf(state).find(
    (each) => each.label === label && lookups.now - each.at < SAME_AGAIN_AFTER,
  );
  if (lately) {
    const when = timeWords(lately.at, state.zone, lookups.now);
    throw new Refusal(`${label} was paged at ${when}. Give it a minute before you page again.`, 'who');
  }
  const why = oneLine(wish.why ?? '');
  return one(lookups, 'page-asked', { target }, why === '' ? {} : { why }, { search: why });
};

const known = (state: Incident, id: string) => pagesOf(state).find((each) => each.id === id);

/** Somebody was reached. A second telling changes nothing. */
export const recordPage: Decide<'record-page'> = ({ wish }, { state, lookups }) => {
  const before = known(state, wish.page)?.state;
  if (before !== 'asked' && before !== 'given-up') {
    return NOTHING;
  }
  const { vendor, ref } = wish;
  const row = { number: state.number, page: wish.page };
  const keys = ref ? [{ op: 'set' as const, key: pageRefKey(vendor.id, ref), value: row }] : [];
  return decided([fact(lookups, 'person-paged', wish, null)], { keys });
};

/** The vendor does not take it; it is tried again until `until`. Said once for each page. */
export const recordPageTrouble: Decide<'record-page-trouble'> = ({ wish }, { state, lookups }) => {
  const { why, ...data } = wish;
  return known(state, wish.page)?.state === 'asked' ? one(lookups, 'page-troubled', data, { why }) : NOTHING;
};

/**
 * Somebody took the page, here or at the vendor. Somebody is on it now: an incident that nobody had acknowledged is
 * acknowledged with it.
 */
export const acknowledgePage: Decide<'acknowledge-page'> = ({ wish, asking }, { state, lookups }) => {
  const found = known(state, wish.page);
  if (!found || found.state === 'acknowledged') {
    return NOTHING;
  }
  const by: Actor = wish.by ?? asking.by;
  const rule = wish.rule ? { rule: wish.rule } : {};
  const { vendor } = found;
  const acknowledged = one(
    lookups,
    'page-acknowledged',
    { page: wish.page, by, label: found.label, ...(vendor ? { vendor } : {}), there: wish.there },
    null,
    { actor: by },
  );
  const first =
    state.status === 'detected'
      ? [
          one(
            lookups,
            'status-changed',
            { from: state.status, to: 'acknowledged', ...rule },
            {},
            { actor: by },
          ),
        ]
      : [];
  return together([acknowledged, ...first]);
};

export const recordPageUnanswered: Decide<'record-page-unanswered'> = ({ wish }, { state, lookups }) => {
  const found = known(state, wish.page);
  return found?.state === 'paged'
    ? one(
        lookups,
        'page-unanswered',
        { page: found.id, label: found.label, who: found.who ?? found.label },
        null,
      )
    : NOTHING;
};

export const recordOnCall: Decide<'record-on-call'> = ({ wish }, { lookups }) =>
  one(lookups, 'on-call-found', wish, null);

export const recordOnCallUnknown: Decide<'record-on-call-unknown'> = ({ wish }, { lookups }) => {
  const { why, ...data } = wish;
  return one(lookups, 'on-call-unknown', data, { why });
};
