// Environment and the optional firescribe.yml, checked once at the start, as one typed value.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type ConfigFile, type ReadFile, readConfigFile } from './config-file.ts';
import { bridgeName, integrationsOf, stepNames } from './config-integrations.ts';
import { nothingGiven } from './config-lines.ts';
import { policyOf } from './config-policy.ts';
import { machineSettings, policySettings, type Setting } from './config-settings.ts';
import { SLACK_DEFAULTS, type SlackSettings, slackSettings } from './config-slack.ts';
import { templateProblemsIn, templatesOf } from './config-templates.ts';
import { strayNames, withPlace } from './dot-env.ts';
import { INTEGRATION_VARIABLES, type Integrations } from './integrations/catalog.ts';
import { fileTrouble } from './lib/file-errors.ts';
import { channelNameTemplate } from './policy/channel-name.ts';
import type { Policy } from './policy/policy.ts';
import { zone } from './policy/section-words.ts';
import { jsonWebhooks } from './webhooks/any-json.ts';
import { WEBHOOKS } from './webhooks/catalog.ts';
import { fromEnvironment } from './webhooks/mount.ts';
import type { Webhook } from './webhooks/port.ts';

export type Config = {
  /** Absent while no token is set: everything else works. */
  slack?: SlackSettings;
  web: { port: number; host?: string };
  /** Folder of the database and the files. */
  dataDir: string;
  /** Files larger than this are noted, not kept. Bytes. */
  maxFileBytes: number;
  /** Replaced as a whole when firescribe.yml is read again (reconfigure.ts): read it where it is used. */
  policy: Policy;
  /** The sections of firescribe.yml, for those that are not part of the policy; replaced in the same way. */
  file: ConfigFile;
  /** Where firescribe.yml lies, for files that it names. */
  folder: string;
  /** Texts of the review templates that the file names, by name; replaced in the same way. */
  templates: Readonly<Record<string, string>>;
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
  SLACK_MODE: optional(z.enum(['socket', 'http'], 'use socket or http')),
  SLACK_PORT: optional(port),
  SLACK_API_URL: optional(z.url()),
  PORT: optional(port),
  HOST: optional(z.string()),
  DATA_DIR: optional(z.string()),
  MAX_FILE_MB: optional(z.coerce.number('use a number of megabytes').positive()),
  LOG_LEVEL: optional(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'use debug, info, warn, error or silent'),
  ),
  FIRESCRIBE_CONFIG: optional(z.string()),
  FIRESCRIBE_COMMAND: optional(
    z.string().regex(/^[a-z][a-z0-9_-]{0,30}$/, 'the command without its slash: incident'),
  ),
  RESPONDERS: optional(ids),
  ANNOUNCEMENT_CHANNEL: optional(z.string()),
  OPERATORS_CHANNEL: optional(z.string()),
  CHANNEL_NAME: optional(channelNameTemplate),
  BRIDGE: optional(bridgeName),
  STEPS_OFF: optional(stepNames),
  TIME_ZONE: optional(zone),
} as const;

const SECRETS: readonly string[] = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'];

const DEFAULTS = {
  ...SLACK_DEFAULTS,
  PORT: 3001,
  DATA_DIR: 'data',
  MAX_FILE_MB: 50,
  LOG_LEVEL: 'info',
} as const;

/** For the list of settings. */
const VARIABLES = {
  plain: Object.keys(ENVIRONMENT),
  secrets: [...SECRETS, ...WEBHOOKS.flatMap((webhook) => Object.keys(webhook.env)), ...INTEGRATION_VARIABLES],
  defaults: DEFAULTS as Readonly<Record<string, string | number>>,
};

type Env = Readonly<Record<string, string | undefined>>;

/** Fills `NAME` from the file that `NAME_FILE` names, as container secrets want it. */
function withSecretFiles(
  env: Env,
  isOurs: (name: string) => boolean,
  problems: string[],
): Record<string, string | undefined> {
  const filled: Record<string, string | undefined> = { ...env };
  for (const [name, file] of Object.entries(env)) {
    const target = name.replace(/_FILE$/, '');
    if (target === name || !file || !isOurs(target)) {
      continue;
    }
    try {
      filled[target] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      problems.push(`${name}: ${fileTrouble(error, file, 'read')}`);
    }
  }
  return filled;
}

const isRead = (name: string) =>
  name in ENVIRONMENT || WEBHOOKS.some((webhook) => name in webhook.env) || INTEGRATION_VARIABLES.has(name);

