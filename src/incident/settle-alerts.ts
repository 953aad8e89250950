// When every alert of an incident is over: a rule may mitigate it, and an alert that fires again within the soak takes that back.
import type { CommandOf, Decision } from './commands.ts';
import { type Decide, NOTHING, one, type Scene } from './decision.ts';
import { isOpen } from './lifecycle.ts';
import { oneLine } from './texts.ts';
import { timeWords } from './words.ts';

/** Whole minutes where they are whole; seconds else. */
function lengthOf(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${Math.round(ms / 1_000)} s`;
}

/** Only where nothing has fired since that fact, and people have not taken the status further themselves. */
export const settleAlerts: Decide<'settle-alerts'> = ({ wish }, { state, lookups }) => {
  const { onAlertsOver, alertsOver, status } = state;
  if (onAlertsOver?.do !== 'mitigate' || alertsOver?.event !== wish.event) {
    return NOTHING;
  }
  if (!isOpen(status) || status === 'mitigated') {
    return NOTHING;
  }
  const { afterMs, soakMs, rule } = onAlertsOver;
  const soakUntil = lookups.now + soakMs;
  const until = timeWords(soakUntil, state.zone, lookups.now);
  const text =
    `No alert of it has fired for ${lengthOf(afterMs)}. ` +
    `If one fires again before ${until}, it goes back to ${status}.`;
  const data = { from: status, to: 'mitigated', soakUntil, rule } as const;
  return one(lookups, 'status-changed', data, { text }, { search: text });
};

/** The status before, where a rule mitigated it and still watches; nothing else. */
export function takenBack({ wish, asking }: CommandOf<'attach-signal'>, { state, lookups }: Scene): Decision {
  const { soak, status, onAlertsOver } = state;
  if (soak === undefined || status !== 'mitigated' || asking.at >= soak.until) {
    return NOTHING;
  }
  const text = `“${oneLine(wish.signal.title)}” fired again while it was watched. It is not mitigated by itself a second time.`;
  const rule = onAlertsOver ? { rule: onAlertsOver.rule } : {};
  const data = { from: status, to: soak.from, takesBack: soak.event, ...rule };
  return one(lookups, 'status-changed', data, { text }, { search: text });
}
