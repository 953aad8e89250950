// Owns the face a canvas has as a file: what files.info, files.list and its download address say of it.
import { fileJson } from '../render/file.ts';
import type { Canvas, SlackFile } from '../surfaces.ts';
import type { World } from '../world.ts';

/** The file object of any file; a canvas as recorded from real ones, October 2026. */
export function fileObject(world: World, url: string, file: SlackFile): Record<string, unknown> {
  const canvas = file.canvasId ? world.canvases.get(file.canvasId) : undefined;
  return { ...fileJson(world, url, file), ...(canvas ? canvasFields(world, url, canvas, file) : {}) };
}

function canvasFields(world: World, url: string, canvas: Canvas, file: SlackFile): Record<string, unknown> {
  const address = `${url}/files-pri/${world.team.id}-${canvas.id}`;
  return {
    name: '-',
    title: canvas.title,
    mimetype: 'application/vnd.slack-docs',
    filetype: 'quip',
    pretty_type: 'Canvas',
    editable: true,
    size: canvas.sections.reduce((sum, section) => sum + Buffer.byteLength(section.markdown), 0),
    mode: 'quip',
    updated: canvas.updated,
    url_private: `${address}/canvas`,
    url_private_download: `${address}/download/canvas`,
    permalink: `${url}/docs/${world.team.id}/${canvas.id}`,
    access: 'write',
    file_access: 'visible',
    canvas_creator_id: canvas.owner,
    shares: tabShares(world, file),
  };
}

/** A tab is a silent share in its channel. */
function tabShares(world: World, file: SlackFile): Record<string, unknown> {
  const [share] = file.shares;
  const channel = share && world.channels.get(share.channel);
  if (!share || !channel) {
    return {};
  }
  const tab = {
    ts: share.ts,
    channel_name: channel.name,
    team_id: world.team.id,
    access: 'write',
    share_user_id: file.user,
    source: 'CHANNEL_TAB',
    is_silent_share: true,
  };
  return { [channel.kind === 'public' ? 'public' : 'private']: { [channel.id]: [tab] } };
}
