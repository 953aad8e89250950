// What all changes of status share: who may, what is said to who comes second, and the fact itself.
import { requireRight } from './allowed.ts';
import type { Asking, Decision } from './commands.ts';
import { one, type Scene } from './decision.ts';
import { Refusal } from './refusal.ts';
import type { CancelReason, Status } from './values.ts';
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

/** The fact of the change; what was said with it can be searched for. */
export function change(
  asked: Asked,
  to: Status,
  text: string,
  more: { cancelReason?: CancelReason } = {},
): Decision {
  const { lookups, state } = asked.scene;
  return one(lookups, 'status-changed', { from: state.status, to, ...more }, text === '' ? {} : { text }, {
    search: text,
  });
}
