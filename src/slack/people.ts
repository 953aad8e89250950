// Who people are, kept locally so that no handler has to ask Slack before it answers.
import { z } from 'zod';
import type { Actor } from '../incident/values.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { SlackClient } from './client.ts';
import type { People, Person } from './deed.ts';
import { personId, slackId } from './ids.ts';

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
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
});

const userList = z.object({
  members: z.array(z.unknown()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const groupList = z.object({
  usergroups: z.array(z.object({ id: z.string(), users: z.array(z.string()).optional() })),
});

const groupEvent = z.object({
  subteam_id: z.string().optional(),
  added_users: z.array(z.string()).optional(),
  removed_users: z.array(z.string()).optional(),
  subteam: z.object({ id: z.string(), users: z.array(z.string()).optional() }).optional(),
});

/** Larger workspaces are learned person by person as they appear. */
const PAGES_AT_START = 10;

export type Directory = People & {
  /** Reads the workspace's people and groups from Slack. What cannot be read is logged and learned later. */
  load(slack: SlackClient): Promise<void>;
  /** Asks Slack about one person who is not known yet. Never throws. */
  learn(slack: SlackClient, id: string): Promise<void>;
  /** Asks Slack about one person anew; who they were known to be where it cannot tell. Never throws. */
  lookAgain(slack: SlackClient, id: string): Promise<Person | undefined>;
  /** From user_change, team_join and subteam events. */
  hear(event: { type: string; [field: string]: unknown }): void;
  /** The people of a user group, if it is known. */
  group(id: string): readonly string[] | undefined;
  /** Who owns the workspace, else one of its admins: who hears of the first start where nobody else is named. */
  owner(): Person | undefined;
};

type Known = Person & { admin: boolean; owner: boolean };

/** `team` is asked each time, since it is known only once Slack has answered for the first time. */
export function createDirectory(team: () => string, log: Log): Directory {
  const people = new Map<string, Known>();
  const groups = new Map<string, Set<string>>();
  const asked = new Set<string>();
  const remember = (raw: unknown) => rememberPerson(people, raw, team());

  const look = (slack: SlackClient, id: string) => {
    const asking = slack.call('users.info', { user: slackId(id) }, z.object({ user: z.unknown() }));
    return orLog(
      asking.then(({ user }) => remember(user)),
      log,
      'A person could not be looked up.',
    );
  };

  return {
    find: (id) => people.get(slackId(id)),
    byName: (name) => findByName([...people.values()], name),
    actor: (id) => actorOf(people.get(slackId(id)), personId(team(), id)),
    grants: (id) => grantsOf(people.get(slackId(id)), slackId(id), groups),
    zone: (id) => people.get(slackId(id))?.zone,
    group: (id) => (groups.has(slackId(id)) ? [...(groups.get(slackId(id)) ?? [])] : undefined),
    owner() {
      const all = [...people.values()];
      return all.find((person) => person.owner) ?? all.find((person) => person.admin && !person.bot);
    },
    async load(slack) {
      await orLog(
        loadPeople(slack, remember),
        log,
        'The list of people could not be read; people are learned one by one.',
      );
      await orLog(
        loadGroups(slack, groups),
        log,
        'User groups could not be read; groups in the configuration invite nobody.',
      );
    },
    async learn(slack, id) {
      if (people.has(slackId(id)) || asked.has(slackId(id))) {
        return;
      }
      asked.add(slackId(id));
      await look(slack, id);
    },
    async lookAgain(slack, id) {
      await look(slack, id);
      return people.get(slackId(id));
    },
    hear(event) {
      if (event.type.startsWith('subteam_')) {
        hearOfGroup(groups, event);
      } else {
        remember(event.user);
      }
    },
  };
}

function rememberPerson(people: Map<string, Known>, raw: unknown, team: string): void {
  const read = slackUser.safeParse(raw);
  if (read.success) {
    people.set(read.data.id, knownFrom(read.data, team));
  }
}

async function loadPeople(slack: SlackClient, remember: (raw: unknown) => void): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_AT_START; page += 1) {
    const answer = await slack.call('users.list', { limit: 200, ...(cursor ? { cursor } : {}) }, userList);
    answer.members.forEach(remember);
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) {
      return;
    }
  }
}

async function loadGroups(slack: SlackClient, groups: Map<string, Set<string>>): Promise<void> {
  const { usergroups } = await slack.call('usergroups.list', { include_users: true }, groupList);
  for (const group of usergroups) {
    groups.set(group.id, new Set(group.users));
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

async function orLog(work: Promise<void>, log: Log, words: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    log.warn({ code: error.code, why: error.message }, words);
  }
}

function knownFrom(user: z.infer<typeof slackUser>, team: string): Known {
  const display = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name;
  return {
    id: personId(team, user.id),
    name: display || user.id,
    handle: user.name ?? user.id,
    ...(user.tz ? { zone: user.tz } : {}),
    guest: Boolean(user.is_restricted || user.is_ultra_restricted),
    external: Boolean(user.is_stranger) || (user.team_id !== undefined && user.team_id !== team),
    bot: user.is_bot ?? false,
    ...(user.deleted ? { deactivated: true as const } : {}),
    admin: user.is_admin ?? false,
    owner: user.is_primary_owner ?? false,
  };
}

function findByName(people: readonly Known[], typed: string): Person | undefined {
  const wanted = typed.replace(/^@/, '').trim().toLocaleLowerCase();
  const same = (name: string) => name.toLocaleLowerCase() === wanted;
  return people.find((person) => same(person.handle)) ?? people.find((person) => same(person.name));
}

/** Somebody unknown is attributed by id, never to someone else. */
function actorOf(person: Known | undefined, id: string): Actor {
  return person
    ? { kind: person.bot ? 'bot' : 'person', id: person.id, name: person.name }
    : { kind: 'person', id };
}

function grantsOf(
  person: Known | undefined,
  id: string,
  groups: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return [
    ...(person?.guest ? ['guest'] : []),
    ...(person?.external ? ['external'] : []),
    ...(person?.admin ? ['admin'] : []),
    ...[...groups].filter(([, members]) => members.has(id)).map(([group]) => group),
  ];
}
