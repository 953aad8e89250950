// Methods of the auth family.
import { z } from 'zod';
import { revokeToken } from '../acts/uninstall.ts';
import { SlackError } from '../errors.ts';
import { bool } from './args.ts';
import { type Method, method } from './method.ts';

const authTest = method({
  name: 'auth.test',
  args: z.object({}),
  scopes: [],
  tokens: ['bot', 'user', 'app'],
  tier: 'special',
  json: true,
  run({ world, actor, token, url }) {
    const who = token.kind === 'app' ? {} : { user: actor.name, user_id: actor.id };
    return {
      url: `${url()}/`,
      team: world.team.name,
      team_id: world.team.id,
      ...who,
      ...(token.kind === 'bot' ? { bot_id: actor.bot?.botId } : {}),
      ...(world.team.enterprise ? { enterprise_id: world.team.enterprise.id } : {}),
      is_enterprise_install: false,
    };
  },
});

const authRevoke = method({
  name: 'auth.revoke',
  args: z.object({ test: bool().optional() }),
  scopes: [],
  tokens: ['bot', 'user'],
  tier: 3,
  json: false,
  run(call, { test }) {
    if (test) {
      return { revoked: false };
    }
    revokeToken(call, call.token);
    return { revoked: true };
  },
});

const apiTest = method({
  name: 'api.test',
  args: z.object({ error: z.string().optional() }).loose(),
  scopes: [],
  tier: 4,
  json: true,
  open: true,
  run(_call, args) {
    if (args.error) {
      throw new SlackError(args.error, { args });
    }
    return { args };
  },
});

export const authMethods: Method[] = [apiTest, authTest, authRevoke];
