// One Socket Mode connection: the hello, envelopes and their acks.
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Patience } from '../../lib/patience.ts';

export type Envelope = {
  type: 'events_api' | 'interactive' | 'slash_commands';
  payload: unknown;
  /** Events only. */
  retry?: { num: number; reason: string } | undefined;
};

export type SocketAnswer =
  | { ok: true; body: unknown }
  | { ok: false; reason: 'timeout' | 'connection_failed' };

export type AppSocket = {
  appId: string;
  isOpen(): boolean;
  /** Sends under this envelope id and waits for its ack, for as long as there is patience. */
  send(id: string, envelope: Envelope, patience: Patience): Promise<SocketAnswer>;
  ping(): void;
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts the connection without a word. */
  cut(): void;
  /** Ends it by the rules; cuts it if the other side does not answer. */
  close(): Promise<void>;
};

const CLOSE_PATIENCE_MS = 500;

const ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Greets a new connection as Slack does. `position`: how many connections the app has with this one. */
export function appSocket(socket: WebSocket, appId: string, position: number): AppSocket {
  const waiting = new Map<string, (answer: SocketAnswer) => void>();
  socket.on('message', (data) => {
    const read = ack.safeParse(parseOrNothing(String(data)));
    if (read.success) {
      waiting.get(read.data.envelope_id)?.({ ok: true, body: read.data.payload });
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    for (const done of waiting.values()) {
      done({ ok: false, reason: 'connection_failed' });
    }
  });
  const write = (frame: object) => socket.send(JSON.stringify(frame));
  write({
    type: 'hello',
    num_connections: position,
    debug_info: { host: 'emulator', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  });
  return {
    appId,
    isOpen: () => socket.readyState === socket.OPEN,
    send: (id, envelope, patience) =>
      new Promise((resolve) => {
        const done = (answer: SocketAnswer) => {
          stopWaiting();
          waiting.delete(id);
          resolve(answer);
        };
        const stopWaiting = patience(() => done({ ok: false, reason: 'timeout' }));
        waiting.set(id, done);
        write(frameOf(id, envelope));
      }),
    ping: () => socket.ping('Ping from slack'),
    disconnect(reason) {
      write({ type: 'disconnect', reason, debug_info: { host: 'emulator' } });
      if (reason !== 'warning') {
        socket.close(1000);
      }
    },
    cut: () => socket.terminate(),
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => socket.terminate(), CLOSE_PATIENCE_MS);
        socket.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
        socket.close(1001);
      }),
  };
}

function frameOf(id: string, { type, payload, retry }: Envelope): Record<string, unknown> {
  const repeated =
    type === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {};
  return { envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api', ...repeated };
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
