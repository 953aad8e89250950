// What performs each kind of effect, and who proposes words, over what is configured.
import { drawInWorker } from './charts/draw-in-worker.ts';
import type { Config } from './config.ts';
import type { Core } from './core.ts';
import { webhookCaller } from './engine/call-webhook.ts';
import { fileEraser } from './engine/erase-files.ts';
import { deploymentNoter } from './engine/note-deployments.ts';
import type { OnCallVendor } from './engine/on-call-desk.ts';
import { graphDrawer } from './engine/perform-graphs.ts';
import { integrationPerformers } from './engine/perform-integrations.ts';
import { onCallPerformers } from './engine/perform-on-call.ts';
import { otherTeller } from './engine/perform-others.ts';
import { routingPerformers } from './engine/perform-routing.ts';
import { similarFinder } from './engine/perform-similar.ts';
import { ticketPerformers } from './engine/perform-tickets.ts';
import type { Performer, Performers } from './engine/performer.ts';
import type { Proposals } from './engine/proposals.ts';
import { leaderAssigner, workflowRunner } from './engine/run-workflow.ts';
import type { HttpMaker } from './lib/http.ts';
import { knownNames } from './policy/known-names.ts';
import { briefInWorker, composeInWorker, judgeInWorker } from './postmortem/compose-in-worker.ts';
import { createDrafter } from './postmortem/draft.ts';
import { documentExporter } from './postmortem/export-document.ts';
import { reviewKeeper } from './postmortem/keep-review.ts';
import type { PluggedNarrator } from './postmortem/narration/narrate.ts';
import { createProposals } from './postmortem/narration/propose.ts';
import { siftInWorker } from './postmortem/sift-in-worker.ts';
import { reviewSifter } from './postmortem/sift-review.ts';
import { templateFor } from './postmortem/templates/choose.ts';
import type { Slack } from './slack/app.ts';
import { onCallDesk, plugged, portsOf, type VendorDeps } from './vendors.ts';

type Plugs = {
  deps: VendorDeps;
  onCall: readonly OnCallVendor[];
  narrator: PluggedNarrator | undefined;
};

export function performersOf(config: Config, core: Core, slack: Slack, plugs: Plugs): Performers {
  const { deps, onCall, narrator } = plugs;
  const withPolicy = { ...core, policy: () => config.policy };
  return {
    ...slack.performers,
    ...drafting(config, core, slack, narrator),
    ...integrationPerformers(withPolicy, portsOf(config.integrations, deps)),
    ...workflowPerformers(config, core, slack, deps.http),
    'graph.draw': drawing(config, core, deps),
    'similar.find': similarFinder(core),
    'other.tell': otherTeller(core),
    ...exporting(config, core, slack, deps),
    ...onCallPerformers(onCallDesk(withPolicy, onCall, slack.faces, slack.workspaceUrl)),
    ...ticketing(config, core, slack, deps),
    'file.erase': fileEraser(core),
    'deployments.note': deploymentNoter(withPolicy),
    ...routingPerformers(core),
  };
}

function ticketing(config: Config, core: Core, slack: Slack, deps: VendorDeps): Performers {
  const [tracker] = config.integrations.tickets;
  const work = { ...core, policy: () => config.policy, emailOf: slack.emailOf };
  return ticketPerformers(work, tracker && plugged(tracker, deps));
}

function workflowPerformers(config: Config, core: Core, slack: Slack, http: HttpMaker): Performers {
  const { team: workspace, faces } = slack;
  const desk = { ...core, policy: () => config.policy, workspace, person: faces.person };
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

function drawing(config: Config, core: Core, deps: VendorDeps): Performer<'graph.draw'> {
  const sources = config.integrations.metrics.map((source) => plugged(source, deps));
  return graphDrawer({ ...core, policy: () => config.policy, sources, draw: drawInWorker });
}

function exporting(config: Config, core: Core, slack: Slack, deps: VendorDeps): Performers {
  const places = config.integrations.documents.map((place) => plugged(place, deps));
  const word = () => (config.policy.reviewWord === 'retrospective' ? 'Retrospective' : 'Postmortem');
  const policy = () => config.policy;
  const sift = siftInWorker(eventsOf(core), slack.bot);
  const desk = { ...core, policy, asWritten: slack.reviewAsWritten, sift };
  return {
    'review.keep': reviewKeeper(desk),
    'review.sift': reviewSifter(desk),
    'document.export': documentExporter({ ...core, places, word, policy }),
  };
}

/** Where threads of their own find events. */
const eventsOf = (core: Core) => ({
  module: new URL('./read-events.ts', import.meta.url).href,
  name: 'readIncidentEvents',
  settings: { file: core.database },
});

/** A narrator, as it is asked for short texts while people wait. */
export function proposalsOf(
  config: Config,
  core: Core,
  narrator: PluggedNarrator,
  slack: Pick<Slack, 'workspaceUrl' | 'bot'>,
): Proposals {
  const events = eventsOf(core);
  return createProposals({
    engine: core.engine,
    narrator,
    brief: briefInWorker(events),
    judge: judgeInWorker(events),
    policy: () => config.policy,
    options: {
      get workspaceUrl() {
        return slack.workspaceUrl();
      },
      get bot() {
        return slack.bot();
      },
      get known() {
        return knownNames(config.policy);
      },
    },
  });
}

function drafting(
  config: Config,
  core: Core,
  slack: Slack,
  narrator: PluggedNarrator | undefined,
): Performers {
  const events = eventsOf(core);
  return {
    'postmortem.draft': createDrafter({
      engine: core.engine,
      files: core.files,
      compose: composeInWorker(events),
      ...(narrator ? { narrator: { ...narrator, brief: briefInWorker(events) } } : {}),
      policy: () => config.policy,
      clock: core.clock,
      log: core.log,
      options: {
        get word() {
          return config.policy.reviewWord;
        },
        get workspaceUrl() {
          return slack.workspaceUrl();
        },
        get bot() {
          return slack.bot();
        },
        get known() {
          return knownNames(config.policy);
        },
      },
      templateOf: (incident) => templateFor(config.policy, config.templates, incident),
      comparedUntil: slack.compareForDraft,
    }),
  };
}
