// Statuses: forward as far as one likes, back only with a reason, resolved once.
import { orList } from '../policy/lists.ts';
import { cancelFor, cancelReasonIn } from './cancel.ts';
import type { Decision } from './commands.ts';
import type { Decide } from './decision.ts';
import { Refusal } from './refusal.ts';
import { SKEW } from './skew.ts';
import type { Incident } from './state.ts';
import { type Asked, already, change, named, permitted } from './status-change.ts';
import { oneLine } from './texts.ts';
import { STATUSES, type Status } from './values.ts';
import { nearest, STATUS_WORDS, statusByWord, timeWords } from './words.ts';

const OPEN: readonly Status[] = ['detected', 'acknowledged', 'identified', 'mitigated'];

/** Open means before `resolved`. */
export const isOpen = (status: Status) => OPEN.includes(status);

/** A resolve gives it. An import was over before it came. */
export const hasNoEndYet = ({ status, kind }: Pick<Incident, 'status' | 'kind'>) =>
  kind !== 'imported' && isOpen(status);

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
  if (reason !== '') {
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

function moveTo(asked: Asked, to: Status, text: string): Decision {
  const { status } = asked.scene.state;
  if (status === to) {
    throw already(asked);
  }
  if (to === 'closed' && status !== 'resolved') {
    throw new Refusal(
      status === 'canceled'
        ? `${named(asked.scene)} is canceled; a canceled incident needs no closing.`
        : `${named(asked.scene)} is ${status}; only a resolved incident can be closed. Resolve it first: \`/${asked.scene.policy.command} resolve <what fixed it>\`.`,
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

export const acknowledge: Decide<'acknowledge'> = (command, scene) => {
  const request = permitted(command, scene);
  const { status } = scene.state;
  if (status === 'detected') {
    return change(request, 'acknowledged', '');
  }
  throw status === 'acknowledged'
    ? already(request)
    : new Refusal(`${named(scene)} is ${status} already; there is nothing left to acknowledge.`);
};

export const changeStatus: Decide<'change-status'> = (command, scene) => {
  const request = permitted(command, scene);
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
  moveTo(permitted(command, scene), 'resolved', oneLine(command.wish.text ?? ''));

export const close: Decide<'close'> = (command, scene) =>
  moveTo(permitted(command, scene), 'closed', oneLine(command.wish.text ?? ''));

/** Back to `acknowledged`: people are on it, and nothing found or mended before is taken for granted. */
export const reopen: Decide<'reopen'> = (command, scene) => {
  const request = permitted(command, scene);
  if (isOpen(scene.state.status)) {
    throw new Refusal(`${named(scene)} is open: it is ${scene.state.status}. There is nothing to reopen.`);
  }
  return moveTo(request, 'acknowledged', oneLine(command.wish.reason));
};
