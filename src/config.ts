// Environment and the optional firescribe.yml, checked once at the start, as one typed value.
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import {
  INTEGRATION_VARIABLES,
  INTEGRATIONS,
  type Integrations,
  readIntegrations,
} from './integrations/catalog.ts';
import { defaultPolicy } from './policy/defaults.ts';
import type { Policy } from './policy/policy.ts';
import { isZone } from './policy/section-words.ts';
import { mount, WEBHOOKS } from './webhooks/catalog.ts';
import type { Webhook } from './webhooks/port.ts';
import { REACTIONS } from './workflows/catalog.ts';

export type SlackSettings = {
  botToken: string;
  mode: 'socket' | 'http';
  /** Socket Mode only. */
  appToken?: string;
  /** HTTP only. */
  signingSecret?: string;
  /** HTTP only: where Slack's requests come in. */
  port: number;
  /** Another address of the Web API than Slack's: the emulator's. */
  apiUrl?: string;
};

export type Config = {
  /** Absent while no token is set: everything else works. */
  slack?: SlackSettings;
  web: { port: number; host?: string };
  /** Folder of the database and the files. */
  dataDir: string;
  /** Files larger than this are noted, not kept. Bytes. */
  maxFileBytes: number;
  policy: Policy;
  webhooks: readonly Webhook[];
  /** Outbound vendors that are on, each kind in order of preference. */
  integrations: Integrations;
  logLevel: string;
};

/** Everything that is wrong with the configuration, each line with its remedy. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has to be mended first:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const blank = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional());
const list = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const port = z.coerce.number('use a number from 0 to 65535').int().min(0).max(65_535);
const ids = z
  .string()
  .transform(list)
  .pipe(
    z.array(z.string().regex(/^[UWS][A-Z0-9]{5,}$/, 'use Slack ids, separated by commas: U0123ABC,S0456DEF')),
  );

/** Names of automatic steps. */
const steps = z
  .string()
  .transform(list)
  .pipe(
    z.array(
      z.enum(
        REACTIONS.map(({ name }) => name),
        'use names of automatic steps, separated by commas',
      ),
    ),
  );

/** Every variable that Firescribe reads, besides those of the vendors. `.env.example` is held against it. */
export const ENVIRONMENT = {
  SLACK_BOT_TOKEN: optional(
    z.string().regex(/^xoxb-/, 'the bot token begins with xoxb-; find it under OAuth & Permissions'),
  ),
  SLACK_APP_TOKEN: optional(
    z
      .string()
      .regex(
        /^xapp-/,
        'the app-level token begins with xapp-; make it under Basic Information, with connections:write',
      ),
  ),
  SLACK_SIGNING_SECRET: optional(z.string().min(16, 'copy the signing secret from Basic Information')),
  SLACK_MODE: optional(z.enum(['socket', 'http'])),
  SLACK_PORT: optional(port),
  SLACK_API_URL: optional(z.url()),
  PORT: optional(port),
  HOST: optional(z.string()),
  DATA_DIR: optional(z.string()),
  MAX_FILE_MB: optional(z.coerce.number('use a number of megabytes').positive()),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error', 'silent'])),
  FIRESCRIBE_CONFIG: optional(z.string()),
  FIRESCRIBE_COMMAND: optional(
    z.string().regex(/^[a-z][a-z0-9_-]{0,30}$/, 'the command without its slash: incident'),
  ),
  RESPONDERS: optional(ids),
  ANNOUNCEMENT_CHANNEL: optional(z.string()),
  OPERATORS_CHANNEL: optional(z.string()),
  CHANNEL_NAME: optional(z.string()),
  BRIDGE: optional(z.enum(INTEGRATIONS.bridges.map(({ id }) => id))),
  STEPS_OFF: optional(steps),
  TIME_ZONE: optional(z.string().refine(isZone, 'use an IANA zone such as Europe/Berlin')),
} as const;

type Env = Readonly<Record<string, string | undefined>>;

/** Fills `NAME` from the file that `NAME_FILE` names, as container secrets want it. */
function withSecretFiles(env: Env, problems: string[]): Record<string, string | undefined> {
  const filled: Record<string, string | undefined> = { ...env };
  for (const [name, file] of Object.entries(env)) {
    const target = name.replace(/_FILE$/, '');
    const ours =
      target in ENVIRONMENT ||
      WEBHOOKS.some((webhook) => target in webhook.env) ||
      INTEGRATION_VARIABLES.has(target);
    if (target === name || !file || !ours) {
      continue;
    }
    if (existsSync(file)) {
      filled[target] = readFileSync(file, 'utf8').trim();
    } else {
      problems.push(`${name}: the file ${file} is not there.`);
    }
  }
  return filled;
}

