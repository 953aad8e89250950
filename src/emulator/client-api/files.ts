// Files for the page: shown in place where a browser can do that safely, downloaded otherwise.
import type { Request, Response } from 'express';
import { maySee } from '../files/sight.ts';
import { findUser } from '../install.ts';
import type { Workspace } from '../workspace.ts';

const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml', 'text/plain']);

export function sendFile(workspace: Workspace, request: Request, response: Response): void {
  const { world } = workspace;
  const user = findUser(workspace, String(request.query.as));
  const file = world.files.get(String(request.params.id));
  if (!file || file.deleted || !maySee(world, file, user.id)) {
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
