// What stands behind a scene: the workspace, the app on its data folder, the clock that is moved by hand, and the app's log.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningApp, startApp } from '../app.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { type ManualClock, manualClock } from '../lib/clock.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { createLog } from '../lib/json-log.ts';
import type { Log } from '../lib/log.ts';
import { patient } from '../lib/patience.ts';
import { OFTEN, type Rhythm } from '../rounds.ts';
import { type Company, configFor, hireCast } from './cast.ts';

export type SceneOptions = {
  plan?: 'paid' | 'free';
  mode?: 'socket' | 'http';
  /** Further variables of the environment. */
  env?: Record<string, string>;
  /** What stands in firescribe.yml. */
  file?: (company: Company) => string;
  /** How long Slack's answers and events are under way; see `Pace`. The variable STORY_LATENCY says it for every story, and for vendors. */
  latency?: string;
  /** Called before the app starts: to furnish the workspace, or to break it. */
  before?: (slack: Emulator, company: Company) => void | Promise<void>;
};

export type Backstage = {
  slack: Emulator;
  clock: ManualClock;
  company: Company;
  /** Where HTTP mode listens: `http://127.0.0.1:…/slack/events`. */
  slackEvents(): string;
  /** The app that runs now; another one after a restart. */
  app(): RunningApp;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Slack cannot be reached from now on; resolves when the app has noticed and said so. */
  slackDown(): Promise<void>;
  /** Slack is back; resolves when the app is connected and has caught up. */
  slackUp(): Promise<void>;
  /** Until everything that is due within a few story seconds has happened. */
  settled(): Promise<void>;
  /** Lets this much story time pass; what falls due on the way happens at its time. */
  later(ms: number): Promise<void>;
  /** Until a line of the app's log says so; such lines of trouble are expected. */
  logged(words: RegExp): Promise<void>;
  /** Everything that the app's log says, from `info` up. */
  logLines(): readonly string[];
  /** Lines of trouble in the app's log that nobody expected. */
  trouble(): string[];
  close(): Promise<void>;
};

/** Most stories go on for longer than nobody may lead; the call for a leader has stories of its own. */
const USUAL = { STEPS_OFF: 'ask for a leader' };
const BEGINNING = Date.parse('2026-11-22T14:00:00Z');
/** What is due within this time belongs to the same moment for people. */
const MOMENT_MS = 8_000;

/** The app's log: what it said, and who waits for a line. */
function listeningLog(): { log: Log; lines: string[]; heard(words: RegExp, from?: number): Promise<void> } {
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  const log = createLog({
    level: 'info',
    write(line) {
      lines.push(line);
      for (const listener of [...listeners]) {
        listener();
      }
    },
  });
  const heard = (words: RegExp, from = 0) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (lines.slice(from).some((line) => words.test(line))) {
          listeners.delete(look);
          resolve();
        }
      };
      listeners.add(look);
      look();
    });
  return { log, lines, heard };
}

/** The safety net comes round when a story looks, never by the wall clock: a round in the middle of a scene of trouble is trouble that the scene cannot expect. */
function roundsByHand(): { rhythm: Rhythm; comeRound(): Promise<void> } {
  let safetyNet: (() => Promise<void>) | undefined;
  return {
    rhythm(times, work) {
      if (times !== OFTEN) {
        return () => undefined;
      }
      safetyNet = work;
      return () => {
        safetyNet = undefined;
      };
    },
    async comeRound() {
      await safetyNet?.();
    },
  };
}

