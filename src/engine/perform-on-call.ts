// Performs what asks schedules: who is on call for an incident, and for whoever wants to know.
import type { OnDuty, VendorValue } from '../incident/page-values.ts';
import type { Instant } from '../incident/values.ts';
import type { Shift } from '../integrations/on-call/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { mostUrgent, type OnCallDesk, onDuty, tell, vendorOf } from './on-call-desk.ts';
import { pagePerformers } from './perform-pages.ts';
import type { Performer, Performers } from './performer.ts';

/** A vendor that does not answer twice, or that wants us to wait, is not waited for: somebody has to come. */
const ASKED_AT_MOST = 2;
const LONGEST_WAIT_MS = 5_000;

const isPassing = ({ permanent, retryAfterMs = 0 }: VendorError, attempt: number) =>
  !permanent && attempt < ASKED_AT_MOST && retryAfterMs <= LONGEST_WAIT_MS;

function findOnCallPerformer(desk: OnCallDesk): Performer<'on-call.find'> {
  return async (effect) => {
    const { vendor: id, schedule, label } = effect.payload;
    const vendor = labelOf(desk, id);
    const answer = await ask(desk, effect.attempt, { id, schedule });
    if ('why' in answer) {
      const wish = { vendor, schedule, label, why: answer.why };
      await tell(desk, effect, ['record-on-call-unknown', wish], 'unknown');
      return;
    }
    const people = await peopleOf(desk, answer.shifts);
    await ('why' in people
      ? tell(
          desk,
          effect,
          ['record-on-call-unknown', { vendor, schedule, label, why: people.why }],
          'unknown',
        )
      : tell(desk, effect, ['record-on-call', { vendor, schedule, label, people }], 'found'));
  };
}

function labelOf(desk: OnCallDesk, id: string): VendorValue {
  return { id, label: desk.vendors.find((vendor) => vendor.id === id)?.label ?? id };
}

async function ask(
  desk: OnCallDesk,
  attempt: number,
  { id, schedule }: { id: string; schedule: string },
): Promise<{ shifts: Shift[] } | { why: string }> {
  try {
    const shifts = await vendorOf(desk, id).port.onCall({ schedule, at: desk.clock.now() });
    return shifts.length > 0 ? { shifts } : { why: 'The schedule has nobody on call at the moment.' };
  } catch (error) {
    if (!(error instanceof VendorError) || isPassing(error, attempt)) {
      throw error;
    }
    return { why: error.message };
  }
}

/** Where the chat will never say who is who (a scope is missing), the responders come instead. */
async function peopleOf(desk: OnCallDesk, shifts: readonly Shift[]): Promise<OnDuty[] | { why: string }> {
  try {
    return await Promise.all(mostUrgent(shifts).map((shift) => onDuty(desk, shift)));
  } catch (error) {
    if (error instanceof VendorError && error.permanent) {
      const names = shifts.map(({ who }) => who.name ?? who.email ?? who.slackId).join(', ');
      return { why: `${names} should be, but ${error.message}` };
    }
    throw error;
  }
}

/** Who is on call, and who comes next; for people who ask. */
export type Roster = {
  vendor: string;
  now: (OnDuty & { level?: number })[];
  next: (OnDuty & { from?: Instant })[];
};

export type AskRoster = (about: { vendor: string; schedule: string }) => Promise<Roster>;

/** @throws VendorError */
export function rosterOf(desk: OnCallDesk): AskRoster {
  return async ({ vendor: id, schedule }) => {
    const { label, port } = vendorOf(desk, id);
    const about = { schedule, at: desk.clock.now() };
    const [now, next] = await Promise.all([port.onCall(about), port.next(about)]);
    return {
      vendor: label,
      now: await Promise.all(
        now.map(async (shift) => ({ ...(await onDuty(desk, shift)), level: shift.level ?? 1 })),
      ),
      next: await Promise.all(
        next.map(async (shift) => ({
          ...(await onDuty(desk, shift)),
          ...(shift.from === undefined ? {} : { from: shift.from }),
        })),
      ),
    };
  };
}

/** Everything about on-call that is no message in Slack. */
export const onCallPerformers = (desk: OnCallDesk): Performers => ({
  'on-call.find': findOnCallPerformer(desk),
  ...pagePerformers(desk),
});
