// What a channel shows besides its messages: pins, bookmarks, canvases, and what only this person sees.
import { mayRead, mayWrite } from '../canvas/access.ts';
import { canvasSections } from '../canvas/html.ts';
import type { Canvas, View } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel, User } from '../world.ts';
import { shownMessage } from './messages.ts';
import type { ChannelDetails, ShownCanvas, ShownView } from './shapes.ts';

export function detailsOf(workspace: Workspace, user: User, channel: Channel): ChannelDetails {
  const { world } = workspace;
  const pinned = channel.pins.flatMap((pin) => channel.messages.get(pin.ts) ?? []);
  const canvases = [...world.canvases.values()].filter(
    (canvas) => canvas.channel === channel.id && !canvas.deleted && mayRead(world, canvas, user.id),
  );
  const own = world.ephemerals.filter((each) => each.channel === channel.id && each.to === user.id);
  return {
    channel: channel.id,
    pins: pinned.map((message) => shownMessage(workspace, user, channel, message)),
    bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
    canvases: canvases.map((canvas) => shownCanvas(workspace, user, canvas)),
    ephemerals: own.map(({ ts, channel: id, text, blocks, attachments, appId, threadTs }) => ({
      ts,
      channel: id,
      text,
      blocks,
      attachments,
      appId,
      threadTs,
    })),
  };
}

function shownCanvas({ world }: Workspace, user: User, canvas: Canvas): ShownCanvas {
  const html = new Map(canvasSections(canvas).map((section) => [section.id, section.html]));
  return {
    id: canvas.id,
    title: canvas.title,
    writable: mayWrite(world, canvas, user.id),
    sections: canvas.sections.map(({ id, markdown, editedBy }) => ({
      id,
      markdown,
      html: html.get(id) ?? '',
      editedBy,
    })),
  };
}

/** The modals this person has open, the top one last. */
export function modalsOf({ world }: Workspace, user: User): ShownView[] {
  return (world.modals.get(user.id) ?? []).flatMap((id) => shownView(world.views.get(id)));
}

export function homesOf({ world }: Workspace, user: User): ShownView[] {
  return [...world.apps.keys()].flatMap((appId) =>
    shownView(world.views.get(world.homes.get(`${appId}/${user.id}`) ?? '')),
  );
}

function shownView(view: View | undefined): ShownView[] {
  if (!view) {
    return [];
  }
  const { id, kind, appId, hash, content, values, errors } = view;
  return [{ id, kind, appId, hash, content, values, errors }];
}