/** Story time over the app that runs now. */
function timeOf(
  slack: Emulator,
  clock: ManualClock,
  { running, comeRound }: { running(): RunningApp | undefined; comeRound(): Promise<void> },
) {
  let changes = 0;
  slack.onChange(() => {
    changes += 1;
  });
  /** Until neither side does anything more at this instant. */
  async function quiet(): Promise<void> {
    await comeRound();
    for (let before = -1; before !== changes; ) {
      before = changes;
      await slack.idle();
      await running()?.settled();
      await slack.idle();
    }
  }
  async function passUntil(end: number): Promise<void> {
    await quiet();
    for (;;) {
      const next = await running()?.core.timeline.nextEffectAt();
      if (next === undefined || next > end) {
        return;
      }
      clock.moveTo(Math.max(next, clock.now() + 1));
      await quiet();
    }
  }
  return {
    quiet,
    settled: () => passUntil(clock.now() + MOMENT_MS),
    async later(ms: number) {
      const end = clock.now() + ms;
      await passUntil(end);
      clock.moveTo(end);
      await quiet();
    },
  };
}

export async function openBackstage(options: SceneOptions): Promise<Backstage> {
  const clock = manualClock(BEGINNING);
  const latency = options.latency ?? process.env.STORY_LATENCY ?? '';
  const slack = await startEmulator({ clock, plan: options.plan ?? 'paid', latency });
  const company = hireCast(slack);
  const dataDir = temporaryFolder('story');
  const http = options.mode === 'http';
  const way: Record<string, string> = http ? { SLACK_MODE: 'http', SLACK_PORT: '0' } : {};
  const file = join(dataDir, 'firescribe.yml');
  if (options.file) {
    writeFileSync(file, options.file(company));
  }
  const named: Record<string, string> = options.file ? { FIRESCRIBE_CONFIG: file } : {};
  const config = configFor(slack, company, dataDir, { ...USUAL, ...way, ...named, ...options.env });
  const { log, lines, heard } = listeningLog();
  const expected = new Set<RegExp>();
  let running: RunningApp | undefined;
  const { rhythm, comeRound } = roundsByHand();
  const { quiet, ...time } = timeOf(slack, clock, { running: () => running, comeRound });
  await options.before?.(slack, company);

  const app = () => {
    if (!running) {
      throw new Error('The app is stopped.');
    }
    return running;
  };
  const slackEvents = () => `http://127.0.0.1:${app().slack.port()}/slack/events`;
  /** Comparisons of one incident follow one another: when ours is done, the app's own is too. */
  async function caughtUp(): Promise<void> {
    await quiet();
    await app().slack.repair.open('whole');
    await time.settled();
  }
  async function stop(): Promise<void> {
    const ending = running;
    running = undefined;
    await ending?.stop();
  }

  return {
    slack,
    clock,
    company,
    slackEvents,
    app,
    ...time,
    stop,
    async start() {
      const machine = { rhythm, roomLeft: async () => Number.POSITIVE_INFINITY };
      running = await startApp(config, { log, clock, vendorWaitsMs: [1, 1], patience: patient, ...machine });
      if (http) {
        overHttp(slack, company.app.appId);
        await slack.setRequestUrl(company.app.appId, slackEvents());
      }
      if (app().slack.health().state === 'connected') {
        await caughtUp();
      }
    },
    async slackDown() {
      expected.add(/"from":"slack library"/);
      expected.add(/Slack cannot be reached/);
      const from = lines.length;
      slack.faults.down();
      await heard(/Slack cannot be reached/, from);
    },
    async slackUp() {
      const from = lines.length;
      slack.faults.up();
      await heard(/Connected to Slack/, from);
      await caughtUp();
    },
    async logged(words) {
      expected.add(words);
      await heard(words);
    },
    logLines: () => lines,
    trouble: () =>
      lines.filter((line) => /"level":[56]0/.test(line) && ![...expected].some((words) => words.test(line))),
    async close() {
      try {
        await stop();
      } finally {
        await slack.close();
      }
    },
  };
}

/** As its settings page would: Socket Mode off. */
function overHttp(slack: Emulator, appId: string): void {
  const installed = slack.workspace.world.apps.get(appId);
  Object.assign(installed?.manifest.settings ?? {}, { socket_mode_enabled: false });
}
