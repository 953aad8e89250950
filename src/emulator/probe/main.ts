// npm run probe:slack: compares a real workspace with the emulator, in a channel of its own, and notes what was compared.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { coverageTable } from '../coverage.ts';
import { DOCS, withTable } from '../docs-page.ts';
import { methods } from '../methods/catalog.ts';
import { PROBED, readProbed, writeProbed } from '../probed.ts';
import { differenceLines } from './compare.ts';
import { type Place, probe, silent } from './probe.ts';

const USAGE = `Usage: npm run probe:slack -- [--manifest manifest.yml] [--yes]

Plays a set of stories in a real Slack workspace and in the emulator, and compares the shapes of answers and events.
It makes one public channel, works in that one alone, deletes what it wrote and archives it.

  SLACK_BOT_TOKEN   of an app in a workspace where a test may be done (xoxb-…); .env of this folder is read, too
  SLACK_APP_TOKEN   of the same app, for events over Socket Mode (xapp-…); without it only answers are compared.
                    Stop the app meanwhile: Slack gives each event to one of its connections
  PROBE_CHANNEL     how the channel's name begins (emulator-probe)

  --manifest  whose events the app is subscribed to (manifest.yml)
  --out       where the record of what was compared is kept (src/emulator/probed.json, and the table in docs/emulator.md with it)
  --yes       do not ask
`;

const QUIET_MS = 5_000;

function readOptions() {
  const { values } = parseArgs({
    options: {
      manifest: { type: 'string', default: 'manifest.yml' },
      out: { type: 'string' },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

const say = (words: string) => void process.stdout.write(`${words}\n`);

/** SLACK_API_URL is for trying the probe itself: it may lead to an emulator. */
function placeFrom(env: NodeJS.ProcessEnv): Place | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = env;
  return botToken
    ? {
        botToken,
        quietMs: QUIET_MS,
        ...(appToken ? { appToken } : {}),
        ...(apiUrl ? { apiUrl } : {}),
      }
    : undefined;
}

async function agreed(channelName: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await lines.question(
      `This makes the public channel #${channelName} in the workspace of SLACK_BOT_TOKEN and archives it again. Go on? (y/N) `,
    );
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

/** What is set already wins. Where there is no such file, nothing is read. */
function readDotEnv(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
}

async function main(): Promise<void> {
  readDotEnv();
  const options = readOptions();
  const place = placeFrom(process.env);
  if (options.help || !place) {
    say(USAGE);
    say(options.help ? '' : 'SLACK_BOT_TOKEN is not set: nothing was probed.');
    return;
  }
  const channelName = `${process.env.PROBE_CHANNEL ?? 'emulator-probe'}-${Date.now().toString(36)}`;
  if (!options.yes && !(await agreed(channelName))) {
    say('Nothing was probed.');
    return;
  }
  const manifest = parse(readFileSync(options.manifest, 'utf8')) as Record<string, unknown>;
  const { found, probed } = await probe({ place, manifest, channelName, logger: silent });
  for (const line of differenceLines(found)) {
    say(line);
  }
  const compared = Object.keys(probed).length;
  say(
    `${compared} methods were compared${place.appToken ? ', and events' : ''}; ${found.length} differences.`,
  );
  note(probed, options.out);
}

function note(probed: ReturnType<typeof readProbed>, out: string | undefined): void {
  if (out !== undefined) {
    writeProbed(probed, out);
    return;
  }
  const all = { ...readProbed(PROBED), ...probed };
  writeProbed(all);
  writeFileSync(DOCS, withTable(readFileSync(DOCS, 'utf8'), coverageTable(methods, all)));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
