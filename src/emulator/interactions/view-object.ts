// Owns the view object: what views.* answer and interaction payloads carry.
import type { View } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import { stateOf, type Values } from './state.ts';

/** `values`: the state to show; none right after opening, as Slack has it. */
export function viewObject({ world }: Workspace, view: View, values: Values = {}): Record<string, unknown> {
  const { content } = view;
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.kind,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    state: { values },
    hash: view.hash,
    ...(view.kind === 'modal' ? { title: content.title } : {}),
    clear_on_close: content.clear_on_close ?? false,
    notify_on_close: content.notify_on_close ?? false,
    close: content.close ?? null,
    submit: content.submit ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: view.appId,
    external_id: view.externalId ?? '',
    app_installed_team_id: world.team.id,
    bot_id: world.apps.get(view.appId)?.botId ?? '',
  };
}

/** The view with what the person has entered so far. */
export const viewWithState = (workspace: Workspace, view: View): Record<string, unknown> =>
  viewObject(workspace, view, stateOf(view.content.blocks, view.values));
