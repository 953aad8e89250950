// Who of those whom rules call for comes into a private incident: people and no groups, and only so many as the configuration says.
import type { NotInvited } from '../incident/values.ts';
import { OPERATORS } from '../policy/people.ts';
import { isGroup, slackId } from './ids.ts';
import type { Attempt, Stage } from './stage.ts';

const MOST_READ = 1_000;

type Refused = NotInvited;

const NO_GROUPS =
  'groups are not brought into private incidents by a rule; invite who is needed, or name people in firescribe.yml';

/** Takes the groups out of what rules call for. */
export function withoutGroups(who: readonly string[]): { who: string[]; refused: Refused[] } {
  const isWhole = (one: string) => one !== OPERATORS && isGroup(one);
  return {
    who: who.filter((one) => !isWhole(one)),
    refused: who.filter(isWhole).map((one) => ({ who: one, why: NO_GROUPS, spared: true })),
  };
}

/** The first of `users` for whom there is room, whoever declared it always; those who were brought in before count. */
export async function withinLimit(
  stage: Pick<Stage, 'engine' | 'policy'>,
  { stream }: Attempt,
  users: readonly string[],
  declarer: string,
): Promise<{ users: string[]; refused: Refused[] }> {
  const { inviteAtMost } = stage.policy.private;
  const before = await stage.engine.questions.ofType(stream, 'people-invited', MOST_READ);
  const come = new Set(before.flatMap(({ data }) => data.invited.map(slackId)));
  come.delete(declarer);
  const fits: string[] = [];
  for (const user of users) {
    if (user === declarer || come.has(user)) {
      fits.push(user);
    } else if (come.size < inviteAtMost) {
      come.add(user);
      fits.push(user);
    }
  }
  const why = `private.inviteAtMost of firescribe.yml lets rules bring ${inviteAtMost} people into a private incident`;
  return {
    users: fits,
    refused: users.filter((user) => !fits.includes(user)).map((who) => ({ who, why, spared: true })),
  };
}
