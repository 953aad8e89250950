// Owns the Home tab as a person sees it: opening it tells the app, which may then publish.
import { openDirect } from '../acts/direct.ts';
import type { View } from '../surfaces.ts';
import { stamp, type Workspace } from '../workspace.ts';
import type { App, User } from '../world.ts';
import { viewObject } from './view-object.ts';

/** Opens the Home tab of an app (the only one with a Home, unless named). What is published by now, if anything. */
export function openHome(workspace: Workspace, user: User, appId?: string): View | undefined {
  const app = homeApp(workspace, appId);
  const view = homeOf(workspace, user, app.id);
  workspace.emit(
    {
      type: 'app_home_opened',
      user: user.id,
      channel: openDirect(workspace, [user.id, app.botUserId]).id,
      tab: 'home',
      ...(view ? { view: viewObject(workspace, view) } : {}),
      event_ts: stamp(workspace),
    },
    { appId: app.id },
  );
  return view;
}

/** What the person's Home tab shows. */
function homeOf(workspace: Workspace, user: User, appId?: string): View | undefined {
  const { homes, views } = workspace.world;
  return views.get(homes.get(`${homeApp(workspace, appId).id}/${user.id}`) ?? '');
}

function homeApp({ world }: Workspace, appId: string | undefined): App {
  const app = [...world.apps.values()].find(
    (each) => each.manifest.features.app_home?.home_tab_enabled && (appId === undefined || each.id === appId),
  );
  if (!app) {
    throw new Error('No app here has a Home tab.');
  }
  return app;
}
