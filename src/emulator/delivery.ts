// The port through which a workspace reaches its apps: events, interactions and commands, over HTTP or Socket Mode.
import type { App } from './world.ts';

/** What the app answered in time, or why no answer counts. `body` is parsed JSON, a text, or undefined when empty. */
export type AckResult =
  | { ok: true; body: unknown }
  | { ok: false; reason: 'timeout' | 'connection_failed' | 'http_error' | 'not_configured'; status?: number };

/** An event as it stands inside the envelope: `type`, `event_ts` and the rest in Slack's words. */
export type SlackEvent = { type: string; event_ts: string; [field: string]: unknown };

export type Delivery = {
  /** Sends an event with Slack's envelope and retries. Whether the app may see it is decided before. */
  deliverEvent(app: App, event: SlackEvent): void;
  /**
   * Sends block_actions, view_submission, view_closed, shortcut, message_action or block_suggestion; never repeated.
   * The answer counts only within three seconds of wire time.
   */
  deliverInteraction(app: App, payload: Record<string, unknown>): Promise<AckResult>;
  /** Sends a slash command: the fields of Slack's form. Never repeated. */
  deliverCommand(app: App, form: Record<string, string>): Promise<AckResult>;
  /** Deliveries whose ack is awaited. */
  waiting(): number;
  close(): Promise<void>;
};
