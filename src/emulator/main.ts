// npm run emulator: a workspace of its own for any Slack app, until it is stopped.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { createLog } from '../lib/json-log.ts';
import { portTrouble } from '../lib/port-trouble.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { servePage } from './serve-page.ts';

const USAGE = `Usage: npm run emulator -- [--manifest manifest.yml] [--port 4880] [--free]

  --manifest  a Slack app manifest (YAML or JSON) to install; may be given several times
  --port      where to listen on this machine (4880)
  --free      a workspace on Slack's free plan
`;

const DEFAULT_PORT = '4880';

function readOptions() {
  const { values } = parseArgs({
    options: {
      manifest: { type: 'string', multiple: true, default: [] },
      port: { type: 'string', default: DEFAULT_PORT },
      free: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

function furnish(slack: Emulator): void {
  slack.addUser({
    name: 'ana',
    realName: 'Ana Ruiz',
    email: 'ana@example.com',
    tz: 'Europe/Madrid',
    admin: true,
  });
  slack.addUser({ name: 'bo', realName: 'Bo Larsen', email: 'bo@example.com', tz: 'Europe/Copenhagen' });
  slack.addUser({ name: 'chidi', realName: 'Chidi Okafor', email: 'chidi@example.com', tz: 'Africa/Lagos' });
  slack.addUser({ name: 'dev', realName: 'Dev Patel', email: 'dev@example.com', tz: 'Asia/Kolkata' });
  slack.addChannel({ name: 'general', general: true });
  slack.addChannel({ name: 'incidents', members: ['ana', 'bo', 'chidi'] });
}

type Manifest = { path: string; manifest: unknown };

/** What an app needs to find this workspace, as lines for its .env. */
function install(slack: Emulator, { path, manifest }: Manifest): string {
  const app = slack.installApp(manifest);
  return [
    `# ${app.name} (${app.appId}), installed from ${path}`,
    `SLACK_BOT_TOKEN=${app.botToken}`,
    `SLACK_APP_TOKEN=${app.appToken}`,
    `SLACK_SIGNING_SECRET=${app.signingSecret}`,
    `SLACK_API_URL=${slack.apiUrl}`,
  ].join('\n');
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const manifests = options.manifest.map((path) => ({ path, manifest: parse(readFileSync(path, 'utf8')) }));
  const slack = await startEmulator({
    port: Number(options.port),
    plan: options.free ? 'free' : 'paid',
    log: createLog({ level: 'warn' }),
  }).catch((error: unknown) => {
    throw portTrouble(error, Number(options.port), 'Name another with --port.');
  });
  const stop = () => void slack.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await servePage(slack);
    process.stdout.write(welcome(slack, manifests));
  } catch (error) {
    stop();
    throw error;
  }
}

function welcome(slack: Emulator, manifests: Manifest[]): string {
  furnish(slack);
  const people = slack.see.users().map((user) => user.name);
  const channels = slack.see.channels().map((channel) => `#${channel.name}`);
  const apps = manifests.map((each) => install(slack, each));
  const lines = [
    `A Slack workspace is open at ${slack.url} (in a browser: be any of its people)`,
    `slackApiUrl: ${slack.apiUrl}`,
    `People: ${people.join(', ')}. Channels: ${channels.join(', ')}.`,
    ...(apps.length > 0 ? apps : ['No app is installed. Give one with --manifest manifest.yml.']),
  ];
  return `${lines.join('\n\n')}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});
