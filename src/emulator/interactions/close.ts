// Owns closing modals: the close button of the topmost, and the X that closes them all, with view_closed for who asked.
import type { View } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import type { User } from '../world.ts';
import { basics } from './payload.ts';
import { appById } from './people.ts';
import { viewWithState } from './view-object.ts';
import { clearModals, closeView, stackOf } from './views.ts';

/** `all`: by the X in the corner, which closes the whole stack. @throws Error when no modal is open. */
export async function closeModal(
  workspace: Workspace,
  user: User,
  options: { all?: boolean } = {},
): Promise<void> {
  const stack = stackOf(workspace, user.id);
  const top = stack.at(-1);
  if (!top) {
    throw new Error(`${user.name} has no modal open.`);
  }
  const cleared = options.all === true || top.content.clear_on_close === true;
  const told = (cleared ? stack.reverse() : [top]).filter((view) => view.content.notify_on_close === true);
  const payloads = told.map((view) => closedPayload(workspace, user, view, cleared));
  if (cleared) {
    clearModals(workspace, user.id);
  } else {
    closeView(workspace, top);
  }
  for (const { app, payload } of payloads) {
    await workspace.delivery.deliverInteraction(app, payload);
  }
}

function closedPayload(workspace: Workspace, user: User, view: View, cleared: boolean) {
  const app = appById(workspace, view.appId);
  const payload = {
    type: 'view_closed',
    ...basics(workspace, app, user),
    view: viewWithState(workspace, view),
    is_cleared: cleared,
  };
  return { app, payload };
}
