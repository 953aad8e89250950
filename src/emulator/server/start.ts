// The HTTP server of a workspace: Web API, the other addresses, and the upgrade to sockets.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';

/** Above what Slack takes anywhere, below what would hurt. */
const BODY_LIMIT = '64mb';

/** What apps reach: API, files, hooks. The page beside it is not Slack's platform and stays. */
const PLATFORM = /^\/(?:api|upload|files-pri|actions|commands|app)\//;

export type WebServer = {
  app: Express;
  server: Server;
  url(): string;
  listen(port: number): Promise<void>;
  close(): Promise<void>;
};

export function webServer(isDown: () => boolean): WebServer {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    if (isDown() && PLATFORM.test(request.path)) {
      response.status(503).end();
      return;
    }
    next();
  });
  app.use(express.raw({ type: () => true, limit: BODY_LIMIT }));
  const server = createServer(app);
  return {
    app,
    server,
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    listen(port) {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => resolve());
      });
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
