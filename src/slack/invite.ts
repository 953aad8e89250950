// Bringing people into an incident's channel: groups opened up, nobody asked back who left, each refusal told by person.
import { z } from 'zod';
import type { Incident } from '../incident/state.ts';
import type { NotInvited } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { OPERATORS } from '../policy/people.ts';
import { eachUser, refusedUsers } from './client.ts';
import { isGroup, personId, slackId } from './ids.ts';
import { type InvitedLately, spared } from './invited-lately.ts';
import { withinLimit, withoutGroups } from './private-invitations.ts';
import { type Attempt, ownAsking, type Stage } from './stage.ts';

/** Slack's docs, conversations.invite. */
const MOST_AT_ONCE = 100;

/** Already there is as good as invited; a plain refusal of one person says nothing of the others. */
const FINE = new Set(['already_in_channel', 'cant_invite_self']);
const PER_PERSON = new Set([
  'user_not_found',
  'cant_invite',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'user_team_not_in_channel',
  'user_not_visible',
  'invitee_cant_see_channel',
  'no_external_invite_permission',
  'org_user_not_in_team',
  'ura_max_channels',
  'no_permission',
  'user_disabled',
  ...FINE,
]);

/** With `force`, Slack invites whom it can and lists the others, in an answer that is ok as well as in a refusal. */
const answeredShape = z.object({ errors: eachUser });

const groupMembers = z.object({ users: z.array(z.string()) });

type Refused = NotInvited;
/** `already`: in the channel before. */
type Answered = { already: string[]; refused: Refused[] };

/** The Slack users behind ids of people, groups, and the word for the operators. */
async function usersOf(
  stage: Stage,
  who: readonly string[],
): Promise<{ users: string[]; refused: Refused[] }> {
  const users: string[] = [];
  const refused: Refused[] = [];
  for (const one of who) {
    if (one === OPERATORS) {
      const operator = stage.installer ?? stage.directory.owner()?.id;
      users.push(...(operator ? [slackId(operator)] : []));
    } else if (isGroup(one)) {
      const members = await groupOf(stage, slackId(one)).catch((error: unknown) => {
        refused.push({ who: one, why: asWords(error) });
        return [];
      });
      users.push(...members);
    } else {
      users.push(slackId(one));
    }
  }
  return { users: [...new Set(users)], refused };
}

async function groupOf(stage: Stage, group: string): Promise<readonly string[]> {
  const known = stage.directory.group(group);
  if (known) {
    return known;
  }
  const answer = await stage.slack.call('usergroups.users.list', { usergroup: group }, groupMembers);
  return answer.users;
}

/** A lasting refusal as words; what passes is thrown on, to be tried again. */
function asWords(error: unknown): string {
  if (error instanceof VendorError && error.permanent) {
    return error.message;
  }
  throw error;
}

/** People who were asked in and went: asking again would be rude. */
async function whoLeft(stage: Stage, stream: string): Promise<Set<string>> {
  const members = await stage.engine.questions.members(stream);
  return new Set(members.filter((member) => !member.in).map(({ who }) => slackId(who)));
}

/** Invites one list of users. */
async function inviteUsers(stage: Stage, channel: string, users: readonly string[]): Promise<Answered> {
  try {
    const args = { channel, users: users.join(','), force: true };
    const { errors } = await stage.slack.call('conversations.invite', args, answeredShape);
    return sorted(errors);
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    const each = refusedUsers(error);
    if (each.length > 0) {
      return sorted(each);
    }
    if (!PER_PERSON.has(error.code)) {
      throw error;
    }
    const [only, ...others] = users;
    return only && others.length === 0
      ? sorted([{ user: only, error: error.code }])
      : inviteOneByOne(stage, channel, users);
  }
}

function sorted(each: readonly { user: string; error: string }[]): Answered {
  return {
    already: each.filter(({ error }) => FINE.has(error)).map(({ user }) => user),
    refused: each
      .filter(({ error }) => !FINE.has(error))
      .map(({ user, error }) => ({ who: user, why: error })),
  };
}

/** The users whom an invitation calls for, within the limits of private incidents where they count. */
async function calledFor(
  stage: Stage,
  effect: Attempt,
  incident: Incident,
  invite: readonly { who: string }[],
  asked: boolean,
): Promise<{ users: string[]; refused: Refused[] }> {
  const all = invite.map(({ who }) => who);
  if (!incident.private || asked) {
    return usersOf(stage, all);
  }
  const { who, refused } = withoutGroups(all);
  const found = await usersOf(stage, who);
  const fit = await withinLimit(stage, effect, found.users, slackId(incident.declaredBy.id));
  return { users: fit.users, refused: [...refused, ...found.refused, ...fit.refused] };
}

/** Where Slack refused a list because of one of them and did not say whom. */
async function inviteOneByOne(stage: Stage, channel: string, users: readonly string[]): Promise<Answered> {
  const all: Answered = { already: [], refused: [] };
  for (const user of users) {
    const { already, refused } = await inviteUsers(stage, channel, [user]);
    all.already.push(...already);
    all.refused.push(...refused);
  }
  return all;
}

/**
 * Invites people (ids of people or groups) and records who came and who could not. `fresh`: the channel is new, so nobody
 * can have left it. `lately`: nobody asked for this by hand, so whoever was called a lot lately is spared. `asked`: somebody did,
 * so that the limits of private incidents do not count. Resolves with the number of these people who are in now.
 */
export async function bringIn(
  stage: Stage,
  effect: Attempt,
  incident: Incident,
  invite: readonly { who: string }[],
  options: { channel: string; fresh: boolean; lately?: InvitedLately; asked?: boolean },
): Promise<number> {
  const { team, botUser } = stage.session.identity();
  const { users, refused } = await calledFor(stage, effect, incident, invite, options.asked === true);
  const left = options.fresh ? new Set<string>() : await whoLeft(stage, effect.stream);
  const asked = users.filter((user) => user !== botUser && !left.has(user));
  const wanted = (await options.lately?.allow(stage, incident, asked)) ?? asked;
  refused.push(...asked.filter((user) => !wanted.includes(user)).map((user) => spared(team, user)));
  const already = new Set<string>();
  for (let from = 0; from < wanted.length; from += MOST_AT_ONCE) {
    const answered = await inviteUsers(stage, options.channel, wanted.slice(from, from + MOST_AT_ONCE));
    refused.push(...answered.refused);
    for (const user of answered.already) {
      already.add(user);
    }
  }
  const out = new Set(refused.map(({ who }) => who));
  const present = wanted.filter((user) => !out.has(user));
  const invited = present.filter((user) => !already.has(user)).map((user) => personId(team, user));
  if (refused.length > 0) {
    stage.log.warn({ incident: incident.number, refused }, 'Some people could not be invited.');
  }
  await stage.engine.handle({
    type: 'record-invited',
    incident: effect.stream,
    wish: { invited, refused: refused.map((one) => ({ ...one, who: personId(team, one.who) })) },
    asking: ownAsking(stage, effect, 'invited'),
  });
  return present.length;
}
