// The measure of capture: an empty Bolt app with the same receiver, which acknowledges everything and keeps nothing.
import { App, HTTPReceiver } from '@slack/bolt';
import { serveParent } from './child.ts';

export type EmptyTask = { port: number; signingSecret: string; team: string; bot: string };

serveParent(async ({ port, signingSecret, team, bot }: EmptyTask): Promise<true> => {
  const receiver = new HTTPReceiver({ signingSecret, port });
  const identity = { botToken: 'xoxb-nobody', botId: 'B1', botUserId: bot, teamId: team };
  const app = new App({ receiver, authorize: async () => identity });
  await app.start();
  return true;
});
