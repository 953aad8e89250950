// What all changes of status share: who may, what is said to who comes second, and the fact itself.
import { requireRight } from './allowed.ts';
import type { Asking, Decision } from './commands.ts';
import { one, type Scene } from './decision.ts';
import type { OtherIncident } from './link-events.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';
import type { Actor, CancelReason, Instant, Status } from './values.ts';
import { nameOf, timeWords } from './words.ts';

/** A change of status that is asked for by somebody who may. */
export type Asked = { asking: Asking; scene: Scene };

/** `INC-42` */
export const named = (scene: Scene) => `INC-${scene.state.number}`;

/** `INC-42 is already resolved: by Bo at 14:05 UTC.` */
export function already({ scene }: Asked): Refusal {
  const { status, statusBy, statusSince, zone } = scene.state;
  const when = timeWords(statusSince, zone, scene.lookups.now);
  return new Refusal(`${named(scene)} is already ${status}: by ${nameOf(statusBy)} at ${when}.`);
}

/** Refuses whoever may not change a status. */
export const permitted = ({ asking }: { asking: Asking }, scene: Scene): Asked => {
  requireRight(scene.policy, asking, 'change-status', scene.state);
  return { asking, scene };
};

/** Where the severity's policy sets a date: whoever leads sees to the review, else whoever resolved. */
function reviewPlan({ asking, scene }: Asked): { owner?: Actor; due: Instant } | undefined {
  const { state, policy } = scene;
  const { postmortem, postmortemDueMs } = policy.severities.find(({ id }) => id === state.severity.id) ?? {};
  if (state.kind !== 'real' || postmortem === 'skip' || postmortemDueMs === undefined) {
    return undefined;
  }
  const [leader] = policy.roles;
  const held = leader && state.roles[leader.id]?.who;
  const owner = held ?? (asking.by.kind === 'person' ? asking.by : undefined);
  return { ...(owner ? { owner } : {}), due: asking.at + postmortemDueMs };
}

/** Whatever comes after a merge, it stands by itself again. */
const parted = ({ mergedInto }: Incident) => (mergedInto ? { outOf: mergedInto } : {});

/** The fact of the change; what was said with it can be searched for. */
export function change(
  asked: Asked,
  to: Status,
  text: string,
  more: { cancelReason?: CancelReason; into?: OtherIncident } = {},
): Decision {
  const { lookups, state } = asked.scene;
  const review = to === 'resolved' ? reviewPlan(asked) : undefined;
  return one(
    lookups,
    'status-changed',
    { from: state.status, to, ...more, ...parted(state), ...(review ? { review } : {}) },
    text === '' ? {} : { text },
    { search: text },
  );
}
