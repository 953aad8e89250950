// Socket Mode: tickets, the sockets of every app, pings, and Slack's ways of ending a connection.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Patience } from '../../lib/patience.ts';
import type { App } from '../world.ts';
import { type AppSocket, appSocket, type Envelope, type SocketAnswer } from './socket.ts';

/** Slack's docs: an app may hold ten sockets at once. */
const MOST_SOCKETS = 10;
const PING_EVERY_MS = 10_000;

export type SocketHub = {
  /** A one-time address for a new socket: the answer of apps.connections.open. */
  ticketFor(app: App): string;
  /** To any one of the app's sockets. */
  send(app: App, envelope: Envelope, patience: Patience): Promise<SocketAnswer>;
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts every connection without a word. */
  cut(): void;
  close(): Promise<void>;
};

export type HubParts = {
  server: Server;
  url: () => string;
  newId: (prefix: string) => string;
  isDown: () => boolean;
  changed: () => void;
};

export function openSocketHub(parts: HubParts): SocketHub {
  const accepting = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, App>();
  const sockets = new Set<AppSocket>();
  const of = (app: App) => [...sockets].filter((each) => each.appId === app.id && each.isOpen());
  const toAll = (act: (socket: AppSocket) => void) => [...sockets].forEach(act);
  const pings = setInterval(() => toAll((each) => each.ping()), PING_EVERY_MS);
  pings.unref();
  let turn = 0;

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://emulator').searchParams.get('ticket') ?? '';
    const app = tickets.get(ticket);
    tickets.delete(ticket);
    if (!app || parts.isDown() || of(app).length >= MOST_SOCKETS) {
      stream.end(`HTTP/1.1 ${app ? '503 Service Unavailable' : '401 Unauthorized'}\r\n\r\n`);
      return;
    }
    accepting.handleUpgrade(request, stream, head, (ready) => {
      const socket = appSocket(ready, app.id, of(app).length + 1);
      sockets.add(socket);
      ready.on('close', () => {
        sockets.delete(socket);
        parts.changed();
      });
      parts.changed();
    });
  }
  parts.server.on('upgrade', upgrade);

  return {
    ticketFor(app) {
      const ticket = parts.newId('ticket-');
      tickets.set(ticket, app);
      return `${parts.url().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`;
    },
    async send(app, envelope, patience) {
      const open = of(app);
      turn += 1;
      const socket = open[turn % Math.max(open.length, 1)];
      return socket && !parts.isDown()
        ? socket.send(parts.newId('envelope-'), envelope, patience)
        : { ok: false, reason: 'connection_failed' };
    },
    disconnect: (reason) => toAll((each) => each.disconnect(reason)),
    cut: () => toAll((each) => each.cut()),
    async close() {
      clearInterval(pings);
      parts.server.off('upgrade', upgrade);
      await Promise.all([...sockets].map((each) => each.close()));
    },
  };
}
