// What the emulator reads of an app's manifest (Slack's manifest schema, version 2): enough to install it.
import { z } from 'zod';

const command = z.object({
  command: z.string().regex(/^\/[^\s/]{1,31}$/),
  description: z.string().max(2_000),
  usage_hint: z.string().max(1_000).optional(),
  url: z.string().optional(),
  should_escape: z.boolean().default(false),
});

const shortcut = z.object({
  name: z.string(),
  type: z.enum(['message', 'global']),
  callback_id: z.string().max(255),
  description: z.string().max(150),
});

const features = z.object({
  bot_user: z
    .object({ display_name: z.string().max(80), always_online: z.boolean().default(false) })
    .optional(),
  app_home: z
    .object({
      home_tab_enabled: z.boolean().default(false),
      messages_tab_enabled: z.boolean().default(true),
      messages_tab_read_only_enabled: z.boolean().default(true),
    })
    .optional(),
  slash_commands: z.array(command).max(50).default([]),
  shortcuts: z.array(shortcut).max(10).default([]),
  unfurl_domains: z.array(z.string()).max(5).default([]),
});

const settings = z.object({
  event_subscriptions: z
    .object({ request_url: z.string().optional(), bot_events: z.array(z.string()).max(100).default([]) })
    .optional(),
  interactivity: z
    .object({
      is_enabled: z.boolean(),
      request_url: z.string().optional(),
      message_menu_options_url: z.string().optional(),
    })
    .optional(),
  socket_mode_enabled: z.boolean().default(false),
});

const manifest = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140).optional() }),
  features: features.prefault({}),
  oauth_config: z
    .object({ scopes: z.object({ bot: z.array(z.string()).max(255).default([]) }).prefault({}) })
    .prefault({}),
  settings: settings.prefault({}),
});

export type Manifest = z.output<typeof manifest>;

export type ManifestProblem = { message: string; pointer: string };

/** The manifest, or what is wrong with it in the form of apps.manifest.validate. */
export function readManifest(raw: unknown): { manifest: Manifest } | { problems: ManifestProblem[] } {
  const read = manifest.safeParse(raw);
  if (read.success) {
    return { manifest: read.data };
  }
  return {
    problems: read.error.issues.map((issue) => ({
      message: issue.message,
      pointer: `/${issue.path.join('/')}`,
    })),
  };
}
