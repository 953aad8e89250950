// The one place where everything is plugged together: constructs, connects, starts and stops. No rules live here.
import { schedule } from 'node-cron';
import type { Config } from './config.ts';
import type { SlackSettings } from './config-slack.ts';
import { type Core, openCore } from './core.ts';
import { webhookCaller } from './engine/call-webhook.ts';
import { fileEraser } from './engine/erase-files.ts';
import { deploymentNoter } from './engine/note-deployments.ts';
import { createOutbox, type Outbox } from './engine/outbox.ts';
import { tellOperators } from './engine/perform.ts';
import { integrationPerformers } from './engine/perform-integrations.ts';
import type { Performers } from './engine/performer.ts';
import { leaderAssigner, workflowRunner } from './engine/run-workflow.ts';
import { createSteps } from './engine/steps.ts';
import type { Plugged, Ports } from './engine/vendor-desk.ts';
import type { Integrations } from './integrations/catalog.ts';
import type { Configured, Deps } from './integrations/vendor.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { createHttp } from './lib/http.ts';
import type { Log } from './lib/log.ts';
import { briefInWorker, composeInWorker } from './postmortem/compose-in-worker.ts';
import { createDrafter } from './postmortem/draft.ts';
import type { PluggedNarrator } from './postmortem/narration/narrate.ts';
import { createSlack, type Slack } from './slack/app.ts';
import { deedList } from './slack/deed-list.ts';
import { openThreadedTimeline } from './timeline/threaded.ts';
import type { HealthReport } from './web/health.ts';
import { startWeb, type Web } from './web/server.ts';
import { SWITCHABLE } from './workflows/catalog.ts';

