// Owns what all payloads to apps have in common: team, person, channel, and who the app is.
import { stamp, type Workspace } from '../workspace.ts';
import type { App, Channel, User } from '../world.ts';
import { makeTrigger } from './triggers.ts';

/** Fields of every interaction. `enterprise` is null outside of Enterprise organisations. */
export function basics({ world }: Workspace, app: App, user: User): Record<string, unknown> {
  return {
    team: { id: world.team.id, domain: world.team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.id,
    token: app.verificationToken,
    enterprise: world.team.enterprise ?? null,
    is_enterprise_install: false,
  };
}

/** A new trigger and the time of the act, for interactions that may open a modal. */
export function acting(
  workspace: Workspace,
  app: App,
  user: User,
  viewId?: string,
): { trigger_id: string; action_ts: string } {
  return { trigger_id: makeTrigger(workspace, app.id, user.id, viewId), action_ts: stamp(workspace) };
}

/** Slack tells apps the names of public channels only. */
export function channelNameFor(channel: Channel): string {
  switch (channel.kind) {
    case 'public':
      return channel.name;
    case 'im':
      return 'directmessage';
    default:
      return 'privategroup';
  }
}

export const channelField = (channel: Channel) => ({ id: channel.id, name: channelNameFor(channel) });
