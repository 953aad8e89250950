// Which schedule says who is on call for a service or a team, and what a word typed after `page` means.
import type { Policy } from './policy.ts';
import { serviceByWord, teamByWord } from './services.ts';

/** The vendor of schedules that name none: rotations of the configuration file. */
export const ROTATIONS = 'rotations';

/** Who is on call is known to `vendor` under `schedule`; `label` is what people call what it is for: `Payments`. */
export type OnCallFor = { vendor: string; schedule: string; label: string };

/** `pagerduty:P123` is a schedule of PagerDuty; a word without a colon is a rotation of the configuration file. */
export function scheduleOf(onCall: string): { vendor: string; schedule: string } {
  const colon = onCall.indexOf(':');
  return colon < 0
    ? { vendor: ROTATIONS, schedule: onCall.trim() }
    : { vendor: onCall.slice(0, colon).trim().toLowerCase(), schedule: onCall.slice(colon + 1).trim() };
}

/** The service's own schedule, else its team's, else the team's that is named; undefined where none has one. */
export function onCallFor(policy: Policy, about: { service?: string; team?: string }): OnCallFor | undefined {
  const service = about.service === undefined ? undefined : serviceByWord(policy, about.service);
  const teamWord = about.team ?? service?.team;
  const team = teamWord === undefined ? undefined : teamByWord(policy, teamWord);
  const holder = service?.onCall ? service : team?.onCall ? team : undefined;
  return holder?.onCall ? { ...scheduleOf(holder.onCall), label: holder.label } : undefined;
}

/** The automatic steps that bring in whoever is on call, by their names. */
export const ON_CALL_STEPS = { find: 'find out who is on call', invite: 'invite who is on call' } as const;

/** Whether a schedule decides who is brought in; not where one of its steps is switched off. */
export function isDecidedByOnCall(policy: Policy, about: { service?: string; team?: string }): boolean {
  const off = Object.values(ON_CALL_STEPS).some((step) => policy.stepsOff.includes(step));
  return !off && onCallFor(policy, about) !== undefined;
}

/** Everything that has a schedule of its own, in the configuration's order: services, then teams. */
export function everyOnCall(policy: Policy): (OnCallFor & { kind: 'service' | 'team'; id: string })[] {
  const holders = [
    ...policy.services.map((service) => ({ kind: 'service' as const, ...service })),
    ...policy.teams.map((team) => ({ kind: 'team' as const, ...team })),
  ];
  return holders.flatMap(({ kind, id, label, onCall }) =>
    onCall ? [{ kind, id, label, ...scheduleOf(onCall) }] : [],
  );
}

const plain = (word: string) => word.trim().toLowerCase();

/**
 * The schedule that a word means: of a service, of a team, or the schedule's own name (`pagerduty:P123`, a rotation that
 * something refers to). Undefined where the word means none of these.
 */
export function onCallByWord(policy: Policy, word: string): OnCallFor | undefined {
  const service = serviceByWord(policy, word);
  const team = teamByWord(policy, word);
  const named =
    (service && onCallFor(policy, { service: service.id })) ?? (team && onCallFor(policy, { team: team.id }));
  if (named) {
    return { ...named, label: service?.label ?? team?.label ?? named.label };
  }
  const referred = everyOnCall(policy).find(({ vendor, schedule }) =>
    [schedule, `${vendor}:${schedule}`].some((name) => plain(name) === plain(word)),
  );
  if (referred) {
    return { vendor: referred.vendor, schedule: referred.schedule, label: referred.schedule };
  }
  return /^[a-z][a-z0-9-]*:\S+$/i.test(word.trim()) ? { ...scheduleOf(word), label: word.trim() } : undefined;
}
