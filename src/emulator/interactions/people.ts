// Owns what goes wrong between a client and an app: the words shown, and the note of an answer that cannot be used.
import type { Workspace } from '../workspace.ts';
import type { App } from '../world.ts';

/** What Slack's client shows when an app cannot be reached or answers nonsense to a modal. */
export const TROUBLE = 'We had some trouble connecting. Try again?';

export function appById({ world }: Workspace, id: string): App {
  const app = world.apps.get(id);
  if (!app) {
    throw new Error(`The app ${id} is not installed any more.`);
  }
  return app;
}

/** Notes an answer that Slack's client cannot use. */
export function noteUnusable(workspace: Workspace, app: App, to: string, why: string, body: unknown): void {
  workspace.world.unusable.push({ at: workspace.clock.now(), appId: app.id, to, why, body });
  workspace.log.warn({ app: app.name, to, why }, 'an answer of the app was of no use');
}
