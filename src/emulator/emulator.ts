// The emulator's front door: starts a workspace, and hands out everything tests, the page and the demo use.
import type { Express } from 'express';
import type { Clock } from '../lib/clock.ts';
import type { Patience } from '../lib/patience.ts';
import {
  changeGroup,
  changeProfile,
  deactivateUser,
  type GroupChange,
  type ProfileChange,
} from './acts/people.ts';
import { uninstallApp } from './acts/uninstall.ts';
import { assemble, type EmulatorOptions } from './assemble.ts';
import { answersChallenge } from './delivery/http.ts';
import type { SocketHub } from './delivery/sockets.ts';
import { type Faults, faultsOf } from './faults.ts';
import {
  addChannel,
  addUser,
  addUserGroup,
  findGroup,
  findUser,
  type InstalledApp,
  installApp,
  issueConfigToken,
  type NewChannel,
  type NewUser,
  type NewUserGroup,
} from './install.ts';
import { asPersonIn, type Person } from './person/person.ts';
import type { ApiCall } from './server/calls.ts';
import { openSight, type Sight } from './sight.ts';
import type { Change, Workspace } from './workspace.ts';
import type { App } from './world.ts';

export type Emulator = {
  url: string;
  /** For `slackApiUrl`. */
  apiUrl: string;
  clock: Clock;
  /** Everything there is; for the page, and for tests that look closer than `see` does. */
  workspace: Workspace;
  /** For apps.manifest.validate. */
  configToken: string;
  /** Installs an app from its manifest (version 2). @throws Error naming what Slack would refuse in it. */
  installApp(manifest: unknown): InstalledApp;
  /** Removes it, as an administrator would: its tokens are dead and it hears no more. */
  uninstallApp(appId: string): void;
  /** Points all request addresses of an HTTP app at `url`. @throws Error when it does not answer Slack's challenge. */
  setRequestUrl(appId: string, url: string): Promise<void>;
  addUser(user: NewUser): string;
  addChannel(channel: NewChannel): string;
  addUserGroup(group: NewUserGroup): string;
  /** By id or name; as the person or an administrator does it. */
  changeProfile(user: string, change: ProfileChange): void;
  deactivateUser(user: string): void;
  /** By id or handle; `users` by id or name. */
  changeUserGroup(group: string, change: GroupChange): void;
  /** A person at a Slack client, by id or name. */
  as(user: string): Person;
  see: Sight;
  /** Every Web API call since the start or the last clearCalls. */
  calls: ApiCall[];
  clearCalls(): void;
  /** The first thing `look` gives that is there; it is asked again at each change of the workspace. */
  until<T>(
    look: () => T | undefined | false | null,
    options?: { timeoutMs?: number; what?: string },
  ): Promise<T>;
  /** Until no delivery waits for its ack and no call is open. */
  idle(): Promise<void>;
  faults: Faults;
  onChange(listener: (change: Change) => void): () => void;
  /** Adds addresses of one's own under `url`. Bodies arrive as a Buffer in `request.body`. */
  mount(add: (app: Express) => void): void;
  close(): Promise<void>;
};

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const parts = assemble(options);
  const { workspace, watch, web, hub, calls } = parts;
  await web.listen(options.port ?? 0);
  return {
    url: web.url(),
    apiUrl: `${web.url()}/api/`,
    clock: workspace.clock,
    workspace,
    configToken: issueConfigToken(workspace),
    installApp: (manifest) => installApp(workspace, manifest),
    uninstallApp: (appId) => uninstallApp(workspace, installed(workspace, appId)),
    setRequestUrl: (appId, url) => setRequestUrl(workspace, appId, url, parts.ackPatience),
    addUser: (user) => addUser(workspace, user),
    addChannel: (channel) => addChannel(workspace, channel),
    addUserGroup: (group) => addUserGroup(workspace, group),
    changeProfile: (user, change) => changeProfile(workspace, findUser(workspace, user), change),
    deactivateUser: (user) => deactivateUser(workspace, findUser(workspace, user)),
    changeUserGroup: (group, change) =>
      changeGroup(workspace, findGroup(workspace, group), withIds(workspace, change)),
    as: (user) => asPersonIn(workspace, user),
    see: openSight(workspace),
    calls: calls.list,
    clearCalls: () => void calls.list.splice(0),
    until: watch.until,
    idle: watch.idle,
    faults: faultsOf(parts.faultBook, parts.limits, socketFaults(hub), parts.delivery.release),
    onChange: watch.onChange,
    mount: (add) => add(web.app),
    async close() {
      parts.faultBook.close();
      await parts.delivery.close();
      await hub.close();
      await web.close();
    },
  };
}

function socketFaults(hub: SocketHub): Faults['sockets'] {
  return {
    warn: () => hub.disconnect('warning'),
    refresh: () => hub.disconnect('refresh_requested'),
    disable: () => hub.disconnect('link_disabled'),
    cut: () => hub.cut(),
  };
}

function withIds(workspace: Workspace, change: GroupChange): GroupChange {
  const users = change.users?.map((each) => findUser(workspace, each).id);
  return { ...change, ...(users ? { users } : {}) };
}

function installed(workspace: Workspace, appId: string): App {
  const app = workspace.world.apps.get(appId);
  if (!app) {
    throw new Error(`No app ${appId} is installed.`);
  }
  return app;
}

async function setRequestUrl(
  workspace: Workspace,
  appId: string,
  url: string,
  patience: Patience,
): Promise<void> {
  const app = installed(workspace, appId);
  if (!(await answersChallenge(app, url, patience))) {
    throw new Error('Your URL did not respond with the value of the challenge parameter.');
  }
  const { features, settings } = app.manifest;
  settings.event_subscriptions = { bot_events: [], ...settings.event_subscriptions, request_url: url };
  settings.interactivity = {
    ...settings.interactivity,
    is_enabled: settings.interactivity?.is_enabled ?? true,
    request_url: url,
    message_menu_options_url: url,
  };
  for (const command of features.slash_commands) {
    command.url = url;
  }
}
