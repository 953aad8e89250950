// Walks the same stories through a workspace and through an emulator of its own, and says where they differ.
import type { Logger } from '@slack/web-api';
import { LogLevel, WebClient } from '@slack/web-api';
import { type Emulator, startEmulator } from '../emulator.ts';
import type { Probed } from '../probed.ts';
import { type Difference, differences, type Findings } from './compare.ts';
import { type Ear, listen } from './listen.ts';
import { walk } from './walk.ts';

/** A workspace to probe, as an app sees it. */
export type Place = {
  botToken: string;
  /** With it, events are compared as well. */
  appToken?: string;
  /** Slack's own unless given. */
  apiUrl?: string;
  /** How long nothing may be heard until all events have come, ms. */
  quietMs: number;
};

export type Probe = {
  place: Place;
  /** Version 2; the emulator's app gets its events, and the scopes that the probed one really has. */
  manifest: Record<string, unknown>;
  channelName: string;
  logger: Logger;
};

export type Report = { found: Difference[]; probed: Probed };

/** Wire time: what the emulator has to tell comes at once. */
const EMULATOR_QUIET_MS = 300;

export async function probe({ place, manifest, channelName, logger }: Probe): Promise<Report> {
  const scopes = await scopesOf(place, logger);
  const real = await walked(place, channelName, logger);
  const slack = await startEmulator();
  try {
    const emulator = await walked(
      install(slack, manifest, scopes, place.appToken !== undefined),
      channelName,
      logger,
    );
    const found = differences(real, emulator);
    return { found, probed: probedBy(real, found) };
  } finally {
    await slack.close();
  }
}

async function scopesOf(place: Place, logger: Logger): Promise<string[]> {
  const answer = await clientOf(place, logger).auth.test();
  return answer.response_metadata?.scopes ?? [];
}

function clientOf({ botToken, apiUrl }: Place, logger: Logger): WebClient {
  // The library's own would wait for half an hour, without a word, where Slack cannot be reached.
  return new WebClient(botToken, {
    logger,
    retryConfig: { retries: 2 },
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  });
}

async function walked(place: Place, channelName: string, logger: Logger): Promise<Findings> {
  const { appToken, apiUrl, quietMs } = place;
  const where = { quietMs, logger, ...(apiUrl ? { apiUrl } : {}) };
  const ear: Ear | undefined = appToken ? await listen({ appToken, ...where }) : undefined;
  try {
    return await walk({ client: clientOf(place, logger), ear, channelName });
  } finally {
    await ear?.close();
  }
}

/** The app in the emulator, in the company of one person as in any workspace. */
function install(
  slack: Emulator,
  manifest: Record<string, unknown>,
  scopes: string[],
  withEvents: boolean,
): Place {
  slack.faults.rateLimits(false);
  slack.addUser({ name: 'ana', realName: 'Ana Ruiz', email: 'ana@example.com', admin: true });
  slack.addChannel({ name: 'general', general: true });
  const app = slack.installApp({
    ...manifest,
    oauth_config: { scopes: { bot: scopes } },
    settings: { ...(manifest.settings as object), socket_mode_enabled: true },
  });
  const tokens = { botToken: app.botToken, ...(withEvents ? { appToken: app.appToken } : {}) };
  return { ...tokens, apiUrl: slack.apiUrl, quietMs: EMULATOR_QUIET_MS };
}

/** Every method that was called there, with how much differed. */
function probedBy(real: Findings, found: readonly Difference[]): Probed {
  const at = new Date().toISOString().slice(0, 10);
  const methods = new Set(Object.values(real.answers).map((each) => each.method));
  return Object.fromEntries(
    [...methods].map((method) => [
      method,
      { at, differences: found.filter((each) => each.what === method).length },
    ]),
  );
}

const nothing = () => undefined;

/** Slack's clients speak through the report alone. */
export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
