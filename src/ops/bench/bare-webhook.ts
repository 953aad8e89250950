// The measure of webhooks: a bare Express handler that verifies an HMAC and inserts one row, each safe on disk before its answer.
import { createHmac, timingSafeEqual } from 'node:crypto';
import Database from 'better-sqlite3';
import express from 'express';
import { serveParent } from './child.ts';

export type BareTask = { file: string; port: number; secret: string };

serveParent(async ({ file, port, secret }: BareTask): Promise<true> => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE webhooks (id INTEGER PRIMARY KEY, received_at INTEGER, body TEXT) STRICT');
  const insert = database.prepare('INSERT INTO webhooks (received_at, body) VALUES (?, ?)');
  const app = express();
  app.disable('x-powered-by');
  app.post('/', express.raw({ type: () => true, limit: '2mb' }), (request, response) => {
    const body = request.body as Buffer;
    const expected = createHmac('sha256', secret).update(body).digest();
    const given = Buffer.from(String(request.headers['x-signature'] ?? ''), 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.status(401).json({ ok: false });
      return;
    }
    insert.run(Date.now(), body.toString('utf8'));
    response.status(200).json({ ok: true });
  });
  await new Promise<void>((resolve) => {
    app.listen(port, '127.0.0.1', () => resolve());
  });
  return true;
});
