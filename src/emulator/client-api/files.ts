// Files for the page: shown in place where a browser can do that safely, downloaded otherwise.
import type { Request, Response } from 'express';
import { mayRead } from '../canvas/access.ts';
import { findUser } from '../install.ts';
import type { SlackFile } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import type { User, World } from '../world.ts';
import { maySeeChannel } from './overview.ts';

const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml', 'text/plain']);

export function sendFile(workspace: Workspace, request: Request, response: Response): void {
  const { world } = workspace;
  const user = findUser(workspace, String(request.query.as));
  const file = world.files.get(String(request.params.id));
  if (!file || file.deleted || !mayLook(world, file, user)) {
    response.status(404).type('text').send('That file could not be found.');
    return;
  }
  const way = SHOWN.has(file.mimetype) && request.query.download === undefined ? 'inline' : 'attachment';
  response
    .set({
      'content-type': file.mimetype,
      'content-disposition': `${way}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    .send(Buffer.from(file.bytes));
}

/** Stricter than for apps: a guest does not see what was shared in public channels they are not in. */
function mayLook(world: World, file: SlackFile, user: User): boolean {
  const canvas = world.canvases.get(file.canvasId ?? '');
  if (canvas) {
    return mayRead(world, canvas, user.id);
  }
  const channels = file.shares.flatMap(({ channel }) => world.channels.get(channel) ?? []);
  return file.user === user.id || channels.some((channel) => maySeeChannel(channel, user));
}
