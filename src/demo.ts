// The app against the emulator, with a story to play: everything a newcomer needs to judge it, and no account.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApp, startApp } from './app.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { type ManualClock, warpClock } from './lib/clock.ts';
import { createLog } from './lib/log.ts';
import { type Company, configFor, hireCast } from './stories/cast.ts';
import { checkoutLatency } from './stories/checkout-latency.ts';
import { play } from './stories/play.ts';

export type DemoOptions = {
  headless: boolean;
  /** Of the page. */
  port: number;
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
  const slack = await startEmulator({ port, clock, log });
  const company = hireCast(slack);
  const dataDir = await mkdtemp(join(tmpdir(), 'firescribe-demo-'));
  const app = await startApp(configFor(slack, company, dataDir, { TIME_ZONE: ZONE }), { log, clock });
  return {
    slack,
    app,
    company,
    clock,
    zone: ZONE,
    async close() {
      await app.stop();
      await slack.close();
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
  const events = incident ? await questions.events(`incident/${incident.id.replace(/^incident\//, '')}`) : [];
  const drafted = events.findLast((event) => event.type === 'postmortem-drafted');
  const bytes = drafted && (await app.core.files.read(drafted.data.files.markdown));
  if (!bytes) {
    throw new Error('The story ended without a review.');
  }
  return Buffer.from(bytes).toString('utf8');
}

export async function demo(options: DemoOptions): Promise<void> {
  await headless();
}
