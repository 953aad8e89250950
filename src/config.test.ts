import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, loadConfig, readConfiguration } from './config.ts';
import { temporaryFolder } from './lib/fixtures/temporary-folder.ts';

const folder = temporaryFolder('config');
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function problems(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

test('with nothing set it starts, without Slack and without webhooks', () => {
  expect(loadConfig({})).toMatchObject({ slack: undefined, webhooks: [], dataDir: 'data' });
});

test('Socket Mode is the default, HTTP is one variable away', () => {
  expect(loadConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack?.mode).toBe('socket');
  const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_MODE: 'http', SLACK_SIGNING_SECRET: '0123456789abcdef' };
  expect(loadConfig(http).slack).toMatchObject({ mode: 'http', port: 3000 });
});

test.each([
  ['a user token', { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' }, 'OAuth & Permissions'],
  ['a missing app token', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'connections:write'],
  ['a missing signing secret', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_MODE: 'http' }, 'SLACK_SIGNING_SECRET'],
  ['a missing bot token', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
  ['a port that is none', { PORT: 'eighty' }, 'PORT'],
  ['a zone that is none', { TIME_ZONE: 'Berlin' }, 'Europe/Berlin'],
  ['a short secret', { ALERTMANAGER_WEBHOOK_SECRET: 'short' }, 'ALERTMANAGER_WEBHOOK_SECRET'],
  ['people by name', { RESPONDERS: 'ana' }, 'RESPONDERS: use Slack ids, separated by commas: U0123ABC'],
  ['a file that is not there', { FIRESCRIBE_CONFIG: '/nowhere.yml' }, 'not there'],
  ['a secret file that is not there', { SLACK_BOT_TOKEN_FILE: '/nowhere' }, 'not there'],
])('%s stops the start, and the sentence says the remedy', (_name, env, remedy) => {
  const found = problems(env as Record<string, string>);
  expect(found).toEqual([expect.stringContaining(remedy)]);
});

test('a wrong value never shows a secret', () => {
  expect(problems({ SLACK_BOT_TOKEN: 'hunter2-secret' }).join()).not.toContain('hunter2');
});

test('the list of settings shows no password, wherever it stands', () => {
  const { settings } = readConfiguration({
    SLACK_API_URL: 'https://ana:hunter2@slack.internal/api/',
    JIRA_API_TOKEN: 'hunter2',
    JIRA_URL: 'https://acme.atlassian.net',
    JIRA_EMAIL: 'ana@acme.example',
    JIRA_PROJECT: 'OPS',
  });
  const shown = settings.map(({ name, value }) => `${name} ${value}`).join('\n');
  expect(shown).toContain('SLACK_API_URL https://…@slack.internal/api/');
  expect(shown).not.toContain('hunter2');
});

test('secrets may come from files', () => {
  const path = file('secret', 'a-secret-of-some-length\n');
  expect(
    loadConfig({ ALERTMANAGER_WEBHOOK_SECRET_FILE: path }).webhooks.map((webhook) => webhook.id),
  ).toEqual(['alertmanager']);
});

test('the key of Google’s service account may be a file, as .env.example says', () => {
  const key = { client_email: 'meet@acme.example', private_key: 'a key' };
  const path = file('key.json', JSON.stringify(key));
  const { integrations } = loadConfig({
    GOOGLE_SERVICE_ACCOUNT_FILE: path,
    GOOGLE_MEET_USER: 'ana@acme.example',
  });
  expect(integrations.bridges.map(({ id }) => id)).toContain('google-meet');
});

test('a folder where a file should be is told with its variable', () => {
  expect(problems({ SLACK_BOT_TOKEN_FILE: folder })).toEqual([
    `SLACK_BOT_TOKEN_FILE: ${folder} is a folder. Name a file.`,
  ]);
  expect(problems({ FIRESCRIBE_CONFIG: folder })).toEqual([
    `FIRESCRIBE_CONFIG: ${folder} is a folder. Name a file.`,
  ]);
});

test('services, teams and people come from firescribe.yml', () => {
  const path = file(
    'good.yml',
    'services:\n  checkout-api:\n    team: payments\n    people: [U01ANA0000]\nteams:\n  payments:\n    zone: Europe/Berlin\n    people: [S0PAYMENTS]\n',
  );
  const { policy } = loadConfig({ FIRESCRIBE_CONFIG: path });
  expect(policy.services[0]).toMatchObject({
    id: 'checkout-api',
    label: 'checkout-api',
    team: 'payments',
    people: ['U01ANA0000'],
  });
  expect(policy.teams[0]).toMatchObject({ id: 'payments', zone: 'Europe/Berlin' });
});

test.each([
  [
    'people by name',
    'services:\n  checkout-api:\n    people:\n      - ana\n',
    ':4: services.checkout-api.people.0: use Slack ids',
  ],
  ['an unknown word', 'services:\n  checkout-api:\n    peeple: []\n', ':3: services.checkout-api: '],
  ['broken YAML', 'services:\n  a: [\n', ':3: '],
  ['a second document', 'zone: UTC\n---\nzone: UTC\n', ':2: a second document begins here'],
  ['a deep nest', `zone: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`, ':1: it is nested more than 30 levels'],
  [
    'a nest that the parser still takes',
    Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ':31: it is nested more than 30 levels',
  ],
])('%s in firescribe.yml is refused with its line', (_name, text, expected) => {
  const path = file('bad.yml', text);
  expect(problems({ FIRESCRIBE_CONFIG: path })[0]).toContain(expected);
});
