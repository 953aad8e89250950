// The app against the emulator, with a story to play: everything a newcomer needs to judge it, and no account.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApp, startApp } from './app.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import type { Panel, PanelAction, PanelTry } from './emulator/page-panel.ts';
import { servePage } from './emulator/serve-page.ts';
import { type ManualClock, warpClock } from './lib/clock.ts';
import { createLog } from './lib/json-log.ts';
import { portTrouble } from './lib/port-trouble.ts';
import { streamOf } from './slack/ids.ts';
import { type Company, configFor, hireCast, WEBHOOK_SECRET } from './stories/cast.ts';
import { checkoutLatency } from './stories/checkout-latency.ts';
import { writeCompanyFile } from './stories/company-file.ts';
import { openFigures, SEARCH_ERRORS } from './stories/figures.ts';
import { pagerActions } from './stories/pager-panel.ts';
import { performanceOf } from './stories/performance.ts';
import { play, sendAlert } from './stories/play.ts';
import { openVendors } from './stories/vendors.ts';
import { alert, message } from './webhooks/fixtures/alertmanager.ts';

export type DemoOptions = {
  headless: boolean;
  /** Of the page. */
  port: number;
  /** Of the story: 1 for readers, more for the impatient. */
  speed: number;
  /** Told how to stop everything, for the signals of the terminal. */
  stop: (stop: () => Promise<void>) => void;
};

export type Stage = {
  slack: Emulator;
  app: RunningApp;
  company: Company;
  clock: ManualClock;
  zone: string;
  close(): Promise<void>;
};

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A workspace with Firescribe in it, over Socket Mode, on a record of its own that is gone afterwards. */
async function setStage(port: number): Promise<Stage> {
  const clock = warpClock();
  const log = createLog({
    level: process.env.LOG_LEVEL ?? 'warn',
    write: (line) => void process.stderr.write(line),
  });
  const slack = await startEmulator({ port, clock, log }).catch((error: unknown) => {
    throw portTrouble(error, port, 'Name a free one: `npm run demo -- --port 3200`.');
  });
  const company = hireCast(slack, { zone: ZONE });
  const dataDir = await mkdtemp(join(tmpdir(), 'firescribe-demo-'));
  const file = writeCompanyFile(slack, company, dataDir);
  const vendors = await openVendors();
  const figures = await openFigures();
  const settings = {
    TIME_ZONE: ZONE,
    FIRESCRIBE_CONFIG: file,
    PROMETHEUS_URL: figures.url,
    ...vendors.env,
  };
  const config = configFor(slack, company, dataDir, settings);
  const app = await startApp(config, { log, clock });
  figures.follow(app.core.engine, config.policy);
  return {
    slack,
    app,
    company,
    clock,
    zone: ZONE,
    async close() {
      await app.stop();
      await slack.close();
      await vendors.close();
      await figures.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Plays the story at full speed and prints the review. */
async function headless(): Promise<void> {
  const stage = await setStage(0);
  try {
    const channel = await play(checkoutLatency, { ...stage, webhooks: stage.app.web.url });
    process.stdout.write(await reviewOf(stage, channel));
  } finally {
    await stage.close();
  }
}

/** The Markdown of the newest draft. @throws Error where there is none. */
async function reviewOf({ app, company }: Stage, channel: string): Promise<string> {
  await app.settled();
  const { questions } = app.core.engine;
  const incident = await questions.byChannel(company.app.teamId, channel);
  const events = incident ? await questions.events(streamOf(incident)) : [];
  const drafted = events.findLast((event) => event.type === 'postmortem-drafted');
  const bytes = drafted && (await app.core.files.read(drafted.data.files.markdown));
  if (!bytes) {
    throw new Error('The story ended without a review.');
  }
  return Buffer.from(bytes).toString('utf8');
}

/** Serves the page and waits for visitors. */
async function open(options: DemoOptions): Promise<void> {
  const stage = await setStage(options.port);
  options.stop(stage.close);
  const { url } = await servePage(stage.slack, { panel: panelOf(stage, options.speed) });
  process.stdout.write(`\nOpen ${url}\nPress Play there. Ctrl-C ends the demo and forgets everything.\n`);
}

function panelOf({ slack, app, company, clock, zone }: Stage, speed: number): Panel {
  const webhooks = app.web.url;
  const theatre = { slack, clock, company, webhooks, zone };
  const story = performanceOf(checkoutLatency, theatre, {
    speed,
    failed: (error) => void process.stderr.write(`${error.message}\n`),
  });
  return {
    title: 'Firescribe',
    intro:
      'A local Slack workspace with Firescribe in it. Everything here works: watch the story, then take over.',
    story,
    actions: [fireAlert(webhooks, clock), ...pagerActions(webhooks, clock)],
    tries: thingsToTry(webhooks),
  };
}

/** Each press is an alert of its own, so that it is not taken for a repetition. */
function fireAlert(webhooks: string, clock: ManualClock): PanelAction {
  let count = 0;
  return {
    id: 'fire-alert',
    label: 'Fire an alert',
    hint: 'as Alertmanager sends it: search-api is failing',
    async run() {
      count += 1;
      await sendAlert(webhooks, {
        name: 'SearchErrorsHigh',
        service: 'search-api',
        fingerprint: `demo-${count}`,
        startsAt: new Date(clock.now() - 60_000).toISOString(),
        generatorURL: `http://prometheus:9090/graph?g0.expr=${encodeURIComponent(SEARCH_ERRORS)}`,
        annotations: {
          summary: 'Search answers 12 % of requests with an error',
          runbook_url: 'https://runbooks.example.com/search',
        },
      });
      return count === 1
        ? 'Sent. A channel opens for it.'
        : 'Sent. It joins the open incident of search-api, if there is one.';
    },
  };
}

/** The alert as a line for a terminal. */
function curlLine(webhooks: string): string {
  const body = JSON.stringify(
    message([
      alert({
        name: 'QueueBacklog',
        service: 'mail-worker',
        fingerprint: 'curl-1',
        annotations: { summary: 'Mails wait for 20 minutes' },
      }),
    ]),
  );
  const now = '"$(date -u +%Y-%m-%dT%H:%M:%SZ)"';
  const fresh = body.replace(/"startsAt":"[^"]+"/, `"startsAt":"'${now}'"`);
  return `curl -s ${webhooks}/webhooks/alertmanager -H 'Authorization: Bearer ${WEBHOOK_SECRET}' -d '${fresh}'`;
}

function thingsToTry(webhooks: string): PanelTry[] {
  return [
    {
      title: 'Declare one yourself',
      text: 'Type this in any channel, as anybody. `/incident help` shows the rest.',
      code: '/incident declare Payments are slow --sev 2',
    },
    {
      title: 'Send an alert from a terminal',
      text: 'What Alertmanager would send:',
      code: curlLine(webhooks),
    },
    {
      title: 'Your own last incident',
      text: 'Unpack an export of your Slack workspace and let Firescribe rebuild the incident from it. Nothing leaves this machine.',
      code: 'npm run firescribe -- import ./export --channel inc-checkout --out ./review',
    },
    {
      title: 'Your own workspace',
      text: 'Create the app from `manifest.yml`, copy `.env.example` to `.env` with two tokens, then:',
      code: 'npm start',
    },
  ];
}

export async function demo(options: DemoOptions): Promise<void> {
  await (options.headless ? headless() : open(options));
}
