// The address that somebody gave Slack: how vendors know the same person. Asked when it is needed; kept nowhere.
import { z } from 'zod';
import type { Actor } from '../incident/values.ts';
import { slackId } from './ids.ts';
import type { Stage } from './stage.ts';

const user = z.object({
  user: z.object({
    profile: z.object({ email: z.string().optional() }).nullish().catch(undefined),
  }),
});

/** Undefined where it is hidden, or where it is nobody of Slack. @throws VendorError */
export async function emailOf({ slack }: Pick<Stage, 'slack'>, person: Actor): Promise<string | undefined> {
  if (person.kind !== 'person') {
    return undefined;
  }
  const answer = await slack.call('users.info', { user: slackId(person.id) }, user);
  return answer.user.profile?.email || undefined;
}
