// Undo of a resolve: the previous status returns, without a reopen.
import { type Decide, one } from './decision.ts';
import { isOpen } from './lifecycle.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';
import { named, permitted } from './status-change.ts';
import type { Instant } from './values.ts';
import { nameOf, timeWords } from './words.ts';

/** How long a resolve may be undone. Milliseconds. */
const UNDO_FOR = 10 * 60_000;

type Undoable = Pick<Incident, 'undoable'>;

/** When the last resolve is not to be undone any more; undefined where there is nothing to undo. */
export const undoEnds = ({ undoable }: Undoable): Instant | undefined => undoable && undoable.at + UNDO_FOR;

/** Whether a button to undo it still helps: the resolve of this event, or the last one. */
export const canUndo = (incident: Undoable, now: Instant, resolve = incident.undoable?.event): boolean =>
  incident.undoable?.event === resolve && now < (undoEnds(incident) ?? 0);

/** The previous status returns, without a reopen; only the last resolve, and for ten minutes. */
export const undoResolve: Decide<'undo-resolve'> = (command, scene) => {
  permitted(command, scene);
  const { state, lookups, policy } = scene;
  const last = state.undoable;
  if (state.undone?.event === command.wish.resolveEvent) {
    const { by, at } = state.undone;
    const when = timeWords(at, state.zone, lookups.now);
    throw new Refusal(
      `${nameOf(by)} took this resolve back already, at ${when}. ${named(scene)} is ${state.status}.`,
    );
  }
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
