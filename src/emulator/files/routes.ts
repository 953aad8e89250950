// Owns the addresses of files: where bytes are uploaded to, and where files and canvases are downloaded from.
import type { Express, Response as Reply, Request } from 'express';
import { canvasHtml } from '../canvas/html.ts';
import type { SlackFile } from '../surfaces.ts';
import type { Workspace } from '../workspace.ts';
import { maySee } from './sight.ts';

/** What Slack serves, with status 200, to a download without a right token. */
const SIGN_IN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head>' +
  '<body><form id="signin_form" data-qa="signin">Sign in to your workspace</form></body></html>';

export function addFileRoutes(app: Express, workspace: Workspace): void {
  app.post('/upload/v1/:key', (request, reply) => void takeUpload(workspace, request, reply));
  app.get(['/files-pri/:pair/:name', '/files-pri/:pair/download/:name'], (request, reply) =>
    workspace.world.team.enterprise
      ? reply.redirect(302, `${workspace.url()}${ORIGIN}${request.path}`)
      : download(workspace, request, reply),
  );
  app.get([`${ORIGIN}/files-pri/:pair/:name`, `${ORIGIN}/files-pri/:pair/download/:name`], (request, reply) =>
    download(workspace, request, reply),
  );
}

/** In organisations files.slack.com leads on to files-origin.slack.com, which wants the token, too (NousResearch/hermes-agent#114483). */
const ORIGIN = '/files-origin';

async function takeUpload({ world }: Workspace, request: Request, reply: Reply): Promise<void> {
  const upload = world.uploads.get(String(request.params.key));
  if (!upload || upload.bytes) {
    reply.status(404).type('text').send('upload not found');
    return;
  }
  const bytes = await bytesOf(request);
  if (bytes?.byteLength !== upload.length) {
    reply
      .status(400)
      .type('text')
      .send(`expected ${upload.length} bytes, got ${bytes?.byteLength ?? 'none'}`);
    return;
  }
  upload.bytes = bytes;
  reply.type('text').send(`OK - ${bytes.byteLength}`);
}

/** Raw bytes, or the one file of a form; `request.body` is a Buffer whatever the type. */
async function bytesOf(request: Request): Promise<Uint8Array | undefined> {
  const body: unknown = request.body;
  const raw = Buffer.isBuffer(body) ? new Uint8Array(body) : new Uint8Array();
  const type = request.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) {
    return raw;
  }
  const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) {
    if (typeof value !== 'string') {
      return new Uint8Array(await value.arrayBuffer());
    }
  }
  return undefined;
}

function download(workspace: Workspace, request: Request, reply: Reply): void {
  const { world } = workspace;
  const file = world.files.get(String(request.params.pair).split('-')[1] ?? '');
  if (!file || !isAllowed(workspace, request, file)) {
    reply.type('html').send(SIGN_IN_PAGE);
    return;
  }
  const canvas = file.canvasId ? world.canvases.get(file.canvasId) : undefined;
  if (file.deleted || canvas?.deleted) {
    reply.status(404).type('text').send('file_deleted');
  } else if (canvas) {
    reply.type('html').send(canvasHtml(canvas));
  } else {
    reply.type(file.mimetype).send(Buffer.from(file.bytes));
  }
}

/** The bearer token, in the header only, with files:read, of someone who sees the file. */
function isAllowed({ world }: Workspace, request: Request, file: SlackFile): boolean {
  const value = /^bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const token = world.tokens.get(value ?? '');
  return (
    token !== undefined &&
    !token.revoked &&
    token.scopes.includes('files:read') &&
    maySee(world, file, token.userId)
  );
}