export type RunningApp = {
  core: Core;
  outbox: Outbox;
  slack: Slack;
  web: Web;
  /** Says it to the operators, in their channel. On disk when this resolves. */
  tellOperators(text: string): Promise<void>;
  /** Resolves when everything taken in has been routed, written, and performed as far as it is due. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

export type AppOptions = { log: Log; clock?: Clock };

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is done is remembered this long: effects for looking back, receipts for second tellings. */
const DONE_KEPT_MS = 14 * DAY_MS;
const RECEIPTS_KEPT_MS = 30 * DAY_MS;

/** Opens the record, listens for webhooks, and connects to Slack; a Slack that is away does not stop the start. A start that fails leaves nothing running. */
export async function startApp(
  config: Config & { slack: SlackSettings },
  options: AppOptions,
): Promise<RunningApp> {
  const { log, clock = systemClock } = options;
  const core = openCore(config, { log, clock, open: openThreadedTimeline });
  const narrator = narratorOf(config, core);
  const slack = slackOver(config, core, narrator, () => outbox.tick());
  const outbox = createOutbox({
    timeline: core.timeline,
    engine: core.engine,
    performers: {
      ...slack.performers,
      ...drafting(config, core, slack, narrator),
      ...integrationPerformers(core, portsOf(config.integrations, { http: createHttp(core), clock, log })),
      ...workflowPerformers(config, core),
      'file.erase': fileEraser(core),
      'deployments.note': deploymentNoter({ ...core, policy: () => config.policy }),
    },
    clock,
    log,
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
      webhooks: config.webhooks,
      health: () => healthOf(core, slack),
      clock,
      log,
    });
    log.info({ url: web.url, webhooks: config.webhooks.map((webhook) => webhook.id) }, 'Listening');
    await outbox.start();
    // The safety net comes before Slack, whose first attempt may take its time: what a killed process left is taken up now.
    endRounds = startRounds(core, outbox);
    await slack.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const settled = async () => {
    await core.engine.routed();
    await outbox.idle();
  };
  const tell = async (text: string) => {
    const now = clock.now();
    await tellOperators(core.timeline, { key: `configuration/${now}`, text, about: 'configuration', now });
    void outbox.tick();
  };
  return { core, outbox, slack, web, tellOperators: tell, settled, stop };
}

function slackOver(
  config: Config & { slack: SlackSettings },
  core: Core,
  narrator: PluggedNarrator | undefined,
  wake: () => Promise<void>,
): Slack {
  const { engine, files, timeline, clock, log } = core;
  const retryEffect = async (id: number) => {
    await timeline.releaseEffects({ ids: [id], now: clock.now() });
    void wake();
  };
  const steps = { ...createSteps(timeline, clock), wake: () => void wake(), switchable: SWITCHABLE };
  return createSlack({
    settings: config.slack,
    engine,
    policy: () => config.policy,
    files,
    maxFileBytes: config.maxFileBytes,
    clock,
    log,
    ...(narrator ? { narrator: { label: narrator.label, seconds: narrator.port.limits.seconds } } : {}),
    deeds: (tools) => deedList({ ...tools, retryEffect, steps }),
  });
}

/** One line for each kind of port. Of several vendors of which only one can serve, the first does. */
function portsOf({ bridges, deployments }: Integrations, deps: Deps): Ports {
  const [tracker] = deployments;
  return {
    bridge: plugged(bridges[0]!, deps),
    ...(tracker ? { tracker: plugged(tracker, deps) } : {}),
  };
}

function plugged<Port>({ id, label, create }: Configured<Port>, deps: Deps): Plugged<Port> {
  return { id, label, port: create(deps) };
}

/** The first narrator that is on; none is needed. */
function narratorOf({ integrations }: Config, core: Core): PluggedNarrator | undefined {
  const [chosen] = integrations.narrators;
  return chosen && plugged(chosen, { http: createHttp(core), clock: core.clock, log: core.log });
}

function workflowPerformers(config: Config, core: Core): Performers {
  const desk = { ...core, policy: () => config.policy };
  return {
    'workflow.run': workflowRunner(desk),
    'role.assign': leaderAssigner(desk),
    'webhook.call': webhookCaller({
      ...desk,
      http: createHttp(core),
      secretOf: (variable) => process.env[variable],
    }),
  };
}

function drafting(
  config: Config,
  core: Core,
  slack: Slack,
  narrator: PluggedNarrator | undefined,
): Performers {
  const events = {
    module: new URL('./read-events.ts', import.meta.url).href,
    name: 'readIncidentEvents',
    settings: { file: core.database },
  };
  return {
    'postmortem.draft': createDrafter({
      engine: core.engine,
      files: core.files,
      compose: composeInWorker(events),
      ...(narrator ? { narrator: { ...narrator, brief: briefInWorker(events) } } : {}),
      clock: core.clock,
      options: {
        get word() {
          return config.policy.reviewWord;
        },
        get workspaceUrl() {
          return slack.workspaceUrl();
        },
      },
      comparedUntil: slack.compareForDraft,
    }),
  };
}

/**
 * Periodic work, the first of it at once: the safety net (signals that a killed process left unrouted, effects that another
 * process appended), and forgetting what is long done. Returns how to end it.
 */
function startRounds(core: Core, outbox: Outbox): () => void {
  const { engine, timeline, clock, log } = core;
  const round = (what: string, work: () => Promise<unknown>) => () =>
    work().catch((error: unknown) => log.error({ error }, `${what} failed; the next round tries again`));
  const catchUp = round('The safety net', () => Promise.all([engine.routed(), outbox.tick()]));
  const tidyUp = round('Tidying up', async () => {
    const now = clock.now();
    await timeline.prune({ doneBefore: now - DONE_KEPT_MS, receiptsBefore: now - RECEIPTS_KEPT_MS });
    await timeline.checkpoint();
  });
  void catchUp();
  const safetyNet = schedule('*/10 * * * * *', catchUp, { suppressMissedWarning: true });
  const tidy = schedule('17 3 * * *', tidyUp, { suppressMissedWarning: true });
  return () => {
    void safetyNet.stop();
    void tidy.stop();
  };
}

async function healthOf(core: Core, slack: Slack): Promise<HealthReport> {
  const health = slack.health();
  const timeline = await core.timeline.nextEffectAt().then(
    () => 'ok',
    (error: Error) => error.message,
  );
  // Slack being away is no reason to restart us: what comes in is kept all the same.
  return { ok: timeline === 'ok', parts: { timeline, slack: health.why ?? health.state } };
}
