// Who we are in the workspace, known once Slack has answered for the first time.
import { z } from 'zod';
import { VendorError } from '../lib/vendor-error.ts';
import type { SlackClient } from './client.ts';

export type Identity = {
  team: string;
  /** The organisation (Enterprise Grid) that the workspace is of. */
  enterprise?: string;
  /** `https://acme.slack.com/` */
  teamUrl: string;
  botUser: string;
  botId: string;
};

export type Session = {
  /** Throws a temporary VendorError while Slack has not answered yet. */
  identity(): Identity;
  known(): Identity | undefined;
  /** Asks Slack who we are. */
  open(slack: SlackClient): Promise<Identity>;
};

const whoWeAre = z.object({
  url: z.string(),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  user_id: z.string(),
  bot_id: z.string(),
});

/** While Slack is away, effects that need it are tried again this often. */
const WAIT_MS = 5_000;

export function createSession(): Session {
  let identity: Identity | undefined;
  return {
    known: () => identity,
    identity() {
      if (!identity) {
        throw new VendorError('Slack has not answered since the start. Firescribe keeps trying.', {
          permanent: false,
          code: 'not_connected',
          retryAfterMs: WAIT_MS,
        });
      }
      return identity;
    },
    async open(slack) {
      const answer = await slack.call('auth.test', {}, whoWeAre);
      identity = {
        team: answer.team_id,
        ...(answer.enterprise_id ? { enterprise: answer.enterprise_id } : {}),
        teamUrl: answer.url,
        botUser: answer.user_id,
        botId: answer.bot_id,
      };
      return identity;
    },
  };
}

/** For rooms that know no Slack; undefined until it has answered once. */
export const knownOf = ({ known }: Pick<Session, 'known'>) => ({
  workspaceUrl: () => known()?.teamUrl,
  bot: () => known()?.botUser,
  team: () => known()?.team,
});
