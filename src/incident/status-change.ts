// What all changes of status share: who may, what is said to who comes second, and the fact itself.
import { may } from '../policy/rights.ts';
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

function requireRight({ asking, scene }: Asked): void {
  if (!may(scene.policy, asking.grants, 'change-status')) {
    throw new Refusal(
      'Guests and people of other workspaces may not change the status here. Ask a member of this workspace to do it.',
    );
  }
}

/** Refuses guests and people of other workspaces, unless configured. */
export const permitted = (command: { asking: Asking }, scene: Scene): Asked => {
  const both = { asking: command.asking, scene };
  requireRight(both);
  return both;
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
