// The `webhooks:` section of firescribe.yml: any JSON as alerts, by saying where in the body each thing stands.
import { z } from 'zod';
import { WEBHOOKS } from './catalog.ts';
import { isPath } from './json-path.ts';

const path = z
  .string()
  .refine((text) => text.startsWith('$') && isPath(text), 'use a JSONPath (RFC 9535), such as $.alert.title');

/** A path, or a text that stands for itself: `service: checkout-api`. */
const pathOrText = z
  .string()
  .min(1)
  .refine((text) => !text.startsWith('$') || isPath(text), 'use a JSONPath (RFC 9535), such as $.alert.title')
  .describe('A JSONPath (RFC 9535) into the body, or a text that stands for itself.');

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const condition = z
  .strictObject({
    path,
    is: z
      .union([scalar, z.array(scalar)])
      .describe('One of these values, whatever their case; without it, whatever is there and not false.')
      .optional(),
  })
  .describe('When it holds.');

const signature = z
  .strictObject({
    header: z.string().min(1),
    prefix: z.string().describe('What stands before the hex: sha256=').optional(),
    timestampHeader: z
      .string()
      .min(1)
      .describe('Holds the time that is signed before the body; one that is five minutes off is refused.')
      .optional(),
    between: z.string().describe('What stands between time and body; a dot, unless said.').optional(),
  })
  .describe('HMAC-SHA256 of the raw body, in hex.');

const definition = z.strictObject({
  label: z.string().min(1).max(50).describe('What the monitor is called.').optional(),
  secret: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9_]*$/,
      'name the environment variable that holds the secret, such as UPTIME_WEBHOOK_SECRET',
    )
    .describe('The environment variable that holds the secret.'),
  signature: signature.optional(),
  each: path
    .describe('Where several alerts come in one body; the other paths then begin at each of them.')
    .optional(),
  key: z
    .union([pathOrText, z.array(pathOrText).min(1)])
    .describe('What tells one alert from another, and is the same when it ends.'),
  title: pathOrText,
  description: pathOrText.optional(),
  severity: pathOrText.optional(),
  severities: z
    .record(z.string(), z.string())
    .describe('From its words to ours: critical, warning, info, or the name of a severity.')
    .optional(),
  service: pathOrText.optional(),
  team: pathOrText.optional(),
  startedAt: path.optional(),
  endedAt: path.optional(),
  runbook: pathOrText.optional(),
  source: pathOrText.optional(),
  dashboard: pathOrText.optional(),
  labels: z.union([path, z.record(z.string(), pathOrText)]).optional(),
  resolved: condition.describe('When the alert is over.').optional(),
  test: condition.describe('When it is only a test.').optional(),
});
export type JsonWebhook = z.infer<typeof definition>;

const taken = new Set(WEBHOOKS.map(({ id }) => id));

/** By name; the address is `/webhooks/<name>`. */
export const jsonWebhooksSection = z
  .record(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'use small letters, digits and dashes: it is part of the address')
      .refine((name) => !taken.has(name), 'is a monitor that is understood already; choose another name'),
    definition,
  )
  .describe('Any JSON as alerts: POST /webhooks/<name>.');
