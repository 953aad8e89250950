// The one place where everything is plugged together: constructs, connects, starts and stops. No rules live here.
import type { Config } from './config.ts';
import type { SlackSettings } from './config-slack.ts';
import { type Core, dataPaths, makeWritable, openCore } from './core.ts';
import { keepPolling } from './engine/follow-tickets.ts';
import { lastTold } from './engine/last-told.ts';
import type { OnCallVendor } from './engine/on-call-desk.ts';
import { createOutbox, type Outbox } from './engine/outbox.ts';
import { tellOperators } from './engine/perform.ts';
import { rosterOf } from './engine/perform-on-call.ts';
import type { Proposals } from './engine/proposals.ts';
import { createSteps } from './engine/steps.ts';
import { lateness, unroutedIn } from './engine/unrouted.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { createHttp } from './lib/http.ts';
import type { Log } from './lib/log.ts';
import type { Patience } from './lib/patience.ts';
import { roomLeft } from './lib/room-left.ts';
import { performersOf, proposalsOf } from './performers.ts';
import { roomWatch } from './room-watch.ts';
import { type Rhythm, startRounds } from './rounds.ts';
import { createSlack, type Slack } from './slack/app.ts';
import { deedList } from './slack/deed-list.ts';
import { takePlace } from './timeline/sole-place.ts';
import { openThreadedTimeline, type ThreadedTimeline } from './timeline/threaded.ts';
import { narratorOf, onCallDesk, onCallVendors } from './vendors.ts';
import type { HealthReport } from './web/health.ts';
import { startWeb, type Web } from './web/server.ts';
import { checkWholeRecord } from './whole-check.ts';
import { SWITCHABLE } from './workflows/catalog.ts';

export type RunningApp = {
  core: Core;
  outbox: Outbox;
  slack: Slack;
  web: Web;
  /** Says it to the operators, in their channel. On disk when this resolves. */
  tellOperators(about: string, text: string): Promise<void>;
  /** Resolves when everything taken in has been routed, written, and performed as far as it is due. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

export type AppOptions = {
  log: Log;
  clock?: Clock;
  /** See `HttpSetup`; for stories, in which a vendor is away for long. */
  vendorWaitsMs?: readonly number[];
  /** How long an acknowledgement waits for the commit: see `ackInTime`; for stories, which may stand still meanwhile. */
  patience?: Patience;
  /** When periodic work is done; node-cron's times where left out. */
  rhythm?: Rhythm;
  /** Free bytes on the disk of a folder; the machine's own where left out. */
  roomLeft?: typeof roomLeft;
};

/** Opens the record, listens for webhooks, and connects to Slack; a Slack that is away does not stop the start. A start that fails leaves nothing running. */
export async function startApp(
  config: Config & { slack: SlackSettings },
  options: AppOptions,
): Promise<RunningApp> {
  makeWritable(config.dataDir);
  // Before the record is opened: the one that works on it may know older tables only.
  const leave = await takePlace(dataPaths(config.dataDir).database, options.log);
  try {
    const app = await startInPlace(config, options);
    return { ...app, stop: () => app.stop().finally(leave) };
  } catch (error) {
    leave();
    throw error;
  }
}

