// Asana's webhooks: a handshake when they are made, then hints that a task may have changed (developers.asana.com, "Webhooks").
import { z } from 'zod';
import type { Inbound } from '../incident/inbound.ts';
import { listSetting } from './mount.ts';
import type { Delivery, Parsed, WebhookVendor } from './port.ts';
import { signedBy } from './signed.ts';

/** Written in place of a secret while there is none yet: Asana makes it up during the handshake. */
const HANDSHAKE = 'handshake';

export const AsanaHookSettings = z.object({
  secrets: listSetting(
    z
      .string()
      .refine(
        (secret) => secret === HANDSHAKE || secret.length >= 16,
        `use ${HANDSHAKE} until Asana has answered with the secret, then the secret`,
      ),
  ).refine((secrets) => secrets.length > 0, 'give at least one secret'),
});
export type AsanaHookSettings = z.infer<typeof AsanaHookSettings>;

const Body = z.object({
  events: z.array(
    z.object({
      resource: z.object({ gid: z.string(), resource_type: z.string().nullish() }).nullish().catch(undefined),
      parent: z.object({ gid: z.string(), resource_type: z.string().nullish() }).nullish().catch(undefined),
    }),
  ),
});

/** A comment or a change of section tells of the task that it belongs to. A heartbeat has no events. */
function parse(body: unknown): Parsed {
  const read = Body.safeParse(body);
  if (!read.success) {
    return Object.keys((body ?? {}) as object).length === 0
      ? { ok: true, inbound: [], notes: [] }
      : { ok: false, why: 'Not a webhook as Asana sends it: events is missing.' };
  }
  const tasks = read.data.events.flatMap(({ resource, parent }) =>
    [resource, parent].filter((one) => one?.resource_type === 'task'),
  );
  const ids = [...new Set(tasks.flatMap((task) => task?.gid ?? []))];
  const inbound = ids.map((id): Inbound => ({ kind: 'ticket-hint', hint: { vendor: 'asana', id } }));
  return { ok: true, inbound, notes: [] };
}

export const asanaHook: WebhookVendor<AsanaHookSettings> = {
  id: 'asana',
  label: 'Asana',
  settings: AsanaHookSettings,
  env: { ASANA_WEBHOOK_SECRET: 'secrets' },
  required: 'ASANA_WEBHOOK_SECRET',
  hint: 'The signature X-Hook-Signature is missing or wrong. ASANA_WEBHOOK_SECRET is the X-Hook-Secret that Asana answered with when the webhook was made.',
  verify({ headers, raw }, { secrets }) {
    const known = secrets.filter((secret) => secret !== HANDSHAKE);
    return known.length > 0 && signedBy([headers['x-hook-signature']], known, raw);
  },
  parse,
  /** The secret is given back, and kept nowhere: whoever made the webhook has it in the answer, and sets the variable. */
  handshake({ headers, raw }: Delivery) {
    const secret = headers['x-hook-secret'] ?? '';
    return raw.length <= 2 && /^[\w-]{16,128}$/.test(secret) ? { 'x-hook-secret': secret } : undefined;
  },
};
