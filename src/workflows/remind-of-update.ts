// Reminds whoever leads that stakeholders wait for an update: three times in a row at most, and not at night unless severity says otherwise.
import { nextUpdateDue, updateEvery } from '../incident/briefings.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import { isLive } from './in-channel.ts';
import { afterQuiet } from './quiet-hours.ts';
import { reaction } from './reaction.ts';

/** Once in each interval; then nobody listens any more. */
const ROUNDS = [0, 1, 2];

/** Since when stakeholders wait. */
const waitingSince = ({ updated, declaredAt }: Incident): Instant => updated?.at ?? declaredAt;

export const remindOfUpdate = reaction(
  'remind of updates',
  ['channel-opened', 'severity-changed', 'status-changed', 'update-posted'],
  (_event, after, { policy, now }) => {
    const [every, due] = [updateEvery(after, policy), nextUpdateDue(after, policy)];
    if (every === undefined || due === undefined || after.kind !== 'real' || !isLive(after)) {
      return [];
    }
    const since = waitingSince(after);
    // Chosen late, or opened again: nobody is told at once that they are late.
    const first = due > now ? due : now + every;
    const times = ROUNDS.map((round) => afterQuiet(first + round * every, after, policy.steps));
    return [...new Set(times)].map((dueAt, round) => ({
      kind: 'update.remind' as const,
      payload: { since, severity: after.severity.id, last: round === new Set(times).size - 1 },
      dueAt,
      once: `update:${since}:${after.severity.id}:${after.reopens}:${round}`,
    }));
  },
);

/** Somebody posted one, it is over, or another severity has another interval. */
export function updateIsMoot(
  incident: Incident,
  { since, severity }: { since: Instant; severity: string },
): string | undefined {
  if (!isOpen(incident.status)) {
    return 'it is over';
  }
  return waitingSince(incident) === since && incident.severity.id === severity
    ? undefined
    : 'there was an update, or the severity is another';
}