async function startInPlace(
  config: Config & { slack: SlackSettings },
  options: AppOptions,
): Promise<RunningApp> {
  const { log, clock = systemClock, vendorWaitsMs: waitsMs } = options;
  let record!: ThreadedTimeline;
  const open = (place: { file: string }) => {
    record = openThreadedTimeline({ ...place, log });
    return record;
  };
  const core = openCore(config, { log, clock, open });
  const http = createHttp({ clock, log, ...(waitsMs ? { waitsMs } : {}) });
  const deps = { http, clock, log };
  const onCall = onCallVendors(config, deps);
  const narrator = narratorOf(config, deps);
  const proposals =
    narrator &&
    proposalsOf(config, core, narrator, {
      workspaceUrl: () => slack.workspaceUrl(),
      bot: () => slack.bot(),
    });
  const { patience } = options;
  const slack: Slack = slackOver(config, core, { onCall, narrator: proposals, patience }, () =>
    outbox.tick(),
  );
  const outbox = createOutbox({
    timeline: core.timeline,
    engine: core.engine,
    performers: performersOf(config, core, slack, { deps, onCall, narrator }),
    clock,
    log,
  });
  const tell = tellerOf(core, outbox);
  const look = roomWatch({
    ...{ folder: config.dataDir, roomLeft: options.roomLeft ?? roomLeft, log },
    ...{ told: lastTold(core.timeline, clock), tell: (text) => tell('room', text) },
  });
  let web: Web | undefined;
  let endRounds: (() => void) | undefined;
  const stop = async () => {
    endRounds?.();
    await web?.close();
    await slack.stop();
    await outbox.stop();
    await core.close();
  };
  try {
    web = await startWeb(config.web, {
      engine: core.engine,
      webhooks: () => config.webhooks,
      health: () => healthOf(core, slack),
      clock,
      log,
    });
    log.info({ url: web.url, webhooks: config.webhooks.map((webhook) => webhook.id) }, 'Listening');
    await outbox.start();
    // What was closed while we were away.
    await (config.integrations.tickets.length > 0 && keepPolling(core, clock.now()));
    // The safety net comes before Slack, whose first attempt may take its time: what a killed process left is taken up now.
    endRounds = startRounds(core, outbox, look, options.rhythm);
    await slack.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const settled = async () => {
    await core.engine.routed();
    await outbox.idle();
  };
  void checkWholeRecord({ record, outbox, log, tell: (text) => tell('record', text) });
  return { core, outbox, slack, web, tellOperators: tell, settled, stop };
}

const tellerOf =
  ({ timeline, clock }: Core, outbox: Outbox): RunningApp['tellOperators'] =>
  async (about, text) => {
    const now = clock.now();
    await tellOperators(timeline, { key: `${about}/${now}`, text, about, now });
    void outbox.tick();
  };

function slackOver(
  config: Config & { slack: SlackSettings },
  core: Core,
  {
    onCall,
    narrator,
    patience,
  }: { onCall: readonly OnCallVendor[]; narrator: Proposals | undefined; patience: Patience | undefined },
  wake: () => Promise<void>,
): Slack {
  const { engine, files, timeline, clock, log } = core;
  const retryEffect = async (id: number) => {
    await timeline.releaseEffects({ ids: [id], now: clock.now() });
    void wake();
  };
  const desk = { ...core, policy: () => config.policy };
  const steps = { ...createSteps(timeline, clock), wake: () => void wake(), switchable: SWITCHABLE };
  return createSlack({
    settings: config.slack,
    engine,
    policy: () => config.policy,
    files,
    maxFileBytes: config.maxFileBytes,
    told: lastTold(timeline, clock),
    clock,
    log,
    ...(narrator ? { narrator } : {}),
    ...(patience ? { patience } : {}),
    deeds: ({ faces, doctor }) => {
      const roster = rosterOf(onCallDesk(desk, onCall, faces, () => undefined));
      return deedList({ retryEffect, steps, roster, doctor });
    },
  });
}

async function signalsOf({ timeline, clock }: Core): Promise<{ ok: boolean; words: string }> {
  const unrouted = await unroutedIn(timeline);
  const late = lateness(unrouted, clock.now());
  const aside = unrouted.aside.length;
  if (late !== undefined) {
    return { ok: false, words: `${late} to be routed; the log says why` };
  }
  // Another start would set them aside again: that is no reason to restart us.
  const words =
    aside === 0
      ? 'ok'
      : `ok, but ${aside} could not be routed: \`firescribe inbox\` lists them, \`firescribe inbox retry\` tries them again`;
  return { ok: true, words };
}

async function healthOf(core: Core, slack: Slack): Promise<HealthReport> {
  const health = slack.health();
  const timeline = await core.timeline.nextEffectAt().then(
    () => 'ok',
    (error: Error) => error.message,
  );
  const signals = timeline === 'ok' ? await signalsOf(core) : { ok: false, words: 'not known' };
  // Slack being away is no reason to restart us: what comes in is kept all the same.
  return {
    ok: timeline === 'ok' && signals.ok,
    parts: { timeline, signals: signals.words, slack: health.why ?? health.state },
  };
}