function readEnvironment(env: Env, problems: string[]) {
  const parsed = z.object(ENVIRONMENT).safeParse(env);
  if (parsed.success) {
    return parsed.data;
  }
  // Of a list, too, the variable is named: its line is where it is mended.
  problems.push(
    ...new Set(parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}.`)),
  );
  return undefined;
}

function webhooksOf(env: Env, problems: string[]): Webhook[] {
  return WEBHOOKS.flatMap((vendor) => {
    const read = fromEnvironment(vendor, env);
    problems.push(...read.problems);
    return read.webhook ?? [];
  });
}

const secretNames = ({ webhooks = {} }: ConfigFile) => Object.values(webhooks).map(({ secret }) => secret);

/** Those that the file defines; it names the variables of their secrets. */
function jsonWebhooksOf(file: ConfigFile, env: Env, problems: string[]): Webhook[] {
  const secrets = secretNames(file);
  const read = jsonWebhooks(
    file.webhooks ?? {},
    withSecretFiles(env, (name) => secrets.includes(name), problems),
  );
  problems.push(...read.problems);
  return read.webhooks;
}

/** Reads the file that is named, or firescribe.yml of the current folder where there is one. */
function fileOf(path: string | undefined, problems: string[]): ReadFile {
  const name = path ?? 'firescribe.yml';
  const nothing = { value: {}, given: nothingGiven(name), problems: [] };
  if (path === undefined && !existsSync(name)) {
    return nothing;
  }
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    problems.push(`${path === undefined ? '' : 'FIRESCRIBE_CONFIG: '}${fileTrouble(error, name, 'read')}`);
    return nothing;
  }
  const read = readConfigFile(text, name);
  problems.push(...read.problems);
  return read;
}

/** What is configured, and each setting with where it came from. */
export type Configured = {
  config: Config;
  settings: readonly Setting[];
  /** The file that was read, or would have been. */
  configuration: string;
  /** What is most likely not as it was meant, and stops nothing. */
  remarks: readonly string[];
};

/** Reads and checks everything but what stands in templates. Throws a ConfigError that names all problems at once. */
export function readConfiguration(environment: Env): Configured {
  const problems: string[] = [];
  const env = withSecretFiles(environment, isRead, problems);
  const values = readEnvironment(env, problems);
  const webhooks = webhooksOf(env, problems);
  const path = env.FIRESCRIBE_CONFIG || undefined;
  const file = fileOf(path, problems);
  webhooks.push(...jsonWebhooksOf(file.value, env, problems));
  const templates = templatesOf(file, problems);
  const slack = values && slackSettings(values, problems);
  const folder = dirname(resolve(file.given.name));
  const beside = { ...env, RUNBOOKS_DIR: env.RUNBOOKS_DIR || folder };
  const integrations = integrationsOf(beside, { bridge: values?.BRIDGE }, problems);
  if (values === undefined || problems.length > 0) {
    throw new ConfigError(problems.map((problem) => withPlace(problem, environment)));
  }
  const [tracker] = integrations.tickets.map(({ id, label }) => ({ id, label }));
  const policy = policyOf({ ...values, ...(tracker ? { tracker } : {}) }, file.value);
  const config: Config = {
    slack,
    web: { port: values.PORT ?? DEFAULTS.PORT, host: values.HOST },
    dataDir: values.DATA_DIR ?? DEFAULTS.DATA_DIR,
    maxFileBytes: (values.MAX_FILE_MB ?? DEFAULTS.MAX_FILE_MB) * 1024 * 1024,
    policy,
    file: file.value,
    folder,
    templates,
    webhooks,
    integrations,
    logLevel: values.LOG_LEVEL ?? DEFAULTS.LOG_LEVEL,
  };
  return {
    config,
    settings: [...machineSettings(VARIABLES, environment, env), ...policySettings(policy, file.given, env)],
    configuration: file.given.name,
    remarks: strayNames([...VARIABLES.plain, ...VARIABLES.secrets, ...secretNames(file.value)]),
  };
}

/** The same with the templates of reviews, which have to be right before anything runs with them. */
export async function readAndCheck(environment: Env): Promise<Configured> {
  const read = readConfiguration(environment);
  const { file, templates } = read.config;
  const problems = await templateProblemsIn(read.configuration, file, templates);
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return read;
}

export const loadConfig = (environment: Env): Config => readConfiguration(environment).config;
