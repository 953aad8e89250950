// Undo of a resolve: the previous status returns, without a reopen.
import { type Decide, one } from './decision.ts';
import { isOpen } from './lifecycle.ts';
import { Refusal } from './refusal.ts';
import { named, permitted } from './status-change.ts';

/** How long a resolve may be undone. Milliseconds. */
const UNDO_FOR = 10 * 60_000;

/** The previous status returns, without a reopen; only the last resolve, and for ten minutes. */
export const undoResolve: Decide<'undo-resolve'> = (command, scene) => {
  permitted(command, scene);
  const { state, lookups, policy } = scene;
  const last = state.undoable;
  if (state.status !== 'resolved' || last === undefined) {
    const instead = isOpen(state.status)
      ? `A step back takes a reason: \`/${policy.command} status <identified, …> <why>\`.`
      : `If it is not over, reopen it: \`/${policy.command} reopen <why>\`.`;
    throw new Refusal(`${named(scene)} is ${state.status}; there is no resolve to undo. ${instead}`);
  }
  if (last.event !== command.wish.resolveEvent) {
    throw new Refusal('That resolve is not the last one any more; only the last one can be undone.');
  }
  if (command.asking.at - last.at > UNDO_FOR) {
    throw new Refusal(
      `${named(scene)} was resolved more than ten minutes ago. If it is not over, reopen it: \`/${policy.command} reopen <why>\`.`,
    );
  }
  return one(lookups, 'status-changed', { from: 'resolved', to: last.from, undoes: last.event }, {});
};
