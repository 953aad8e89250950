// Who is brought into an incident's channel, and why.
import { isDecidedByOnCall } from './on-call.ts';
import type { People, Policy } from './policy.ts';
import { serviceByWord, teamByWord } from './services.ts';

/** Stands for the operators (whoever installed the app), where nobody at all is configured. Not a Slack id. */
export const OPERATORS = 'operators';

export type Invitation = { who: string; because: string };

const invited = (people: People, because: string): Invitation[] => people.map((who) => ({ who, because }));

/** `T1/U1` and `U1` are one person: there is one workspace. */
const userOf = (who: string) => who.slice(who.lastIndexOf('/') + 1);

function once(invitations: readonly Invitation[]): Invitation[] {
  const seen = new Map<string, Invitation>();
  for (const invitation of invitations) {
    const user = userOf(invitation.who);
    if (!seen.has(user)) {
      seen.set(user, invitation);
    }
  }
  return [...seen.values()];
}

/**
 * `withoutOnCall`: as if no schedule were configured. `private`: responders, who look after nothing in particular, come only
 * where nobody else does.
 */
export type PeopleAbout = { service?: string; team?: string; withoutOnCall?: boolean; private?: boolean };

/** The people of the service and of the team. */
function ownPeople(policy: Policy, about: PeopleAbout): Invitation[] {
  const service = about.service === undefined ? undefined : serviceByWord(policy, about.service);
  const teamWord = about.team ?? service?.team;
  const team = teamWord === undefined ? undefined : teamByWord(policy, teamWord);
  return [
    ...invited(service?.people ?? [], `looks after ${service?.label}`),
    ...invited(team?.people ?? [], `is of the team ${team?.label}`),
  ];
}

/**
 * The people of the service and of the team; `RESPONDERS` where neither names anybody, and no schedule says who is on call:
 * that one is brought in by a step of its own, and nobody else is woken.
 */
export function peopleFor(policy: Policy, about: PeopleAbout): Invitation[] {
  const named = ownPeople(policy, about);
  if (named.length > 0 || (!about.withoutOnCall && isDecidedByOnCall(policy, about))) {
    return once(named);
  }
  return once(invited(policy.responders, 'is one of the responders'));
}

/**
 * Everybody to bring in, never nobody: the declarer and the people for the service or team; where that is empty, everyone
 * the configuration names; where it names no one, the operators, told what to configure. With a schedule it may be nobody: whoever is
 * on call follows.
 */
export function inviteesFor(policy: Policy, about: PeopleAbout & { declarer?: string }): Invitation[] {
  const declarer = about.declarer === undefined ? [] : invited([about.declarer], 'declared it');
  const alone = about.private === true && declarer.length > 0;
  const people = once([...declarer, ...(alone ? ownPeople : peopleFor)(policy, about)]);
  if (people.length > 0 || (!about.withoutOnCall && isDecidedByOnCall(policy, about))) {
    return people;
  }
  const anybody = [...policy.services, ...policy.teams].flatMap((one) => one.people);
  if (anybody.length > 0) {
    return once(invited(anybody, 'is configured for another service; nobody is named for this one'));
  }
  return [
    {
      who: OPERATORS,
      because: 'nobody is configured to respond: set RESPONDERS to the Slack ids of the people on call',
    },
  ];
}

/** Whether service, team, severity and schedule bring people in: not into a drill whose people are named. */
export const callsPeople = ({ drills }: Pick<Policy, 'drills'>, { kind }: { kind: string }): boolean =>
  kind !== 'drill' || drills.invite === undefined;

type About = PeopleAbout & { declarer?: string; kind: string };

/** Everybody who is brought in when the channel opens, each for the first reason. */
export function everybodyFor(
  policy: Policy,
  about: About,
  rated: Parameters<typeof peopleForSeverity>[1],
): Invitation[] {
  if (callsPeople(policy, about)) {
    return allInvited(inviteesFor(policy, about), peopleForSeverity(policy, rated));
  }
  const declarer = about.declarer === undefined ? [] : [about.declarer];
  return allInvited(
    invited(declarer, 'declared it'),
    invited(policy.drills.invite ?? [], 'is named for drills'),
  );
}

/** Whom a severity calls for besides, once somebody (or an alert's own word) chose it. Empty while it is only the default. */
export function peopleForSeverity(
  policy: Policy,
  { severity, severityChosen }: { severity: { id: string; label: string }; severityChosen: boolean },
): Invitation[] {
  const invites = policy.severities.find(({ id }) => id === severity.id)?.invites ?? [];
  return severityChosen ? once(invited(invites, `is called for ${severity.label}`)) : [];
}

/** Both, each person once and for the first reason. */
const allInvited = (...lists: readonly (readonly Invitation[])[]): Invitation[] => once(lists.flat());
