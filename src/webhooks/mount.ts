// From a vendor and what its operator set to what the web server mounts.
import { z } from 'zod';
import type { Signal } from '../incident/values.ts';
import { name } from './foreign-values.ts';
import type { Parsed, Webhook, WebhookVendor, Wire } from './port.ts';

/** Sentences about a delivery quote what came in, which may be of any length. */
const LONGEST_SENTENCE = 500;
const MOST_NOTES = 10;

function inShort(parsed: Parsed): Parsed {
  const cut = (text: string) => text.slice(0, LONGEST_SENTENCE);
  const few = (sentences: readonly string[]) => sentences.slice(0, MOST_NOTES).map(cut);
  return parsed.ok
    ? { ...parsed, notes: few(parsed.notes), ...(parsed.troubles ? { troubles: few(parsed.troubles) } : {}) }
    : { ok: false, why: cut(parsed.why) };
}

/** A blank word of a monitor's ranks nothing: then the default counts, as where there is none. */
function ranked(parsed: Parsed): Parsed {
  return parsed.ok
    ? {
        ...parsed,
        inbound: parsed.inbound.map((one) =>
          one.kind === 'signal' ? { kind: 'signal', signal: withRank(one.signal) } : one,
        ),
      }
    : parsed;
}

function withRank({ severity: said, priority: rank, ...signal }: Signal): Signal {
  const [severity, priority] = [name(said), name(rank)];
  return {
    ...signal,
    ...(severity === undefined ? {} : { severity }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/** The vendor with its settings filled in. */
export function mount<S>(vendor: WebhookVendor<S>, settings: S, wire: Wire = { fetch }): Webhook {
  const { id, label, hint, handshake, confirm, ping } = vendor;
  return {
    id,
    label,
    hint,
    verify: (delivery) => vendor.verify(delivery, settings, wire),
    parse: (body, delivery) => ranked(inShort(vendor.parse(body, settings, delivery))),
    ...(handshake ? { handshake } : {}),
    ...(confirm ? { confirm: (body) => confirm.call(vendor, body, settings, wire) } : {}),
    ...(ping ? { ping: (wireTime) => ping.call(vendor, settings, wireTime) } : {}),
  };
}

type Env = Readonly<Record<string, string | undefined>>;

/** Undefined where it is off. Each problem names the variable: `ALERTMANAGER_WEBHOOK_SECRET: use a secret of …`. */
export function fromEnvironment<S>(
  vendor: WebhookVendor<S>,
  env: Env,
): { webhook?: Webhook; problems: string[] } {
  if (!env[vendor.required]) {
    return { problems: [] };
  }
  const given = Object.entries(vendor.env).flatMap(([name, setting]) =>
    env[name] ? [[setting, env[name]]] : [],
  );
  const settings = vendor.settings.safeParse(Object.fromEntries(given));
  if (settings.success) {
    return { webhook: mount(vendor, settings.data), problems: [] };
  }
  const nameOf = (setting: PropertyKey | undefined) =>
    Object.entries(vendor.env).find(([, other]) => other === setting)?.[0] ?? vendor.required;
  return { problems: settings.error.issues.map((issue) => `${nameOf(issue.path[0])}: ${issue.message}.`) };
}

/** A setting that is a comma-separated text in the environment. */
export function listSetting<T extends z.ZodType>(items: T) {
  const split = (value: unknown) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value;
  return z.preprocess(split, z.array(items));
}

/** Secrets, any of which is let in: while one is replaced by another, both are given. */
export const secretsSetting = listSetting(
  z.string().min(16, 'use a secret of at least 16 characters'),
).refine((secrets) => secrets.length > 0, 'give at least one secret');
