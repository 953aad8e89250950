// The end of an app's access: a revoked token, or the app removed from the workspace.
import { stamp, type Workspace } from '../workspace.ts';
import type { App, Token } from '../world.ts';

/** Tells the app, then the token opens nothing more. */
export function revokeToken(workspace: Workspace, token: Token): void {
  if (token.kind === 'bot' || token.kind === 'user') {
    const ofKind = (kind: Token['kind']) => (token.kind === kind ? [token.userId] : []);
    const tokens = { oauth: ofKind('user'), bot: ofKind('bot') };
    workspace.emit({ type: 'tokens_revoked', tokens, event_ts: stamp(workspace) }, { appId: token.appId });
  }
  token.revoked = true;
  workspace.changed({ kind: 'app', id: token.appId });
}

/** As an administrator removes it: its tokens, its events and its place in every channel go. */
export function uninstallApp(workspace: Workspace, app: App): void {
  const event = { type: 'app_uninstalled', event_ts: stamp(workspace) };
  workspace.emit(event, { appId: app.id });
  for (const token of workspace.world.tokens.values()) {
    if (token.appId === app.id && !token.revoked) {
      revokeToken(workspace, token);
    }
  }
  app.uninstalled = true;
  for (const channel of workspace.world.channels.values()) {
    channel.members = channel.members.filter((id) => id !== app.botUserId);
  }
  workspace.changed({ kind: 'app', id: app.id });
}
