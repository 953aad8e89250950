// The emulator's front door: starts a workspace, and hands out everything tests, the page and the demo use.
import { type Clock, systemClock } from '../lib/clock.ts';
import { type Log, silentLog } from '../lib/log.ts';
import { mayKnow } from './delivery/audience.ts';
import { answersChallenge } from './delivery/http.ts';
import { openSocketHub } from './delivery/sockets.ts';
import { startDelivery } from './delivery/start.ts';
import { openTransport } from './delivery/transport.ts';
import { type Faults, faultsOf, openFaultBook } from './faults.ts';
import {
  addChannel,
  addUser,
  addUserGroup,
  type InstalledApp,
  installApp,
  type NewChannel,
  type NewUser,
  type NewUserGroup,
} from './install.ts';
import { mountApi } from './server/api.ts';
import type { ApiCall, CallRecord } from './server/calls.ts';
import { startLimits } from './server/limits.ts';
import { routes } from './server/routes.ts';
import { webServer } from './server/start.ts';
import { openWatch } from './watch.ts';
import { type Change, idsFrom, type Workspace } from './workspace.ts';
import { emptyWorld } from './world.ts';

export type EmulatorOptions = {
  /** 0, the default: any free one. */
  port?: number;
  /** Story time: ts, trigger ids, rate windows, the wait between retries. */
  clock?: Clock;
  log?: Log;
  plan?: 'paid' | 'free';
  teamDomain?: string;
  /** How long an app may take to acknowledge: wire time, ms. Slack's three seconds unless a test is in a hurry. */
  ackTimeoutMs?: number;
};

export type Emulator = {
  url: string;
  /** For `slackApiUrl`. */
  apiUrl: string;
  clock: Clock;
  /** Everything there is; for the page, and for tests that look closer than `see` does. */
  workspace: Workspace;
  /** Installs an app from its manifest (version 2). @throws Error naming what Slack would refuse in it. */
  installApp(manifest: unknown): InstalledApp;
  /** Points all request addresses of an HTTP app at `url`. @throws Error when it does not answer Slack's challenge. */
  setRequestUrl(appId: string, url: string): Promise<void>;
  addUser(user: NewUser): string;
  addChannel(channel: NewChannel): string;
  addUserGroup(group: NewUserGroup): string;
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
  close(): Promise<void>;
};

const ACK_MS = 3_000;

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const domain = options.teamDomain ?? 'acme';
  const newId = idsFrom(domain);
  const world = emptyWorld({ id: newId('T'), name: domain, domain, plan: options.plan ?? 'paid' });
  const book = openFaultBook();
  const limits = startLimits(clock);
  const calls: CallRecord = { list: [], open: 0 };
  const web = webServer(book.isDown);
  const ackMs = options.ackTimeoutMs ?? ACK_MS;
  const watch = openWatch(world, () => delivery.waiting() + calls.open);
  const woken = () => watch.changed({ kind: 'delivery' });
  const hub = openSocketHub({ server: web.server, url: web.url, newId, isDown: book.isDown, changed: woken });
  const transport = openTransport(hub, book.isDown, ackMs);
  const delivery = startDelivery({ world, clock, faults: book, transport, newId, changed: woken });
  const workspace: Workspace = {
    world,
    clock,
    log,
    delivery,
    url: web.url,
    historyMode: () => limits.history,
    openSocket: hub.ticketFor,
    newId,
    changed: watch.changed,
    emit(event, place = {}) {
      for (const app of world.apps.values()) {
        if (mayKnow(app, event, place)) {
          delivery.deliverEvent(app, event);
        }
      }
    },
  };
  mountApi(web.app, { workspace, limits, faults: book, calls });
  for (const add of routes) {
    add(web.app, workspace);
  }
  await web.listen(options.port ?? 0);
  const sockets = {
    warn: () => hub.disconnect('warning'),
    refresh: () => hub.disconnect('refresh_requested'),
    disable: () => hub.disconnect('link_disabled'),
    cut: () => hub.cut(),
  };
  return {
    url: web.url(),
    apiUrl: `${web.url()}/api/`,
    clock,
    workspace,
    installApp: (manifest) => installApp(workspace, manifest),
    setRequestUrl: (appId, url) => setRequestUrl(workspace, appId, url, ackMs),
    addUser: (user) => addUser(workspace, user),
    addChannel: (channel) => addChannel(workspace, channel),
    addUserGroup: (group) => addUserGroup(workspace, group),
    calls: calls.list,
    clearCalls: () => void calls.list.splice(0),
    until: watch.until,
    idle: watch.idle,
    faults: faultsOf(book, limits, sockets, delivery.release),
    onChange: watch.onChange,
    async close() {
      book.close();
      await delivery.close();
      await hub.close();
      await web.close();
    },
  };
}

async function setRequestUrl(workspace: Workspace, appId: string, url: string, ackMs: number): Promise<void> {
  const app = workspace.world.apps.get(appId);
  if (!app) {
    throw new Error(`No app ${appId} is installed.`);
  }
  if (!(await answersChallenge(app, url, ackMs))) {
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
