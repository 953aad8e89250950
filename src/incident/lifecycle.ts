// Statuses: forward as far as one likes, back only with a reason, resolve once, undo for ten minutes.
import { may } from '../policy/rights.ts';
import { orList } from '../policy/severities.ts';
import type { Asking, Decision } from './commands.ts';
import { type Decide, one, type Scene } from './decision.ts';
import { Refusal } from './refusal.ts';
import { oneLine } from './texts.ts';
import { CANCEL_REASONS, type CancelReason, STATUSES, type Status } from './values.ts';
import { nameOf, nearest, STATUS_WORDS, statusByWord, timeWords } from './words.ts';

/** How long a resolve may be undone. Milliseconds. */
export const UNDO_FOR = 10 * 60_000;

/** Clocks of different machines are compared with this tolerance. Milliseconds. */
const SKEW = 5_000;

const OPEN: readonly Status[] = ['detected', 'acknowledged', 'identified', 'mitigated'];

/** Open means before `resolved`. */
export const isOpen = (status: Status) => OPEN.includes(status);

type Asked = { asking: Asking; scene: Scene };

const named = (scene: Scene) => `INC-${scene.state.number}`;

/** `INC-42 is already resolved: by Bo at 14:05 UTC.` */
function already({ scene }: Asked): Refusal {
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

/** The impact cannot be over before it began. */
function requireBegun({ asking, scene }: Asked, to: Status): void {
  const began = scene.state.keyTimes.began?.at;
  if ((to === 'mitigated' || to === 'resolved') && began != null && began > asking.at + SKEW) {
    const words = (at: number) => timeWords(at, scene.state.zone, scene.lookups.now);
    throw new Refusal(
      `${named(scene)} cannot be ${to} at ${words(asking.at)}: impact is recorded to have begun at ${words(began)}. Correct when it began with \`/${scene.policy.command} times\`, then try again.`,
    );
  }
}

/** Going back, and reopening, needs a reason. */
function requireReason({ scene }: Asked, to: Status, reason: string): void {
  const { status } = scene.state;
  if (reason !== '' || status === 'detected') {
    return;
  }
  const { command } = scene.policy;
  throw isOpen(status)
    ? new Refusal(
        `Going back from ${status} to ${to} needs a reason: \`/${command} status ${to} <why>\`.`,
        'text',
      )
    : new Refusal(
        `${named(scene)} is ${status}. Reopening needs a reason: \`/${command} reopen <why>\`.`,
        'text',
      );
}

function change(
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

function moveTo(asked: Asked, to: Status, text: string): Decision {
  const { status } = asked.scene.state;
  if (status === to) {
    throw already(asked);
  }
  if (to === 'closed' && status !== 'resolved') {
    throw new Refusal(
      `${named(asked.scene)} is ${status}; only a resolved incident can be closed. Resolve it first: \`/${asked.scene.policy.command} resolve <what fixed it>\`.`,
    );
  }
  if (to === 'resolved' && !isOpen(status)) {
    throw new Refusal(
      `${named(asked.scene)} is already ${status}. If it is happening again, reopen it first: \`/${asked.scene.policy.command} reopen <why>\`.`,
    );
  }
  const forward = to === 'closed' || (isOpen(status) && STATUSES.indexOf(to) > STATUSES.indexOf(status));
  if (!forward) {
    requireReason(asked, to, text);
  }
  requireBegun(asked, to);
  return change(asked, to, text);
}

function cancelFor(asked: Asked, reason: CancelReason | undefined, text: string): Decision {
  const { state, policy } = asked.scene;
  if (state.status === 'canceled') {
    throw already(asked);
  }
  if (state.status === 'closed') {
    throw new Refusal(`${named(asked.scene)} is closed; a closed incident cannot be canceled.`);
  }
  if (reason === undefined || !CANCEL_REASONS.includes(reason)) {
    throw new Refusal(
      `Canceling needs one of four reasons: ${orList(CANCEL_REASONS)}. For example: \`/${policy.command} cancel duplicate\`.`,
      'reason',
    );
  }
  return change(asked, 'canceled', text, { cancelReason: reason });
}

/** A reason at the beginning of what was typed: `false alarm, the probe was wrong`. */
function cancelReasonIn(text: string): { reason: CancelReason | undefined; rest: string } {
  const reason = CANCEL_REASONS.find((candidate) => text.toLowerCase().startsWith(candidate));
  return {
    reason,
    rest: reason === undefined ? text : text.slice(reason.length).replace(/^[\s,:;–-]+/u, ''),
  };
}

const asked = (command: { asking: Asking }, scene: Scene): Asked => {
  const both = { asking: command.asking, scene };
  requireRight(both);
  return both;
};

export const acknowledge: Decide<'acknowledge'> = (command, scene) => {
  const request = asked(command, scene);
  const { status } = scene.state;
  if (status === 'detected') {
    return change(request, 'acknowledged', '');
  }
  throw status === 'acknowledged'
    ? already(request)
    : new Refusal(`${named(scene)} is ${status} already; there is nothing left to acknowledge.`);
};

export const changeStatus: Decide<'change-status'> = (command, scene) => {
  const request = asked(command, scene);
  const { wish } = command;
  const to = statusByWord(wish.status);
  const text = oneLine(wish.text ?? '');
  if (to === undefined) {
    const meant = nearest(wish.status, STATUS_WORDS);
    throw new Refusal(
      `${wish.status.trim() || 'That'} is not a status.${meant ? ` Did you mean ${meant}?` : ''} The statuses are ${orList(STATUSES)}.`,
      'status',
    );
  }
  if (to === 'canceled') {
    const { reason, rest } = cancelReasonIn(text);
    return cancelFor(request, wish.cancelReason ?? reason, wish.cancelReason ? text : rest);
  }
  return moveTo(request, to, text);
};

/** From any open status, in one step. */
export const resolve: Decide<'resolve'> = (command, scene) =>
  moveTo(asked(command, scene), 'resolved', oneLine(command.wish.text ?? ''));

export const close: Decide<'close'> = (command, scene) =>
  moveTo(asked(command, scene), 'closed', oneLine(command.wish.text ?? ''));

export const cancel: Decide<'cancel'> = (command, scene) =>
  cancelFor(asked(command, scene), command.wish.reason, oneLine(command.wish.text ?? ''));

/** Back to `acknowledged`: people are on it, and nothing found or mended before is taken for granted. */
export const reopen: Decide<'reopen'> = (command, scene) => {
  const request = asked(command, scene);
  if (isOpen(scene.state.status)) {
    throw new Refusal(`${named(scene)} is open: it is ${scene.state.status}. There is nothing to reopen.`);
  }
  return moveTo(request, 'acknowledged', oneLine(command.wish.reason));
};

/** The previous status returns, without a reopen; only the last resolve, and for ten minutes. */
export const undoResolve: Decide<'undo-resolve'> = (command, scene) => {
  asked(command, scene);
  const { state, lookups, policy } = scene;
  const last = state.undoable;
  if (state.status !== 'resolved' || last === undefined) {
    throw new Refusal(`${named(scene)} is ${state.status}; there is no resolve to undo.`);
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
