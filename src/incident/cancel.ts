// Canceling: for one of four reasons.
import { orList } from '../policy/lists.ts';
import type { Decision } from './commands.ts';
import type { Decide } from './decision.ts';
import { Refusal } from './refusal.ts';
import { type Asked, already, change, named, permitted } from './status-change.ts';
import { oneLine } from './texts.ts';
import { CANCEL_REASONS, type CancelReason } from './values.ts';

/** An open or resolved incident is canceled; `text` says more. */
export function cancelFor(asked: Asked, reason: CancelReason | undefined, text: string): Decision {
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

/** How each reason may begin a line. */
const WORDS: readonly (readonly [CancelReason, RegExp])[] = [
  ['duplicate', /^dup(?:licate|e)?\b/i],
  ['false alarm', /^false[\s-]?(?:alarm|positive)\b/i],
  ['external', /^external\b/i],
  ['superseded', /^superseded?\b/i],
];

/** A reason at the beginning of what was typed: `false alarm, the probe was wrong`. */
export function cancelReasonIn(text: string): { reason: CancelReason | undefined; rest: string } {
  const [reason, pattern = ''] = WORDS.find(([, words]) => words.test(text)) ?? [];
  return {
    reason,
    rest: reason === undefined ? text : text.replace(pattern, '').replace(/^[\s,:;–—-]+/u, ''),
  };
}

export const cancel: Decide<'cancel'> = (command, scene) =>
  cancelFor(permitted(command, scene), command.wish.reason, oneLine(command.wish.text ?? ''));
