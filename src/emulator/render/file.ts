// A file as the API and messages show it; canvas/canvas-file.ts adds what a canvas has of its own.
import type { SlackFile } from '../surfaces.ts';
import type { World } from '../world.ts';

/** The kinds Slack has a word for; everything else goes by its extension. */
const PRETTY: Record<string, string> = {
  md: 'Markdown (raw)',
  txt: 'Plain Text',
  text: 'Plain Text',
  log: 'Log',
};

export function fileJson(world: World, url: string, file: SlackFile): Record<string, unknown> {
  const address = `${url}/files-pri/${world.team.id}-${file.id}`;
  const extension = /\.([A-Za-z0-9]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? 'binary';
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: PRETTY[extension] ?? extension.toUpperCase(),
    user: file.user,
    user_team: world.users.get(file.user)?.teamId ?? world.team.id,
    editable: false,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    is_public: file.shares.some((share) => world.channels.get(share.channel)?.kind === 'public'),
    url_private: `${address}/${encodeURIComponent(file.name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
    permalink: `${url}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    file_access: 'visible',
    ...(file.altText ? { alt_txt: file.altText } : {}),
    ...sharesJson(world, file),
  };
}

/** Where it was shared, by kind of conversation. */
function sharesJson(world: World, file: SlackFile): Record<string, unknown> {
  const sharedIn = (...kinds: string[]) =>
    file.shares.filter((share) => kinds.includes(world.channels.get(share.channel)?.kind ?? ''));
  const byChannel = (shares: SlackFile['shares']) =>
    Object.fromEntries(shares.map((share) => [share.channel, [{ ts: share.ts, team_id: world.team.id }]]));
  const open = sharedIn('public');
  const closed = sharedIn('private', 'mpim');
  return {
    shares: {
      ...(open.length > 0 ? { public: byChannel(open) } : {}),
      ...(closed.length > 0 ? { private: byChannel(closed) } : {}),
    },
    channels: open.map((share) => share.channel),
    groups: closed.map((share) => share.channel),
    ims: sharedIn('im').map((share) => share.channel),
  };
}
