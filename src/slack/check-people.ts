// Whether the people and user groups that the configuration names are there to be brought in.
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import type { Check } from './check.ts';
import { slackId } from './ids.ts';
import type { Stage } from './stage.ts';

/** Slack answers a hundred such questions a minute (Tier 4), and the app that runs asks as well. */
const MOST = 60;
/** For who can wait longer: all are looked up, those beyond `MOST` with this pause between them, which leaves the app its share. */
export type LookingUp = { pauseMs: number; tell(words: string): void };

/** Each says what is wrong with one name; doctor and the checklist have room for so many. */
const SAID = 6;

const EVERYBODY = 'Everybody who is named is there';
const COPY = 'In Slack a person’s profile → ⋮ → Copy member ID gives the right one.';

type Named = { id: string; settings: string[] };
type Slack = Pick<Stage, 'slack'>['slack'];

/** Each id once, with where it is named. */
export function namedIn({ responders, services, teams, severities, drills }: Policy): Named[] {
  const lists = [
    { setting: 'RESPONDERS', people: responders },
    ...services.map(({ id, people }) => ({ setting: `services.${id}.people`, people })),
    ...teams.map(({ id, people }) => ({ setting: `teams.${id}.people`, people })),
    ...severities.map(({ id, invites }) => ({ setting: `severities.${id}.invite`, people: invites })),
    { setting: 'drills.invite', people: drills.invite ?? [] },
  ];
  const named = new Map<string, string[]>();
  for (const { setting, people } of lists) {
    for (const who of people) {
      const settings = named.get(slackId(who)) ?? [];
      named.set(slackId(who), settings.includes(setting) ? settings : [...settings, setting]);
    }
  }
  return [...named].map(([id, settings]) => ({ id, settings }));
}

const isGroup = ({ id }: Named) => id.startsWith('S');
const at = ({ settings }: Named) => settings.join(', ');

const person = z.object({
  user: z.object({
    deleted: z.boolean().nullish(),
    name: z.string().nullish(),
    real_name: z.string().nullish(),
  }),
});

async function wrongPerson(slack: Slack, named: Named): Promise<string | undefined> {
  try {
    const { user } = await slack.call('users.info', { user: named.id }, person);
    return user.deleted
      ? `${at(named)}: the account of ${user.real_name || user.name || named.id} (${named.id}) is deactivated.`
      : undefined;
  } catch (error) {
    if (error instanceof VendorError && ['user_not_found', 'user_not_visible'].includes(error.code)) {
      return `${at(named)}: Slack knows nobody called ${named.id}. ${COPY}`;
    }
    throw error;
  }
}

const groups = z.object({
  usergroups: z.array(
    z.object({
      id: z.string(),
      handle: z.string().nullish(),
      date_delete: z.number().nullish(),
      users: z.array(z.string()).optional(),
    }),
  ),
});

async function wrongGroups(slack: Slack, named: readonly Named[]): Promise<string[]> {
  if (named.length === 0) {
    return [];
  }
  const asked = { include_disabled: true, include_users: true };
  const answer = await slack.call('usergroups.list', asked, groups).catch((error: unknown) => {
    if (error instanceof VendorError && error.code === 'plan_upgrade_required') {
      return undefined;
    }
    throw error;
  });
  if (answer === undefined) {
    return named.map(
      (one) =>
        `${at(one)}: this workspace’s plan has no user groups, so that ${one.id} brings in nobody. Name people.`,
    );
  }
  return named.flatMap(groupTrouble(answer.usergroups));
}

const groupTrouble =
  (usergroups: z.infer<typeof groups>['usergroups']) =>
  (one: Named): string[] => {
    const group = usergroups.find(({ id }) => id === one.id);
    const called = `@${group?.handle ?? one.id} (${one.id})`;
    if (group === undefined) {
      return [
        `${at(one)}: Slack knows no user group ${one.id}. Its page under People → User groups shows the id.`,
      ];
    }
    if (group.date_delete) {
      return [`${at(one)}: the user group ${called} is disabled. Enable it, or name another.`];
    }
    return group.users?.length === 0 ? [`${at(one)}: nobody is in the user group ${called}.`] : [];
  };

async function wrongPeople(
  slack: Slack,
  named: readonly Named[],
  patience: LookingUp | undefined,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [index, one] of named.entries()) {
    if (index >= MOST) {
      if (patience === undefined) {
        break;
      }
      await setTimeout(patience.pauseMs);
      patience.tell(`${index} of ${named.length} people looked up`);
    }
    const why = await wrongPerson(slack, one);
    wrong.push(...(why === undefined ? [] : [why]));
  }
  return wrong;
}

/** `left`: so many were not looked up. */
function checkOf(wrong: readonly string[], people: number, left: number): Check {
  if (wrong.length === 0) {
    const some = `Of ${people} people who are named the first ${MOST} are there; \`firescribe doctor\` at the machine looks up the other ${left}, too`;
    return { what: left > 0 ? some : EVERYBODY, ok: true };
  }
  const more = [
    ...(wrong.length > SAID ? [`… and ${wrong.length - SAID} more.`] : []),
    ...(left > 0
      ? [
          `Of ${people} people the first ${MOST} were looked up; \`firescribe doctor\` at the machine looks up all.`,
        ]
      : []),
  ];
  return { what: EVERYBODY, ok: false, fix: [...wrong.slice(0, SAID), ...more].join(' ') };
}

/** Asks Slack about each, one after another. Nothing where nobody is named. */
export async function checkPeople(
  { slack, policy }: Pick<Stage, 'slack' | 'policy'>,
  patience?: LookingUp,
): Promise<Check[]> {
  const named = namedIn(policy);
  if (named.length === 0) {
    return [];
  }
  const people = named.filter((one) => !isGroup(one));
  try {
    const wrong = [
      ...(await wrongPeople(slack, people, patience)),
      ...(await wrongGroups(slack, named.filter(isGroup))),
    ];
    const left = patience === undefined ? Math.max(0, people.length - MOST) : 0;
    return [checkOf(wrong, people.length, left)];
  } catch (error) {
    if (error instanceof VendorError) {
      return [{ what: 'Everybody who is named can be looked up', ok: false, fix: error.message }];
    }
    throw error;
  }
}