function readEnvironment(env: Env, problems: string[]) {
  const parsed = z.object(ENVIRONMENT).safeParse(env);
  if (parsed.success) {
    return parsed.data;
  }
  problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`));
  return undefined;
}

function slackSettings(
  env: NonNullable<ReturnType<typeof readEnvironment>>,
  problems: string[],
): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  if (botToken === undefined) {
    if (appToken ?? signingSecret) {
      problems.push(
        'SLACK_BOT_TOKEN: it is missing, but another Slack variable is set. Copy it from OAuth & Permissions.',
      );
    }
    return undefined;
  }
  const mode = env.SLACK_MODE ?? 'socket';
  if (mode === 'socket' && appToken === undefined) {
    problems.push(
      'SLACK_APP_TOKEN: Socket Mode needs it. Make one under Basic Information, with connections:write, or set SLACK_MODE=http.',
    );
  }
  if (mode === 'http' && signingSecret === undefined) {
    problems.push('SLACK_SIGNING_SECRET: HTTP mode needs it. Copy it from Basic Information.');
  }
  return { botToken, mode, appToken, signingSecret, port: env.SLACK_PORT ?? 3000, apiUrl: env.SLACK_API_URL };
}

function webhooksOf(env: Env, problems: string[]): Webhook[] {
  return WEBHOOKS.flatMap((listed) => {
    if (!env[listed.required]) {
      return [];
    }
    const given = Object.fromEntries(
      Object.entries(listed.env).flatMap(([name, setting]) => {
        const value = env[name];
        return value ? [[setting, setting.endsWith('Labels') ? list(value) : value]] : [];
      }),
    );
    const settings = listed.settings.safeParse(given);
    if (settings.success) {
      return [mount(listed.vendor, settings.data)];
    }
    const nameOf = (setting: PropertyKey | undefined) =>
      Object.entries(listed.env).find(([, other]) => other === setting)?.[0] ?? listed.required;
    problems.push(...settings.error.issues.map((issue) => `${nameOf(issue.path[0])}: ${issue.message}.`));
    return [];
  });
}

function policyOf(env: NonNullable<ReturnType<typeof readEnvironment>>, file: ConfigFile): Policy {
  return {
    ...defaultPolicy,
    services: file.services ?? [],
    teams: file.teams ?? [],
    responders: [...new Set([...(env.RESPONDERS ?? []), ...(file.responders ?? [])])],
    channelName: env.CHANNEL_NAME ?? defaultPolicy.channelName,
    zone: env.TIME_ZONE ?? defaultPolicy.zone,
    announcementChannel: env.ANNOUNCEMENT_CHANNEL ?? defaultPolicy.announcementChannel,
    operatorsChannel: env.OPERATORS_CHANNEL ?? defaultPolicy.operatorsChannel,
    command: env.FIRESCRIBE_COMMAND ?? defaultPolicy.command,
    stepsOff: env.STEPS_OFF ?? defaultPolicy.stepsOff,
  };
}

function fileOf(path: string | undefined, problems: string[]): ConfigFile {
  const empty: ConfigFile = {};
  const name = path ?? 'firescribe.yml';
  if (!existsSync(name)) {
    if (path !== undefined) {
      problems.push(`FIRESCRIBE_CONFIG: the file ${path} is not there.`);
    }
    return empty;
  }
  const read = readConfigFile(readFileSync(name, 'utf8'), name);
  problems.push(...read.problems);
  return read.value ?? empty;
}

/** The vendor that was chosen by name goes before the others. */
function chosenFirst<V extends { id: string }>(
  on: readonly V[],
  variable: string,
  chosen: string | undefined,
  problems: string[],
): V[] {
  const first = on.filter(({ id }) => id === chosen);
  if (chosen !== undefined && first.length === 0) {
    problems.push(
      `${variable}: ${chosen} is chosen, but its own variables are not set. .env.example lists them.`,
    );
  }
  return [...first, ...on.filter(({ id }) => id !== chosen)];
}

/** Reads and checks everything. Throws a ConfigError that names all problems at once. */
export function loadConfig(environment: Env): Config {
  const problems: string[] = [];
  const env = withSecretFiles(environment, problems);
  const values = readEnvironment(env, problems);
  const webhooks = webhooksOf(env, problems);
  const integrations = readIntegrations(env, problems);
  if (values === undefined) {
    throw new ConfigError(problems);
  }
  const slack = slackSettings(values, problems);
  const file = fileOf(values.FIRESCRIBE_CONFIG, problems);
  const bridges = chosenFirst(integrations.bridges, 'BRIDGE', values.BRIDGE, problems);
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return {
    slack,
    web: { port: values.PORT ?? 3001, host: values.HOST },
    dataDir: values.DATA_DIR ?? 'data',
    maxFileBytes: (values.MAX_FILE_MB ?? 50) * 1024 * 1024,
    policy: policyOf(values, file),
    webhooks,
    integrations: { ...integrations, bridges },
    logLevel: values.LOG_LEVEL ?? 'info',
  };
}
