// Who is who: accounts by e-mail address, and addresses by account, each asked of Slack once an hour.
import { z } from 'zod';
import type { Faces } from '../engine/on-call-desk.ts';
import type { Actor } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { personId, slackId } from './ids.ts';
import type { Stage } from './stage.ts';

const user = z.object({
  user: z.object({
    id: z.string(),
    name: z.string().optional(),
    deleted: z.boolean().optional(),
    real_name: z.string().optional(),
    profile: z
      .object({
        display_name: z.string().optional(),
        real_name: z.string().optional(),
        email: z.string().optional(),
      })
      .optional(),
  }),
});
type User = z.output<typeof user>['user'];

/** Somebody who is asked for and not there may be added meanwhile; who is there seldom changes address. */
const KEPT_MS = 60 * 60_000;
const MISSED_MS = 60_000;

/** Slack's docs, users.lookupByEmail and users.info: nobody of that address, or of that id. */
const NOBODY = new Set(['users_not_found', 'user_not_found']);

export function createFaces(stage: Stage): Faces {
  const { slack, session, directory, clock } = stage;
  const known = new Map<string, { until: number; user: User | undefined }>();

  async function look(key: string, method: string, args: Record<string, string>): Promise<User | undefined> {
    const held = known.get(key);
    if (held && held.until > clock.now()) {
      return held.user;
    }
    const found = await slack.call(method, args, user).catch(orNobody);
    const there = found?.user.deleted ? undefined : found?.user;
    known.set(key, { until: clock.now() + (there ? KEPT_MS : MISSED_MS), user: there });
    return there;
  }

  const actor = (one: User): Actor => {
    const name = one.profile?.display_name || one.profile?.real_name || one.real_name || one.name || one.id;
    return { kind: 'person', id: personId(session.identity().team, one.id), name };
  };

  return {
    async byEmail(email) {
      const one = await look(email.toLowerCase(), 'users.lookupByEmail', { email });
      return one && actor(one);
    },
    async byId(id) {
      const one = await look(slackId(id), 'users.info', { user: slackId(id) });
      if (!one) {
        const remembered = directory.find(id);
        return remembered && { actor: directory.actor(id) };
      }
      const email = one.profile?.email;
      return { actor: actor(one), ...(email ? { email } : {}) };
    },
    async person(id) {
      await directory.meet(slack, id);
      return directory.actor(id);
    },
  };
}

function orNobody(error: unknown): undefined {
  if (error instanceof VendorError && NOBODY.has(error.code)) {
    return undefined;
  }
  throw error;
}
