// Owns the place of an act: the message or view a person sees, its app, and the element they mean in it.

import { channelFor } from '../person/find.ts';
import type { View } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import type { App, Channel, Ephemeral, Message, User } from '../world.ts';
import { optionText } from './choose.ts';
import { appById } from './people.ts';
import { type Fields, isFields, type Located, locate, type Values } from './state.ts';

/** A message by channel and ts (an ephemeral's ts too), a view by its id, or the modal on top. */
export type Where = { channel: string; ts: string } | { view: string } | 'modal';

export type Spot =
  | { kind: 'view'; app: App; view: View; blocks: unknown; values: Values }
  | {
      kind: 'message';
      app: App;
      channel: Channel;
      ts: string;
      threadTs?: string;
      /** Absent for ephemerals. */
      message?: Message;
      blocks: unknown;
      values: Values;
    };

/** @throws Error when this person sees nothing there. */
export function spotAt(workspace: Workspace, user: User, where: Where): Spot {
  if (where === 'modal' || 'view' in where) {
    return viewSpot(workspace, user, where === 'modal' ? topOf(workspace, user) : where.view);
  }
  const channel = channelFor(workspace, user, where.channel);
  const ephemeral = workspace.world.ephemerals.find(
    (each) => each.channel === channel.id && each.ts === where.ts && each.to === user.id,
  );
  const message = channel.messages.get(where.ts);
  const shown = ephemeral ?? (message?.deleted ? undefined : message);
  if (!shown) {
    throw new Error(`${user.name} sees no message ${where.ts} in #${channel.name}.`);
  }
  return messageSpot(workspace, user, channel, shown);
}

function messageSpot(workspace: Workspace, user: User, channel: Channel, shown: Ephemeral | Message): Spot {
  const isEphemeral = 'appId' in shown;
  const appId = isEphemeral ? shown.appId : shown.bot?.appId;
  if (!appId) {
    throw new Error(`The message ${shown.ts} is not an app's: nothing in it can be pressed.`);
  }
  const key = `${user.id}/${channel.id}/${shown.ts}`;
  const values = workspace.world.messageValues.get(key) ?? {};
  workspace.world.messageValues.set(key, values);
  return {
    kind: 'message',
    app: appById(workspace, appId),
    channel,
    ts: shown.ts,
    ...(shown.threadTs ? { threadTs: shown.threadTs } : {}),
    ...(isEphemeral ? {} : { message: shown }),
    blocks: [...(shown.blocks ?? []), ...attachedBlocks(shown.attachments)],
    values,
  };
}

const attachedBlocks = (attachments: unknown[] | undefined): unknown[] =>
  (attachments ?? []).flatMap((each) => (isFields(each) && Array.isArray(each.blocks) ? each.blocks : []));

function topOf({ world }: Workspace, user: User): string {
  const top = world.modals.get(user.id)?.at(-1);
  if (!top) {
    throw new Error(`${user.name} has no modal open.`);
  }
  return top;
}

function viewSpot(workspace: Workspace, user: User, id: string): Spot {
  const view = workspace.world.views.get(id);
  if (!view || view.user !== user.id) {
    throw new Error(`${user.name} sees no view ${id}.`);
  }
  const { values } = view;
  return { kind: 'view', app: appById(workspace, view.appId), view, blocks: view.content.blocks, values };
}

/**
 * The element by `block id/action id`, else by its action id, else by what is written on it, else by its block's id or label.
 */
export function elementIn(spot: Spot, wanted: string): Located {
  const all = locate(spot.blocks);
  const found =
    all.find((each) => `${each.blockId}/${each.actionId}` === wanted) ??
    all.find((each) => each.actionId === wanted) ??
    all.find((each) => labelOf(each.element) === wanted) ??
    all.find((each) => each.blockId === wanted || inputLabel(each.block) === wanted);
  if (!found) {
    const list = all.map((each) => `${each.actionId} (${labelOf(each.element) || inputLabel(each.block)})`);
    throw new Error(`There is nothing called "${wanted}" here. There is: ${list.join(', ') || 'nothing'}.`);
  }
  return found;
}

const labelOf = (element: Fields) => optionText(element);

const inputLabel = (block: Fields): string =>
  isFields(block.label) && typeof block.label.text === 'string' ? block.label.text : '';
