// The port of webhook vendors: from a request's raw bytes to what a monitor said, in our words.
import type { Signal } from '../incident/values.ts';

/** What came in, in neutral words. Deployments and ticket hints will stand beside signals. */
export type Inbound = { kind: 'signal'; signal: Signal };

/** Headers in lower case. */
export type Delivery = { headers: Readonly<Record<string, string | undefined>>; raw: Uint8Array };

export type Parsed =
  /** `notes`: what an operator should know of this delivery, such as alerts that the sender cut off. */
  | { ok: true; inbound: Inbound[]; notes: string[] }
  /** Authentic, but not in a form we know: kept and answered 2xx, with this sentence in the log. */
  | { ok: false; why: string };

export type WebhookVendor<Settings> = {
  /** `alertmanager`; its path is `/webhooks/<id>`. */
  id: string;
  label: string;
  /** Whether the request is from who it says it is. Compares in constant time, over raw bytes. */
  verify(delivery: Delivery, settings: Settings): boolean;
  /** From JSON already parsed. Throws nothing. */
  parse(body: unknown, settings: Settings): Parsed;
  /** An authentic delivery that tells of nothing: what `doctor` sends to see whether deliveries come in. */
  ping(settings: Settings): Delivery;
};

/** A vendor with its settings filled in: what the web server mounts. */
export type Webhook = {
  id: string;
  label: string;
  verify(delivery: Delivery): boolean;
  parse(body: unknown): Parsed;
  ping(): Delivery;
};
