// Webhook bodies from files, as signals that came in one after another: for trying rules on what a monitor would send.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from '../engine/replay.ts';
import { signalKey } from '../incident/keys.ts';
import { WEBHOOKS } from '../webhooks/catalog.ts';
import { mount } from '../webhooks/mount.ts';
import type { Parsed, Webhook, WebhookVendor } from '../webhooks/port.ts';
import type { Trial } from './rules-test.ts';

/** Between two files, so that they are told one after another. Milliseconds. */
const APART_MS = 1_000;

/** `own`: those of firescribe.yml. */
function webhookBy(id: string, own: readonly Webhook[]): Pick<Webhook, 'parse'> {
  const vendor = WEBHOOKS.find((one) => one.id === id);
  const found = vendor ? mount(vendor, settingsOf(vendor)) : own.find((one) => one.id === id);
  if (!found) {
    const ids = new Set([...WEBHOOKS, ...own].map((one) => one.id));
    throw new Error(
      `There is no webhook vendor ${id}; there is ${[...ids].join(', ')}. One of firescribe.yml counts once its secret is set.`,
    );
  }
  return found;
}

/** Nothing is verified here, so that any secret will do where none is configured. */
function settingsOf(vendor: WebhookVendor<unknown>): unknown {
  const standIn = 'only-for-trying-rules-on-files';
  const given = Object.fromEntries(
    Object.entries(vendor.env).flatMap(([name, setting]) => {
      const value = process.env[name] ?? (name === vendor.required ? standIn : undefined);
      return value ? [[setting, value]] : [];
    }),
  );
  return vendor.settings.parse(given);
}

/** What came of reading: what rules are tried on, and what operators would have heard of the bodies, each sentence once. */
export type ReadPayloads = Trial & { troubles: string[] };

const troublesOf = (parsed: Parsed): readonly string[] => (parsed.ok && parsed.troubles) || [];

/** Every .json file of the folder, in the order of their names. Throws where one cannot be understood, naming it. */
export function payloadsIn(
  folder: string,
  vendor: string,
  { now, own = [] }: { now: number; own?: readonly Webhook[] },
): ReadPayloads {
  const webhook = webhookBy(vendor, own);
  const files = statSync(folder).isDirectory()
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(folder, name))
    : [folder];
  const seen = new Set<string>();
  const troubles = new Set<string>();
  const told = files.flatMap((file, index): Told[] => {
    const at = now + index * APART_MS;
    const raw = readFileSync(file);
    const parsed = webhook.parse(json(file, raw), { headers: {}, raw, receivedAt: at, wireTime: at });
    if (!parsed.ok) {
      throw new Error(`${file}: ${parsed.why}`);
    }
    for (const trouble of troublesOf(parsed)) {
      troubles.add(trouble);
    }
    return parsed.inbound.flatMap((one, place): Told[] => {
      const key = one.kind === 'signal' ? `${signalKey(one.signal)} ${one.signal.state}` : '';
      if (one.kind !== 'signal' || seen.has(key)) {
        return [];
      }
      seen.add(key);
      return [{ id: `${index}.${place}`, at, signal: asIfNow(one.signal, at) }];
    });
  });
  return { told, happened: [], until: now + files.length * APART_MS, troubles: [...troubles] };
}

/** Samples are old; what fired long before it was first seen is another matter. */
function asIfNow(signal: Told['signal'], at: number): Told['signal'] {
  return { ...signal, startsAt: Math.max(signal.startsAt, at - APART_MS) };
}

function json(file: string, raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new Error(`${file} is not JSON.`);
  }
}
