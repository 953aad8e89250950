// Every outbound vendor there is, by what it is for. A new one is a file of its own and a line here.
import { googleMeet } from './bridges/google-meet.ts';
import { huddle } from './bridges/huddle.ts';
import type { Bridges } from './bridges/port.ts';
import { zoom } from './bridges/zoom.ts';
import type { DeploymentTracker } from './deployments/port.ts';
import { sleuth } from './deployments/sleuth.ts';
import { confluence as confluencePages } from './documents/confluence.ts';
import { github } from './documents/github.ts';
import { markdownFiles as reviewFiles } from './documents/markdown-files.ts';
import { notion } from './documents/notion.ts';
import type { Documents } from './documents/port.ts';
import { carried } from './metrics/carried.ts';
import { datadog } from './metrics/datadog.ts';
import { grafana } from './metrics/grafana.ts';
import type { Metrics } from './metrics/port.ts';
import { prometheus } from './metrics/prometheus.ts';
import { anthropic } from './narrator/anthropic.ts';
import type { Narrator } from './narrator/port.ts';
import { opsgenie } from './on-call/opsgenie.ts';
import { pagerduty } from './on-call/pagerduty.ts';
import type { OnCall } from './on-call/port.ts';
import { confluence } from './runbooks/confluence.ts';
import { markdownFiles } from './runbooks/markdown-files.ts';
import type { RunbookSource } from './runbooks/port.ts';
import { asana } from './tickets/asana.ts';
import { jira } from './tickets/jira.ts';
import type { Tickets } from './tickets/port.ts';
import type { Configured, Vendor } from './vendor.ts';

/** What each kind of port is: one line for each kind. */
type Ports = {
  bridges: Bridges;
  deployments: DeploymentTracker;
  documents: Documents;
  metrics: Metrics;
  onCall: OnCall;
  runbooks: RunbookSource;
  tickets: Tickets;
  narrator: Narrator;
};

/** In this order they are preferred where several are on and none is chosen; embedded ones come last. */
export const INTEGRATIONS: { readonly [K in keyof Ports]: readonly Vendor<Ports[K]>[] } = {
  bridges: [zoom, googleMeet, huddle],
  deployments: [sleuth],
  documents: [reviewFiles, github, confluencePages, notion],
  runbooks: [markdownFiles, confluence],
  metrics: [prometheus, datadog, grafana, carried],
  onCall: [pagerduty, opsgenie],
  tickets: [jira, asana],
  narrator: [anthropic],
};

/** The vendors that are on, by what they are for, in the catalog's order. */
export type Integrations = { [K in keyof Ports]: Configured<Ports[K]>[] };

const everyVendor = Object.values(INTEGRATIONS).flat() as Vendor<unknown>[];

/** Every variable that some vendor reads. */
export const INTEGRATION_VARIABLES: ReadonlySet<string> = new Set(
  everyVendor.flatMap(({ variables }) => variables),
);

/** Reads every vendor's variables. What is wrong is put among `problems`, one sentence each. */
export function readIntegrations(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Integrations {
  const read = Object.entries(INTEGRATIONS).map(([kind, vendors]) => [
    kind,
    (vendors as readonly Vendor<unknown>[]).flatMap((vendor) => vendor.read(env, problems) ?? []),
  ]);
  return Object.fromEntries(read) as Integrations;
}
