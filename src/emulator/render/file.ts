// Files as the API shows them: the file object of files.info, of messages, of events.
import type { Canvas, SlackFile } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import type { World } from '../world.ts';

/** The kinds Slack names; everything else goes by its extension. */
const pretty: Record<string, string> = {
  png: 'PNG',
  jpg: 'JPEG',
  jpeg: 'JPEG',
  gif: 'GIF',
  pdf: 'PDF',
  csv: 'CSV',
  md: 'Markdown (raw)',
  txt: 'Plain Text',
  text: 'Plain Text',
  json: 'JSON',
  log: 'Log',
};

/** The file object, a canvas included. */
export function fileObject(workspace: Workspace, file: SlackFile): Record<string, unknown> {
  const canvas = file.canvasId ? workspace.world.canvases.get(file.canvasId) : undefined;
  return {
    ...common(workspace, file),
    ...(canvas ? canvasFields(workspace, canvas) : hostedFields(workspace, file)),
  };
}

function common(workspace: Workspace, file: SlackFile): Record<string, unknown> {
  const { world } = workspace;
  const channelsOf = (kinds: string[]) => [
    ...new Set(
      file.shares
        .map((share) => share.channel)
        .filter((id) => kinds.includes(world.channels.get(id)?.kind ?? 'none')),
    ),
  ];
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    user: file.user,
    user_team: world.users.get(file.user)?.teamId ?? world.team.id,
    is_external: false,
    external_type: '',
    is_public: channelsOf(['public']).length > 0,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    comments_count: 0,
    is_starred: false,
    shares: shares(workspace, file),
    channels: channelsOf(['public']),
    groups: channelsOf(['private', 'mpim']),
    ims: channelsOf(['im']),
    has_rich_preview: false,
    file_access: 'visible',
    ...(file.altText ? { alt_txt: file.altText } : {}),
  };
}

/** By kind of channel, then by channel. */
function shares({ world }: Workspace, file: SlackFile): Record<string, unknown> {
  const kindOf = (id: string) => (world.channels.get(id)?.kind === 'public' ? 'public' : 'private');
  const kinds = Object.groupBy(file.shares, (share) => kindOf(share.channel));
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, list]) => [
      kind,
      Object.fromEntries(list.map((share) => [share.channel, [oneShare(world, file, share)]])),
    ]),
  );
}

function oneShare(world: World, file: SlackFile, share: { channel: string; ts: string }) {
  return {
    ts: share.ts,
    channel_name: world.channels.get(share.channel)?.name ?? '',
    team_id: world.team.id,
    share_user_id: file.user,
    source: file.canvasId ? 'CHANNEL_TAB' : 'UNKNOWN',
    is_silent_share: file.canvasId !== undefined,
    ...(file.canvasId ? { access: 'write' } : { reply_users: [], reply_users_count: 0, reply_count: 0 }),
  };
}

function hostedFields({ world, url }: Workspace, file: SlackFile): Record<string, unknown> {
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? 'text';
  const address = `${url()}/files-pri/${world.team.id}-${file.id}`;
  return {
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: pretty[extension] ?? extension.toUpperCase(),
    editable: false,
    size: file.bytes.byteLength,
    mode: 'hosted',
    url_private: `${address}/${encodeURIComponent(file.name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
    permalink: `${url()}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    permalink_public: `${url()}/files-pub/${world.team.id}-${file.id}`,
  };
}

/** As recorded from real canvases, October 2026. */
function canvasFields({ world, url }: Workspace, canvas: Canvas): Record<string, unknown> {
  const address = `${url()}/files-pri/${world.team.id}-${canvas.id}`;
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
    permalink: `${url()}/docs/${world.team.id}/${canvas.id}`,
    access: 'write',
    canvas_creator_id: canvas.owner,
    editors: [...new Set(canvas.sections.map((section) => section.editedBy))],
  };
}

/** `properties` of a channel in conversations.info: its canvas and its tabs. */
export function channelProperties({ world }: Workspace, channelId: string): Record<string, unknown> {
  const tabbed = [...world.canvases.values()].filter(
    (canvas) => canvas.channel === channelId && !canvas.deleted,
  );
  const own = tabbed.find((canvas) => canvas.isChannelCanvas);
  return {
    ...(own
      ? {
          canvas: {
            file_id: own.id,
            is_empty: own.sections.length === 0,
            quip_thread_id: `quip${own.id.slice(1)}`,
          },
        }
      : {}),
    tabs: tabbed.map((canvas) => ({
      id: `Ct${canvas.id.slice(1)}`,
      label: canvas.title === 'Untitled' ? '' : canvas.title,
      type: canvas.isChannelCanvas ? 'channel_canvas' : 'canvas',
      data: { file_id: canvas.id, shared_ts: `${canvas.created}.000000` },
    })),
  };
}
