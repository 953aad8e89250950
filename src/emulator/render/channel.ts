// A conversation as the API shows it.
import type { Channel, World } from '../world.ts';

/** `viewer`: whose membership `is_member` speaks of. */
export function channelJson(world: World, channel: Channel, viewer: string): Record<string, unknown> {
  if (channel.kind === 'im') {
    return imJson(world, channel, viewer);
  }
  const shared = channel.members.some((id) => world.users.get(id)?.external);
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind !== 'mpim',
    is_group: channel.kind === 'mpim',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.archived,
    is_general: channel.general,
    is_read_only: channel.readOnly ?? false,
    unlinked: 0,
    is_shared: shared,
    is_org_shared: false,
    is_ext_shared: shared,
    is_frozen: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: world.team.id,
    shared_team_ids: [world.team.id],
    parent_conversation: null,
    is_member: channel.members.includes(viewer),
    topic: lineJson(channel.topic),
    purpose: lineJson(channel.purpose),
    previous_names: channel.previousNames,
    properties: propertiesJson(world, channel),
  };
}

function lineJson({ value, creator, lastSet }: Channel['topic']): Record<string, unknown> {
  return { value, creator, last_set: lastSet };
}

function imJson(world: World, channel: Channel, viewer: string): Record<string, unknown> {
  const other = channel.members.find((id) => id !== viewer) ?? viewer;
  return {
    id: channel.id,
    created: channel.created,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    context_team_id: world.team.id,
    user: other,
    is_user_deleted: world.users.get(other)?.deleted ?? false,
    is_open: true,
    priority: 0,
  };
}

/** Recorded: the channel canvas, and a tab for each canvas of the channel. */
function propertiesJson(world: World, channel: Channel): Record<string, unknown> {
  const canvases = [...world.canvases.values()].filter(
    (canvas) => canvas.channel === channel.id && !canvas.deleted,
  );
  const own = channel.canvasId ? world.canvases.get(channel.canvasId) : undefined;
  return {
    ...(own && !own.deleted
      ? { canvas: { file_id: own.id, is_empty: own.sections.length === 0, quip_thread_id: own.id } }
      : {}),
    tabs: [
      ...canvases.map((canvas) => ({
        id: canvas.id.replace(/^F/, 'Ct'),
        type: 'canvas',
        label: canvas.title,
        data: { file_id: canvas.id },
      })),
      { id: 'bookmarks', type: 'bookmarks', label: '' },
    ],
  };
}
