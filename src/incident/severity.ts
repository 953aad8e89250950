// Severity: what a typed word means, and changing or confirming it.
import type { Policy, Severity } from '../policy/policy.ts';
import { severityByWord, severityList } from '../policy/severities.ts';
import { requireRight } from './allowed.ts';
import { type Decide, one } from './decision.ts';
import { Refusal } from './refusal.ts';
import { oneLine } from './texts.ts';
import type { SeverityValue } from './values.ts';
import { nameOf } from './words.ts';

/** A severity as an event keeps it. */
export const recordedSeverity = ({ id, label, rank }: Severity): SeverityValue => ({ id, label, rank });

/** The severity a person named; an unknown word is refused with the list. */
export function namedSeverity(word: string, policy: Policy): Severity {
  const named = severityByWord(policy, word);
  if (named === undefined) {
    throw new Refusal(
      `${word.trim() || 'That'} is not a severity. Use ${severityList(policy)}, for example \`/${policy.command} severity ${policy.severities[0]?.rank ?? 1}\`.`,
      'severity',
    );
  }
  return named;
}

/** Naming the severity it has by default confirms it; naming one that was chosen already is refused. */
export const changeSeverity: Decide<'change-severity'> = ({ wish, asking }, { state, lookups, policy }) => {
  requireRight(policy, asking, 'change-severity', state);
  const to = namedSeverity(wish.severity, policy);
  if (to.id === state.severity.id && state.severityChosen) {
    const by = state.severityBy ? `, chosen by ${nameOf(state.severityBy)}` : '';
    throw new Refusal(`INC-${state.number} is ${to.label} already${by}.`, 'severity');
  }
  if (wish.raise && to.rank > state.severity.rank) {
    throw new Refusal(
      `INC-${state.number} is ${state.severity.label} by now, which is higher than ${to.label}. To lower it: \`/${policy.command} severity ${to.rank}\`.`,
      'severity',
    );
  }
  const reason = oneLine(wish.reason ?? '');
  return one(
    lookups,
    'severity-changed',
    { from: state.severity, to: recordedSeverity(to) },
    reason ? { reason } : {},
    { search: reason },
  );
};
