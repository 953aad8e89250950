// Owns shortcuts: the global ones, and those in the menu of a message.

import { channelFor } from '../person/find.ts';
import { messageJson } from '../render/message.ts';
import type { Workspace } from '../workspace.ts';
import type { App, User } from '../world.ts';
import { acting, basics, channelField } from './payload.ts';
import { TROUBLE } from './people.ts';
import { makeResponseUrl } from './response-urls.ts';

function appWith({ world }: Workspace, type: 'global' | 'message', callbackId: string): App {
  const app = [...world.apps.values()].find((each) =>
    each.manifest.features.shortcuts.some(
      (shortcut) => shortcut.type === type && shortcut.callback_id === callbackId,
    ),
  );
  if (!app) {
    throw new Error(`No app has a ${type} shortcut ${callbackId}.`);
  }
  return app;
}

async function send(workspace: Workspace, app: App, payload: Record<string, unknown>): Promise<void> {
  const answer = await workspace.delivery.deliverInteraction(app, payload);
  if (!answer.ok) {
    throw new Error(TROUBLE);
  }
}

/** Resolves when the app has acknowledged. @throws Error with what Slack shows when it does not. */
export async function globalShortcut(workspace: Workspace, user: User, callbackId: string): Promise<void> {
  const app = appWith(workspace, 'global', callbackId);
  await send(workspace, app, {
    type: 'shortcut',
    ...basics(workspace, app, user),
    ...acting(workspace, app, user),
    callback_id: callbackId,
  });
}

/** On a message, from whichever channel this person sees it in. */
export async function messageShortcut(
  workspace: Workspace,
  user: User,
  where: string,
  ts: string,
  callbackId: string,
): Promise<void> {
  const app = appWith(workspace, 'message', callbackId);
  const channel = channelFor(workspace, user, where);
  const message = channel.messages.get(ts);
  if (!message || message.deleted) {
    throw new Error(`There is no message ${ts} in #${channel.name}.`);
  }
  const place = { appId: app.id, user: user.id, channel: channel.id, messageTs: ts };
  await send(workspace, app, {
    type: 'message_action',
    ...basics(workspace, app, user),
    ...acting(workspace, app, user),
    callback_id: callbackId,
    channel: channelField(channel),
    message: messageJson(workspace, channel, message),
    message_ts: ts,
    response_url: makeResponseUrl(workspace, 'app', place),
  });
}
