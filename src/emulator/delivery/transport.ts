// One attempt to reach an app, by the way its manifest names: Socket Mode or HTTP.

import type { Patience } from '../../lib/patience.ts';
import type { AckResult } from '../delivery.ts';
import type { App } from '../world.ts';
import { type EventAnswer, postCommand, postEvent, postInteraction, type Retry } from './http.ts';
import type { SocketHub } from './sockets.ts';

export type Transport = {
  event(app: App, envelope: Record<string, unknown>, retry: Retry | undefined): Promise<EventAnswer>;
  interaction(app: App, payload: Record<string, unknown>): Promise<AckResult>;
  command(app: App, form: Record<string, string>): Promise<AckResult>;
};

/** `patience`: how long an ack may take. */
export function openTransport(hub: SocketHub, isDown: () => boolean, patience: Patience): Transport {
  const overSocket = (app: App) => app.manifest.settings.socket_mode_enabled;
  const unreachable = { ok: false, reason: 'connection_failed' } as const;
  return {
    async event(app, envelope, retry) {
      if (isDown()) {
        return { ...unreachable, noRetry: false };
      }
      if (!overSocket(app)) {
        return postEvent(app, envelope, retry, patience);
      }
      const sent = await hub.send(app, { type: 'events_api', payload: envelope, retry }, patience);
      return sent.ok ? { ok: true } : { ok: false, reason: sent.reason, noRetry: false };
    },
    async interaction(app, payload) {
      if (isDown()) {
        return unreachable;
      }
      return overSocket(app)
        ? hub.send(app, { type: 'interactive', payload }, patience)
        : postInteraction(app, payload, patience);
    },
    async command(app, form) {
      if (isDown()) {
        return unreachable;
      }
      return overSocket(app)
        ? hub.send(app, { type: 'slash_commands', payload: form }, patience)
        : postCommand(app, form, patience);
    },
  };
}
