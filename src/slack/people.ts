// Who people are, kept locally so that no handler has to ask Slack before it answers.
import { z } from 'zod';
import type { Actor } from '../incident/values.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { awaited, type Patience, patienceOf } from '../lib/patience.ts';
import { UNKNOWN } from '../policy/rights.ts';
import type { SlackClient } from './client.ts';
import type { People, Person } from './deed.ts';
import { personId, slackId } from './ids.ts';
import { createLookUp } from './look-up.ts';
import { createRollCall, type RollCall } from './roll-call.ts';
import type { Identity } from './session.ts';

/** A user as users.list, users.info and user_change tell of them. */
const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  /** Enterprise Grid: `team_id` then names the organisation, another workspace of it, or is missing (slackapi/bolt-js#1875, looker/lookerbot#184). */
  enterprise_user: z
    .object({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() })
    .nullish()
    .catch(undefined),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
});

type SlackUser = z.output<typeof slackUser>;

const groupEvent = z.object({
  subteam_id: z.string().optional(),
  added_users: z.array(z.string()).optional(),
  removed_users: z.array(z.string()).optional(),
  subteam: z.object({ id: z.string(), users: z.array(z.string()).optional() }).optional(),
});

/** How long a deed waits for who asks it: Slack gives up after 3 s, and the deed is still to be written down. Wire time, in ms. */
const PATIENCE_MS = 1_500;

export type Directory = People & {
  /**
   * Reads the workspace's people and groups from Slack: a first part before it resolves, the others beside the work. What cannot
   * be read is logged and read later.
   */
  load(slack: SlackClient): Promise<void>;
  /** Asks Slack about one person who is not known yet, and again until it has answered. Never throws. */
  learn(slack: SlackClient, id: string): Promise<void>;
  /** Before somebody's deed is decided: whoever is not known is looked up first, for a bounded time (decision 0025). Never throws. */
  meet(slack: SlackClient, id: string, patience?: Patience): Promise<void>;
  /** Asks Slack about one person anew; who they were known to be where it cannot tell. Never throws. */
  lookAgain(slack: SlackClient, id: string): Promise<Person | undefined>;
  /** From user_change, team_join and subteam events. */
  hear(event: { type: string; [field: string]: unknown }): void;
  /** The people of a user group, if it is known. */
  group(id: string): readonly string[] | undefined;
  /** Who owns the workspace, else one of its admins: who hears of the first start where nobody else is named. */
  owner(): Person | undefined;
  /** Nothing is read or asked again after this. */
  stop(): void;
};

type Known = Person & { admin: boolean; owner: boolean };

/** Our workspace, and the organisation that it is of, where it is of one. */
export type Home = Pick<Identity, 'team' | 'enterprise'>;

/** `home` is asked each time, since it is known only once Slack has answered for the first time. */
export function createDirectory(home: () => Home, clock: Clock, log: Log): Directory {
  const people = new Map<string, Known>();
  const groups = new Map<string, Set<string>>();
  const remember = (raw: unknown) => rememberPerson(people, raw, home());
  const lookUp = createLookUp(remember, clock, log);
  let rollCall: RollCall | undefined;

  return {
    find: (id) => people.get(slackId(id)),
    byName: (name) => findByName([...people.values()], name),
    actor: (id) => actorOf(people.get(slackId(id)), personId(home().team, id)),
    grants(id) {
      const user = slackId(id);
      const unknown = lookUp.isNobodyOfOurs(user) ? 'external' : UNKNOWN;
      const person = people.get(user);
      return [...(person ? grantsOf(person) : [unknown]), ...groupsOf(user, groups)];
    },
    zone: (id) => people.get(slackId(id))?.zone,
    group: (id) => (groups.has(slackId(id)) ? [...(groups.get(slackId(id)) ?? [])] : undefined),
    owner() {
      const all = [...people.values()];
      return all.find((person) => person.owner) ?? all.find((person) => person.admin && !person.bot);
    },
    async load(slack) {
      const group = (id: string, users: readonly string[]) => groups.set(id, new Set(users));
      rollCall?.stop();
      rollCall = createRollCall(slack, { person: remember, group }, clock, log);
      await rollCall.begin();
    },
    async learn(slack, id) {
      if (!people.has(slackId(id))) {
        await lookUp.askOnce(slack, slackId(id));
      }
    },
    async meet(slack, id, patience = patienceOf(PATIENCE_MS)) {
      if (!people.has(slackId(id))) {
        await awaited(lookUp.ask(slack, slackId(id)), patience);
      }
    },
    async lookAgain(slack, id) {
      await lookUp.ask(slack, slackId(id));
      return people.get(slackId(id));
    },
    hear(event) {
      if (event.type.startsWith('subteam_')) {
        hearOfGroup(groups, event);
      } else {
        remember(event.user);
      }
    },
    stop() {
      rollCall?.stop();
      lookUp.stop();
    },
  };
}

function rememberPerson(people: Map<string, Known>, raw: unknown, home: Home): void {
  const read = slackUser.safeParse(raw);
  if (read.success) {
    people.set(read.data.id, knownFrom(read.data, home));
  }
}

function hearOfGroup(groups: Map<string, Set<string>>, raw: unknown): void {
  const event = groupEvent.parse(raw);
  if (event.subteam) {
    groups.set(event.subteam.id, new Set(event.subteam.users ?? groups.get(event.subteam.id)));
  }
  if (event.subteam_id) {
    const gone = new Set(event.removed_users);
    const members = [...(groups.get(event.subteam_id) ?? []), ...(event.added_users ?? [])];
    groups.set(event.subteam_id, new Set(members.filter((user) => !gone.has(user))));
  }
}

function knownFrom(user: SlackUser, home: Home): Known {
  const display = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name;
  return {
    id: personId(home.team, user.id),
    name: display || user.id,
    handle: user.name ?? user.id,
    ...(user.tz ? { zone: user.tz } : {}),
    guest: Boolean(user.is_restricted || user.is_ultra_restricted),
    external: Boolean(user.is_stranger) || !isOfHome(user, home),
    bot: user.is_bot ?? false,
    ...(user.deleted ? { deactivated: true as const } : {}),
    admin: user.is_admin ?? false,
    owner: user.is_primary_owner ?? false,
  };
}

/** In an organisation the workspaces that somebody is in count; elsewhere the one workspace that Slack names. */
function isOfHome({ team_id: named, enterprise_user: member }: SlackUser, home: Home): boolean {
  if (member?.teams && member.teams.length > 0) {
    return member.teams.includes(home.team);
  }
  return named === undefined || named === home.team || named === home.enterprise;
}

function findByName(people: readonly Known[], typed: string): Person | undefined {
  const wanted = typed.replace(/^@/, '').trim().toLowerCase();
  const same = (name: string) => name.toLowerCase() === wanted;
  return people.find((person) => same(person.handle)) ?? people.find((person) => same(person.name));
}

/** Somebody unknown is attributed by id, never to someone else. */
function actorOf(person: Known | undefined, id: string): Actor {
  return person
    ? { kind: person.bot ? 'bot' : 'person', id: person.id, name: person.name }
    : { kind: 'person', id };
}

function grantsOf({ guest, external, admin }: Known): string[] {
  return [...(guest ? ['guest'] : []), ...(external ? ['external'] : []), ...(admin ? ['admin'] : [])];
}

const groupsOf = (user: string, groups: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...groups].filter(([, members]) => members.has(user)).map(([group]) => group);
