// The workspace of every story and of the demo: four people, three channels, Firescribe installed from its manifest.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Config } from '../config.ts';
import { loadConfig } from '../config.ts';
import type { SlackSettings } from '../config-slack.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { InstalledApp } from '../emulator/install.ts';
import type { Cast } from './script.ts';

export type Company = {
  app: InstalledApp;
  people: Record<Cast, string>;
  channels: { general: string; incidents: string; deploys: string };
  /** A bot of another vendor that posts into channels: id of its user. */
  pipeline: InstalledApp;
};

const pipelineManifest = {
  display_information: { name: 'Deploys' },
  features: { bot_user: { display_name: 'deploys' } },
  oauth_config: { scopes: { bot: ['chat:write', 'chat:write.public', 'channels:join'] } },
  settings: { socket_mode_enabled: false },
};

/** Ana declares, Bo commands, Chidi communicates, Dev is from another team. `zone`: one for all of them, not four. */
export function hireCast(slack: Emulator, options: { zone?: string } = {}): Company {
  const manifest: unknown = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  const people = {
    ana: slack.addUser({
      name: 'ana',
      realName: 'Ana',
      tz: options.zone ?? 'Europe/Berlin',
      email: 'ana@example.com',
      admin: true,
    }),
    bo: slack.addUser({
      name: 'bo',
      realName: 'Bo',
      tz: options.zone ?? 'America/New_York',
      email: 'bo@example.com',
    }),
    chidi: slack.addUser({
      name: 'chidi',
      realName: 'Chidi',
      tz: options.zone ?? 'Africa/Lagos',
      email: 'chidi@example.com',
    }),
    dev: slack.addUser({
      name: 'dev',
      realName: 'Dev',
      tz: options.zone ?? 'Asia/Kolkata',
      email: 'dev@example.com',
    }),
  };
  const everybody = Object.values(people);
  const channels = {
    general: slack.addChannel({ name: 'general', general: true, members: everybody }),
    incidents: slack.addChannel({ name: 'incidents', members: everybody }),
    deploys: slack.addChannel({ name: 'deploys', members: [people.ana, people.bo] }),
  };
  return { app: slack.installApp(manifest), pipeline: slack.installApp(pipelineManifest), people, channels };
}

export const WEBHOOK_SECRET = 'story-webhook-secret';

/** Firescribe's configuration for this company, as its operator would set it. */
export function configFor(
  slack: Emulator,
  company: Company,
  dataDir: string,
  extra: Record<string, string> = {},
) {
  const config = loadConfig({
    SLACK_BOT_TOKEN: company.app.botToken,
    SLACK_APP_TOKEN: company.app.appToken,
    SLACK_SIGNING_SECRET: company.app.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ANNOUNCEMENT_CHANNEL: 'incidents',
    RESPONDERS: [company.people.ana, company.people.bo].join(','),
    ALERTMANAGER_WEBHOOK_SECRET: WEBHOOK_SECRET,
    DEPLOY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    PAGERDUTY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: '0',
    TIME_ZONE: 'Europe/Berlin',
    LOG_LEVEL: 'warn',
    ...extra,
  });
  return config as Config & { slack: SlackSettings };
}
