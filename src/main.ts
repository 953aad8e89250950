// Starts what the command line asks for. The version of Node has been checked by then (firescribe.js).
import { closeSync, openSync } from 'node:fs';
import type { Command } from 'commander';
import { ConfigError } from './config.ts';
import { takeUpDotEnv } from './dot-env.ts';
import { systemTrouble } from './lib/file-errors.ts';

/** As other programs call them; empty, they name no proxy. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

const STEPS = `Firescribe is not connected to a Slack workspace yet. Three steps:

  1. Create the app: https://api.slack.com/apps → Create New App → From a manifest → paste manifest.yml.
     Then "Install to Workspace".
  2. cp .env.example .env and fill in two tokens:
       SLACK_BOT_TOKEN   xoxb-…   OAuth & Permissions → Bot User OAuth Token
       SLACK_APP_TOKEN   xapp-…   Basic Information → App-Level Tokens → Generate, scope connections:write
  3. npm start

To look around without any account: npm run demo
`;

async function start(): Promise<void> {
  const { readAndCheck } = await import('./config.ts');
  const first = await readAndCheck(process.env);
  const { slack } = first.config;
  if (!slack) {
    process.stderr.write(STEPS);
    process.exitCode = 1;
    return;
  }
  const { createLog } = await import('./lib/json-log.ts');
  const { startApp } = await import('./app.ts');
  const config = { ...first.config, slack };
  const log = createLog({ level: config.logLevel });
  for (const remark of first.remarks) {
    log.warn({}, remark);
  }
  const onHangUp = holdHangUps();
  const app = await startApp(config, { log });
  stopOnSignals(async () => {
    log.info({}, 'Stopping: what is under way has ten seconds.');
    await app.stop();
    log.info({}, 'Stopped.');
  });
  const { reconfigurer } = await import('./reconfigure.ts');
  const tell = (text: string) => app.tellOperators('configuration', text);
  onHangUp(reconfigurer(first, () => readAndCheck(process.env), { config, log, tell }));
  const { giveBackMemory } = await import('./lib/memory.ts');
  await giveBackMemory();
}

/** The terminal that it was started from was closed: then a hang-up means what it means to any program there. */
function terminalIsGone(): boolean {
  if (!process.stdin.isTTY) {
    return false;
  }
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return false;
  } catch {
    return true;
  }
}

/** SIGHUP asks for the configuration to be read again: one after another, and not before there is somebody to do it. */
function holdHangUps(): (work: () => Promise<void>) => void {
  let begin: (work: () => Promise<void>) => void = () => undefined;
  const ready = new Promise<() => Promise<void>>((resolve) => {
    begin = resolve;
  });
  let last: Promise<unknown> = ready;
  process.on('SIGHUP', () => {
    if (terminalIsGone()) {
      process.kill(process.pid, 'SIGTERM');
      return;
    }
    last = last.then(async () => (await ready)());
  });
  return begin;
}

/** A supervisor tells all processes of a group, and some of them pass it on: within this time it is the same signal. */
const SAME_SIGNAL_MS = 500;

/** Ends cleanly on the first signal, at once on the second. */
function stopOnSignals(stop: () => Promise<void>): void {
  let asked: number | undefined;
  const end = () => {
    if (asked !== undefined) {
      return performance.now() - asked > SAME_SIGNAL_MS ? process.exit(1) : undefined;
    }
    asked = performance.now();
    void stop().then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function portIn(typed: string): number {
  const port = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(port < 65_536)) {
    throw new Error(`"${typed}" is no port. Name one between 1024 and 65535: --port 3200.`);
  }
  return port;
}

/** Columns that what a command does has beside its name: fewer are left of 80 than commander wraps by itself. */
const NARROWEST_HELP = 30;

async function commandLine(): Promise<Command> {
  const { Command } = await import('commander');
  const { addCommands } = await import('./ops/cli.ts');
  const program = new Command('firescribe')
    .description('A Slack incident bot that writes everything down and hands you a postmortem with evidence.')
    .configureHelp({ minWidthToWrap: NARROWEST_HELP })
    .showHelpAfterError('(firescribe --help lists the commands)');
  program.command('start').description('connect to Slack and take webhooks').action(start);
  program
    .command('demo')
    .description('a local Slack workspace with Firescribe in it, and a story to play')
    .option('--headless', 'play the story at full speed, print the postmortem, and end')
    .option('--port <port>', 'where the page is served', '3100')
    .option('--speed <times>', 'how fast the story is played', '1')
    .action(async (options: { headless?: boolean; port: string; speed: string }) => {
      const { demo } = await import('./demo.ts');
      await demo({
        headless: options.headless ?? false,
        port: portIn(options.port),
        speed: Math.max(0.1, Number(options.speed) || 1),
        stop: stopOnSignals,
      });
    });
  addCommands(program);
  return program;
}

/** `… | head` closes our output before we are done with it: that is no error of ours. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
    process.exit(0);
  });
}

/** Before anything is asked of anybody. Where there is no proxy, nothing is loaded for one. */
async function takeUpProxy(): Promise<void> {
  if (PROXY_VARIABLES.some((name) => process.env[name])) {
    const { goThroughProxy } = await import('./lib/proxy.ts');
    goThroughProxy(process.env);
  }
}

/** Errors that a person can mend are shown as a sentence; all others with their trace. */
export async function main(argv: readonly string[]): Promise<void> {
  endQuietlyWhenNobodyReads();
  try {
    takeUpDotEnv(process.env);
    await takeUpProxy();
    if (argv[2] === 'start' && argv.length === 3) {
      // The process that stays needs no other commands in memory.
      await start();
      return;
    }
    const program = await commandLine();
    await program.parseAsync(argv);
  } catch (error) {
    const plain =
      error instanceof ConfigError ||
      (error instanceof Error && error.name !== 'TypeError' && !process.env.DEBUG);
    const told = plain
      ? (systemTrouble(error) ?? (error as Error).message)
      : ((error as Error).stack ?? String(error));
    process.stderr.write(`${told}\n`);
    process.exitCode = 1;
  }
}
