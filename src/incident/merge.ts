// Merging: one incident ends as a duplicate of another, which goes on for both.
import { requireRight } from './allowed.ts';
import { type Decide, NOTHING, one, type Scene } from './decision.ts';
import { isOpen } from './lifecycle.ts';
import { partsOf } from './merges-told.ts';
import { Refusal } from './refusal.ts';
import { asOther } from './relations.ts';
import type { Incident } from './state.ts';
import { change, named, permitted } from './status-change.ts';
import { oneLine } from './texts.ts';
import { nameOf, timeWords } from './words.ts';

/** More than were ever open at once; state names them all. */
const MOST = 50;

/** The one that goes away. */
function requireMergeable({ state, lookups, policy }: Scene): void {
  const { mergedInto, status, statusBy, statusSince, kind, zone } = state;
  const name = `INC-${state.number}`;
  if (mergedInto) {
    const when = timeWords(statusSince, zone, lookups.now);
    throw new Refusal(
      `${name} was merged into INC-${mergedInto.number} already: by ${nameOf(statusBy)} at ${when}. To part the two, \`/${policy.command} ${name} reopen <why>\`.`,
    );
  }
  if (status === 'canceled' || status === 'closed') {
    throw new Refusal(`${name} is ${status}; what is over for good is not merged.`);
  }
  if (kind === 'imported') {
    throw new Refusal(`${name} is imported: its record stays as it was written, and is merged with nothing.`);
  }
}

/** What both have to be alike in. Nothing of a private incident is told anywhere else, and nothing public leads to it. */
function requireAlike(other: Incident, { state, policy }: Scene): void {
  const name = `INC-${state.number}`;
  const alone = `To end ${name} by itself, \`/${policy.command} ${name} cancel duplicate\`.`;
  if (state.private !== other.private) {
    const hidden = state.private ? name : `INC-${other.number}`;
    throw new Refusal(
      `${hidden} is private and the other one is not: neither may lead to the other. ${alone}`,
      'other',
    );
  }
  if (state.kind !== other.kind) {
    const odd = [state, other].find(({ kind }) => kind !== 'real');
    throw new Refusal(
      odd?.kind === 'drill'
        ? `INC-${odd.number} is a drill and the other one is none: they are not merged. ${alone}`
        : `INC-${odd?.number} is imported: its record stays as it was written, and takes nothing in.`,
      'other',
    );
  }
}

/** The one that stays. */
function requireGoingOn(other: Incident, { state, policy }: Scene): void {
  const name = `INC-${other.number}`;
  const { mergedInto, status } = other;
  if (mergedInto) {
    const instead =
      mergedInto.number === state.number
        ? `That is this one: there is nothing left to merge.`
        : `Merge into that one: \`/${policy.command} INC-${state.number} merge into ${mergedInto.number}\`.`;
    throw new Refusal(`${name} was itself merged into INC-${mergedInto.number}. ${instead}`, 'other');
  }
  if (!isOpen(status)) {
    throw new Refusal(
      `${name} is ${status}: nothing goes on there that this one could become part of. If it is happening again, reopen it first: \`/${policy.command} ${name} reopen <why>\`.`,
      'other',
    );
  }
  if (partsOf(other).length >= MOST) {
    throw new Refusal(`${MOST} incidents are part of ${name} already.`, 'other');
  }
}

/** Two who merge at once: the first one did it. Who merges has to be allowed to change the status of both. */
export const merge: Decide<'merge'> = (command, scene) => {
  const asked = permitted(command, scene);
  const { state, lookups, policy } = scene;
  const { other } = lookups;
  const { into, text } = command.wish;
  requireMergeable(scene);
  if (!other) {
    throw new Refusal('There is no such incident.', 'other');
  }
  if (other.id === state.id) {
    throw new Refusal(
      `${named(scene)} cannot become part of itself. Name the one that stays: \`/${policy.command} merge into 10\`.`,
      'other',
    );
  }
  requireAlike(other, scene);
  requireGoingOn(other, scene);
  requireRight(policy, command.asking, 'change-status', other);
  return change(asked, 'canceled', oneLine(text ?? ''), {
    cancelReason: 'duplicate',
    into: asOther(other, into),
  });
};

/** Told by the one that went away. Into one that was made private meanwhile nobody is brought along. */
export const recordAbsorbed: Decide<'record-absorbed'> = ({ wish }, { state, lookups }) =>
  partsOf(state).some(({ number }) => number === wish.number)
    ? NOTHING
    : one(lookups, 'incident-absorbed', state.private ? { ...wish, people: [] } : wish, null);

export const recordParted: Decide<'record-parted'> = ({ wish }, { state, lookups }) =>
  partsOf(state).some(({ number }) => number === wish.number)
    ? one(lookups, 'incident-parted', wish, null)
    : NOTHING;
