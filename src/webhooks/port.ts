// The port of webhook vendors: from a request's raw bytes to what a monitor said, in our words.
import type { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import type { Instant } from '../incident/values.ts';

export type Delivery = {
  /** In lower case; several values of one header are joined by commas. */
  headers: Readonly<Record<string, string | undefined>>;
  raw: Uint8Array;
  /** Our clock: stands in where the vendor gives no time, or none that makes sense. */
  receivedAt: Instant;
  /** Real time: what the time of a signature is compared with. */
  wireTime: Instant;
};

export type Parsed =
  /**
   * `notes`: for the log only, such as a kind of event that changes nothing here. `troubles`: what operators have to hear, such
   * as an alert that cannot be read or that the sender cut off; the body is kept then, whatever else is in it.
   */
  | { ok: true; inbound: Inbound[]; notes: string[]; troubles?: string[] }
  /** Authentic, but not in a form we know: kept and answered 2xx, with this sentence in the log. */
  | { ok: false; why: string };

/** How a vendor that has to ask somebody reaches the network. */
export type Wire = { fetch: typeof fetch };

/** A vendor declares everything about itself; the catalog only lists it. */
export type WebhookVendor<Settings> = {
  /** `alertmanager`; its path is `/webhooks/<id>`. */
  id: string;
  label: string;
  /** From the texts of the environment. A list is comma-separated there, so that secrets can be rotated: any of them is let in. */
  settings: z.ZodType<Settings>;
  /** Which environment variable gives which setting. */
  env: Readonly<Record<string, string>>;
  /** The variable that turns it on. */
  required: string;
  /** What to send so as to be let in: the sentence of a 401. */
  hint: string;
  /** Whether the request is from who it says it is. Compares in constant time, over raw bytes. Rejects only where
   * somebody had to be asked and did not answer; the sender is asked to come again then. */
  verify(delivery: Delivery, settings: Settings, wire: Wire): boolean | Promise<boolean>;
  /** From JSON already parsed; undefined where the body is none. Throws nothing. */
  parse(body: unknown, settings: Settings, delivery: Delivery): Parsed;
  /**
   * What a sender asks that only wants to know whether we listen, before there is anything to verify: headers to answer it
   * with, or undefined where it is no such request. Nothing may follow from it.
   */
  handshake?(delivery: Delivery): Readonly<Record<string, string>> | undefined;
  /**
   * What an authentic delivery asks us to do before anything else comes (a subscription to be confirmed): called once it is
   * kept. Rejects where it could not be done; the sender is asked to come again then.
   */
  confirm?(body: unknown, settings: Settings, wire: Wire): Promise<void>;
  /** An authentic delivery that tells of nothing: what `doctor` sends to see whether deliveries come in. Absent where only the vendor can sign. */
  ping?(settings: Settings, wireTime: Instant): Pick<Delivery, 'headers' | 'raw'>;
};

/** A vendor with its settings filled in: what the web server mounts. */
export type Webhook = {
  id: string;
  label: string;
  hint: string;
  verify(delivery: Delivery): boolean | Promise<boolean>;
  parse(body: unknown, delivery: Delivery): Parsed;
  handshake?: WebhookVendor<unknown>['handshake'];
  confirm?(body: unknown): Promise<void>;
  ping?(wireTime: Instant): Pick<Delivery, 'headers' | 'raw'>;
};
