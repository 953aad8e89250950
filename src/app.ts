// The one place where everything is plugged together: constructs, connects, starts and stops. No rules live here.
import { schedule } from 'node-cron';
import { drawInWorker } from './charts/draw-in-worker.ts';
import type { Config } from './config.ts';
import type { SlackSettings } from './config-slack.ts';
import { type Core, openCore } from './core.ts';
import { webhookCaller } from './engine/call-webhook.ts';
import { fileEraser } from './engine/erase-files.ts';
import { keepPolling } from './engine/follow-tickets.ts';
import { deploymentNoter } from './engine/note-deployments.ts';
import type { Faces, OnCallDesk, OnCallVendor } from './engine/on-call-desk.ts';
import { createOutbox, type Outbox } from './engine/outbox.ts';
import { tellOperators } from './engine/perform.ts';
import { graphDrawer } from './engine/perform-graphs.ts';
import { integrationPerformers } from './engine/perform-integrations.ts';
import { onCallPerformers, rosterOf } from './engine/perform-on-call.ts';
import { routingPerformers } from './engine/perform-routing.ts';
import { similarFinder } from './engine/perform-similar.ts';
import { ticketPerformers } from './engine/perform-tickets.ts';
import type { Performer, Performers } from './engine/performer.ts';
import { leaderAssigner, workflowRunner } from './engine/run-workflow.ts';
import { createSteps } from './engine/steps.ts';
import type { Plugged, Ports } from './engine/vendor-desk.ts';
import type { Integrations } from './integrations/catalog.ts';
import { createEmbedded } from './integrations/on-call/embedded.ts';
import type { Configured, Deps } from './integrations/vendor.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { createHttp, type HttpMaker } from './lib/http.ts';
import type { Log } from './lib/log.ts';
import { ROTATIONS } from './policy/on-call.ts';
import { briefInWorker, composeInWorker } from './postmortem/compose-in-worker.ts';
import { createDrafter } from './postmortem/draft.ts';
import { documentExporter } from './postmortem/export-document.ts';
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

export type AppOptions = {
  log: Log;
  clock?: Clock;
  /** See `HttpSetup`; for stories, in which a vendor is away for long. */
  vendorWaitsMs?: readonly number[];
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is done is remembered this long: effects for looking back, receipts for second tellings. */
const DONE_KEPT_MS = 14 * DAY_MS;
const RECEIPTS_KEPT_MS = 30 * DAY_MS;

/** Opens the record, listens for webhooks, and connects to Slack; a Slack that is away does not stop the start. A start that fails leaves nothing running. */
export async function startApp(
  config: Config & { slack: SlackSettings },
  options: AppOptions,
): Promise<RunningApp> {
  const { log, clock = systemClock, vendorWaitsMs: waitsMs } = options;
  const core = openCore(config, { log, clock, open: openThreadedTimeline });
  const http = createHttp({ clock, log, ...(waitsMs ? { waitsMs } : {}) });
  const deps = { http, clock, log };
  const onCall = onCallVendors(config, deps);
  const narrator = narratorOf(config, deps);
  const slack = slackOver(config, core, { onCall, narrator }, () => outbox.tick());
  const outbox = createOutbox({
    timeline: core.timeline,
    engine: core.engine,
    performers: {
      ...slack.performers,
      ...drafting(config, core, slack, narrator),
      ...integrationPerformers(core, portsOf(config.integrations, deps)),
      ...workflowPerformers(config, core, http),
      'graph.draw': drawing(config, core, deps),
      'similar.find': similarFinder(core),
      'document.export': exporting(config, core, slack, deps),
      ...onCallPerformers(onCallDesk(core, onCall, slack.faces, slack.workspaceUrl)),
      ...ticketing(config, core, slack, deps),
      'file.erase': fileEraser(core),
      'deployments.note': deploymentNoter({ ...core, policy: () => config.policy }),
      ...routingPerformers(core),
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
  { onCall, narrator }: { onCall: readonly OnCallVendor[]; narrator: PluggedNarrator | undefined },
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
    deeds: ({ faces }) =>
      deedList({ retryEffect, steps, roster: rosterOf(onCallDesk(core, onCall, faces, () => undefined)) }),
  });
}

/** The rotations of the file are always there. */
function onCallVendors(config: Config, deps: Deps): OnCallVendor[] {
  const embedded = createEmbedded({
    rotations: () => config.file.rotations ?? {},
    zone: () => config.policy.zone,
  });
  const rotations = { id: ROTATIONS, label: 'firescribe.yml', port: embedded };
  return [...config.integrations.onCall.map((vendor) => plugged(vendor, deps)), rotations];
}

function onCallDesk(
  { engine, clock, log }: Core,
  vendors: readonly OnCallVendor[],
  faces: Faces,
  workspaceUrl: () => string | undefined,
): OnCallDesk {
  const linkTo: OnCallDesk['linkTo'] = ({ channel }) => {
    const url = workspaceUrl();
    return url && channel ? `${url}archives/${channel.id}` : undefined;
  };
  return { engine, vendors, faces, linkTo, clock, log };
}

/** One line for each kind of port. Of several vendors of which only one can serve, the first does. */
function portsOf({ bridges, deployments, runbooks }: Integrations, deps: Deps): Ports {
  const [tracker] = deployments;
  return {
    bridge: plugged(bridges[0]!, deps),
    ...(tracker ? { tracker: plugged(tracker, deps) } : {}),
    runbooks: runbooks.map((one) => plugged(one, deps)),
  };
}

function plugged<Port>({ id, label, create }: Configured<Port>, deps: Deps): Plugged<Port> {
  return { id, label, port: create(deps) };
}

function ticketing(config: Config, core: Core, slack: Slack, deps: Deps): Performers {
  const [tracker] = config.integrations.tickets;
  const work = { ...core, policy: () => config.policy, emailOf: slack.emailOf };
  return ticketPerformers(work, tracker && plugged(tracker, deps));
}

/** The first narrator that is on; none is needed. */
function narratorOf({ integrations }: Config, deps: Deps): PluggedNarrator | undefined {
  const [chosen] = integrations.narrator;
  return chosen && plugged(chosen, deps);
}

function workflowPerformers(config: Config, core: Core, http: HttpMaker): Performers {
  const desk = { ...core, policy: () => config.policy };
  return {
    'workflow.run': workflowRunner(desk),
    'role.assign': leaderAssigner(desk),
    'webhook.call': webhookCaller({
      ...desk,
      http,
      secretOf: (variable) => process.env[variable],
    }),
  };
}

function drawing(config: Config, core: Core, deps: Deps): Performer<'graph.draw'> {
  const sources = config.integrations.metrics.map((source) => plugged(source, deps));
  return graphDrawer({ ...core, policy: () => config.policy, sources, draw: drawInWorker });
}

function exporting(config: Config, core: Core, slack: Slack, deps: Deps): Performer<'document.export'> {
  const places = config.integrations.documents.map((place) => plugged(place, deps));
  const word = () => (config.policy.reviewWord === 'retrospective' ? 'Retrospective' : 'Postmortem');
  return documentExporter({ ...core, places, word, asWritten: slack.reviewAsWritten });
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
