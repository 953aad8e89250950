// An alert whose monitor thinks worse of it than before: a pager's priority is often given by hand, minutes after it paged.
import { severityOfSignal } from '../policy/severities.ts';
import { type Decide, decided, fact, NOTHING } from './decision.ts';
import { type SignalRow, signalKey, takenKey } from './keys.ts';
import { oneLine } from './texts.ts';

/** Only what names a higher severity than the incident has is a fact; raising it is for people. */
export const rankSignal: Decide<'rank-signal'> = ({ wish: { signal, from } }, { state, lookups, policy }) => {
  const key = from === undefined ? signalKey(signal) : takenKey(state.number, signal);
  const row = lookups.keys.get(key) as SignalRow | undefined;
  const named = severityOfSignal(policy, signal);
  const fires = row?.attached === true && !row.resolved && row.number === state.number;
  if (!fires || named === undefined || named.rank >= state.severity.rank) {
    return NOTHING;
  }
  const { vendor, dedupeKey, severity, priority } = signal;
  const said = {
    ...(severity === undefined ? {} : { severity }),
    ...(priority === undefined ? {} : { priority }),
  };
  return decided([
    fact(lookups, 'signal-ranked', { vendor, dedupeKey, ...said }, { title: oneLine(signal.title) }),
  ]);
};
